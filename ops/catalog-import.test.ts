import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { atTheEnd } from "../tests/at-the-end.ts";
import { anIsbn, csv, importsOf, onix, row } from "../tests/imports.ts";
import { openTestShop } from "../tests/world.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-command-"));
atTheEnd.push(async () => fs.rmSync(folder, { recursive: true, force: true }));
const shop = openTestShop();
const { bookOf } = importsOf(shop);

let files = 0;
function fileOf(text: string): string {
  const file = path.join(folder, `books-${++files}.csv`);
  fs.writeFileSync(file, text);
  return file;
}

/** What the command says and ends with. */
function run(...args: string[]): Promise<{ code: number | null; said: string; told: string }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "catalog-import.ts"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      SHOP_MODE: "demo",
      APP_URL: "http://shop.test",
      DATA_DIR: folder,
      AUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
      LOG_LEVEL: "silent",
    },
  });
  let said = "";
  let told = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said, told })));
}

it("CAT-6 MSG-6 the command line brings a file in, and tells in sentences what it did, would do, and could not", async () => {
  const [first, second] = [anIsbn(), anIsbn()];
  const wrong = `${first.slice(0, 12)}${(Number(first.at(-1)) + 1) % 10}`;
  const made = await run(fileOf(csv([row(first, "A light"), row(second, "Another"), row(wrong, "Mistyped")])));
  expect(made).toMatchObject({ code: 0, said: "created=2 updated=0 unchanged=0 failed=1\n" });
  expect(made.told).toContain("1 row was refused:\n  Line 4, Mistyped: ISBN: The check digit is wrong");
  expect(await bookOf(first)).toMatchObject({ price: 990, stock: 3 });

  const change = fileOf(csv([row(first, "A light", "11.00"), row(second, "Another"), row(wrong, "Mistyped")]));
  const dry = await run(change, "--dry-run", "--language", "de");
  expect(dry).toMatchObject({ code: 0, said: "created=0 updated=1 unchanged=1 failed=1\n" });
  expect(dry.told).toMatch(/Zeile 2, A light – Preis: 9,90\s€ wird 11,00\s€/);
  expect(dry.told).toContain("Die Prüfziffer ist falsch");
  expect(dry.told).toMatch(/http:\/\/shop\.test\/admin\/imports\/[0-9a-f-]{36}/);
  expect(await bookOf(first)).toMatchObject({ price: 990 });

  expect(await run(change, "--strict")).toMatchObject({ code: 2, said: "created=0 updated=1 unchanged=1 failed=1\n" });
  expect(await bookOf(first)).toMatchObject({ price: 1_100 });
});

it("CAT-4 CAT-8 the command line takes an ONIX file's copies on hand with --stock, and leaves them out without it", async () => {
  const isbn = anIsbn();
  const file = fileOf(onix([[isbn, "On hand", "5"]]));
  expect(await run(file)).toMatchObject({ code: 0, said: "created=1 updated=0 unchanged=0 failed=0\n" });
  expect(await bookOf(isbn)).toMatchObject({ stock: 0 });
  const dry = await run(file, "--stock", "--dry-run");
  expect(dry).toMatchObject({ code: 0, said: "created=0 updated=1 unchanged=0 failed=0\n" });
  expect(await bookOf(isbn)).toMatchObject({ stock: 0 });
  expect(await run(file, "--stock")).toMatchObject({ said: "created=0 updated=1 unchanged=0 failed=0\n" });
  expect(await bookOf(isbn)).toMatchObject({ stock: 5 });
});

it("CAT-6 the command line says what it was not given, and what a file is instead", async () => {
  const refused = async (...args: string[]) => {
    const { code, said, told } = await run(...args);
    return [code, said, told.trim()];
  };
  expect(await refused()).toEqual([1, "", "Which file? npm run catalog:import -- FILE"]);
  expect(await refused("--language", "fr", "x.csv")).toEqual([1, "", "--language is one of en, de."]);
  const none = path.join(folder, "none.csv");
  expect(await refused(none)).toEqual([1, "", `There is no file ${none}.`]);
  const picture = fileOf("");
  fs.writeFileSync(picture, Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
  expect(await refused(picture, "--language", "de")).toEqual([1, "", expect.stringContaining("Bild")]);
  expect((await run("--help")).said).toContain("--dry-run");
});
