import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectCsv } from "./inspect-csv.ts";
import { FileRefused, HEAD_BYTES, type ReadRow } from "./model.ts";
import { readCsv } from "./read-csv.ts";
import { readJson } from "./read-json.ts";
import { readOnix } from "./read-onix.ts";
import { sniffFormat } from "./sniff-format.ts";
import { subjectRules } from "./subject-rules.ts";

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
async function* once(bytes: Uint8Array) {
  yield bytes;
}

const sheet = fixture("defects.csv");
const json = Buffer.from(
  JSON.stringify([
    {
      isbn: "9783161484100",
      title: 'A "book" \\ of {[ signs',
      contributors: [{ name: "Ö", role: "author" }],
      price: 1200,
    },
    { id: "018f2b6e-0000-7000-8000-000000000000", description: "One.\n\nTwo.", genres: ["crime"], archived: false },
  ]),
);

function readAs(format: "csv" | "json" | "onix", bytes: Uint8Array): AsyncGenerator<ReadRow> {
  if (format === "json") return readJson(once(bytes));
  if (format === "onix") return readOnix(once(bytes), { currency: "EUR", subjects: subjectRules, stock: "figure" });
  const { guesses, ...found } = inspectCsv(bytes.subarray(0, HEAD_BYTES));
  const columns = guesses.map(({ target }) => target);
  return readCsv(once(bytes), { ...found, columns, currency: "EUR", genres: new Map() });
}

interface Damage {
  at: number;
  byte: number;
  kind: "change" | "insert" | "cut" | "repeat";
}

function damaged(bytes: Uint8Array, damages: readonly Damage[]): Uint8Array {
  let all = Buffer.from(bytes);
  for (const { at, byte, kind } of damages) {
    const place = at % Math.max(1, all.length);
    const [before, after] = [all.subarray(0, place), all.subarray(place)];
    if (kind === "change") all = Buffer.concat([before, Buffer.of(byte), after.subarray(1)]);
    else if (kind === "insert") all = Buffer.concat([before, Buffer.of(byte), after]);
    else if (kind === "repeat") all = Buffer.concat([before, after.subarray(0, byte), after]);
    else all = Buffer.concat([before, after.subarray(byte)]);
  }
  return all;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(100_000),
  byte: fc.oneof(fc.nat(255), fc.constantFrom(...'"\n;,<>&[]{}\\\0'.split("").map((sign) => sign.charCodeAt(0)))),
  kind: fc.constantFrom("change", "insert", "cut", "repeat"),
});

describe("CAT-6 CAT-8 SEC-4 damaged files", () => {
  it.each([
    ["csv", sheet],
    ["json", json],
    ["onix", fixture("short.xml")],
    ["onix", fixture("defects.xml")],
  ] as const)("SEC-4 whatever happens to a file (%s), it is read or refused with a reason", async (format, bytes) => {
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 12 }), async (damages) => {
        const given = damaged(bytes, damages);
        sniffFormat(given);
        let last = 0;
        try {
          for await (const row of readAs(format, given)) {
            expect(row.at).toBeGreaterThan(last);
            last = row.at;
          }
        } catch (error) {
          if (!(error instanceof FileRefused)) throw error;
        }
      }),
      { numRuns: format === "json" ? 400 : 150 },
    );
  });

  it("CAT-6 a file that is refused, or left in the middle, is closed", async () => {
    let open = 0;
    async function* file(bytes: Uint8Array) {
      open += 1;
      try {
        for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
      } finally {
        open -= 1;
      }
    }
    const zip = Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]);
    const { guesses, ...found } = inspectCsv(sheet);
    const options = { ...found, columns: guesses.map(({ target }) => target), currency: "EUR", genres: new Map() };
    const onix = { currency: "EUR", subjects: subjectRules };
    const long = Buffer.concat([sheet, Buffer.from("9783161484100\n".repeat(20_000))]);
    for (const rows of [
      readCsv(file(zip), options),
      readJson(file(zip)),
      readOnix(file(zip), onix),
      readCsv(file(long), { ...options, columns: [null] }),
      readOnix(file(Buffer.from('<?xml version="1.0" encoding="klingon"?><ONIXMessage/>')), onix),
    ])
      await expect(rows.next()).rejects.toBeInstanceOf(FileRefused);
    expect(open).toBe(0);
    for await (const row of readCsv(file(long), options)) {
      expect(row.at).toBe(2);
      expect(open).toBe(1);
      break;
    }
    expect(open).toBe(0);
  });

  it("SEC-4 any bytes at all are told apart, read or refused", async () => {
    const starts = fc.constantFrom(
      "",
      "<",
      "[",
      "{",
      "ISBN;Title\n",
      "\ufeff",
      '<?xml version="1.0"?><ONIXMessage release="3.0">',
    );
    await fc.assert(
      fc.asyncProperty(starts, fc.uint8Array({ maxLength: 200 }), async (start, rest) => {
        const bytes = Buffer.concat([Buffer.from(start), rest]);
        for (const format of ["csv", "json", "onix"] as const) {
          try {
            for await (const { at } of readAs(format, bytes)) expect(at).toBeGreaterThan(0);
          } catch (error) {
            if (!(error instanceof FileRefused)) throw error;
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
