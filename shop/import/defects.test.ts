import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { locales, translator } from "../../messages/index.ts";
import { bookRecord } from "../catalog/model.ts";
import { fileRefusalCodes, rowProblemCodes, type CsvTarget, type ReadRow, type RowProblem } from "./model.ts";
import { readCsv } from "./read-csv.ts";
import { readOnix } from "./read-onix.ts";
import { subjectRules } from "./subject-rules.ts";

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
/** By reference, and by line; what is not in the way stands in brackets. */
const expected = JSON.parse(fixture("defects.json").toString("utf8")) as Record<
  "onix" | "csv",
  Record<string, string[]>
>;

async function* once(bytes: Uint8Array) {
  yield bytes;
}

type Say = (code: string, facts?: Record<string, string>) => string;
const rows = translator("en", "web.importProblems.rows") as unknown as Say;
const books = translator("en", "web.catalogue.problems") as unknown as Say;

/** What is told of a row: by reading it, then by what every door asks of a record. */
function sentencesOf({ problems, notes, record }: ReadRow): string[] {
  const read = (problem: RowProblem) => `${problem.field ?? ""}: ${rows(problem.code, problem.facts)}`;
  const asked = bookRecord.safeParse(record);
  const issues = asked.success ? [] : asked.error.issues;
  return [
    ...problems.map(read),
    ...notes.map((note) => `(${read(note)})`),
    ...issues.map((issue) => {
      const facts = issue.code === "custom" ? (issue.params as Record<string, string>) : {};
      return `${issue.path.join(".")}: ${books(issue.message, facts)}`;
    }),
  ];
}

const columns: CsvTarget[] = [
  "isbn",
  "title",
  "author",
  "price",
  "currency",
  "pages",
  "stock",
  "published",
  "firstPublished",
  "format",
  "language",
  "genres",
  "archived",
];

describe("CAT-6 CAT-8 what is wrong is said kindly, with what to do", () => {
  it("CAT-8 ONIX: each kind of defect gets its sentence, by reference", async () => {
    const told: Record<string, string[]> = {};
    const options = { currency: "EUR", subjects: subjectRules, stock: "figure" as const };
    for await (const row of readOnix(once(fixture("defects.xml")), options))
      told[row.reference ?? `record ${row.at}`] = sentencesOf(row);
    expect(Object.keys(told).length).toBeGreaterThan(40);
    expect(told).toEqual(expected.onix);
  });

  it("CAT-6 CSV: each kind of defect gets its sentence, by line", async () => {
    const told: Record<number, string[]> = {};
    const rest = { currency: "EUR", genres: new Map<string, string>(), decimal: null, dates: "dmy" as const };
    const options = { encoding: "utf-8" as const, delimiter: ";" as const, columns, ...rest };
    for await (const row of readCsv(once(fixture("defects.csv")), options)) told[row.at] = sentencesOf(row);
    expect(told).toEqual(expected.csv);
  });

  it.each(locales)("CAT-6 CAT-8 every code has a sentence in %s that ends as one", (locale) => {
    const facts = Object.fromEntries(
      "text found expected currency shop genre name role reference notification first second form codes status availability line column most encoding"
        .split(" ")
        .map((name) => [name, `‹${name}›`]),
    );
    for (const code of rowProblemCodes)
      expect((translator(locale, "web.importProblems.rows") as unknown as Say)(code, facts)).toMatch(/\.$/);
    for (const code of fileRefusalCodes)
      expect((translator(locale, "web.importProblems.files") as unknown as Say)(code, facts)).toMatch(/\.$/);
  });
});
