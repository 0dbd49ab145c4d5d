import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { as, guest, openTestShop } from "../../tests/world.ts";
import { hyphenateIsbn, parseIsbn } from "./isbn.ts";
import { freeSlug, slugify } from "./slugs.ts";
import { slugSchema } from "./model.ts";

const checkDigit = (twelve: string) =>
  (10 - ([...twelve].reduce((a, d, i) => a + Number(d) * (i % 2 ? 3 : 1), 0) % 10)) % 10;

it("CAT-1 accepts ISBN-13 and ISBN-10, with or without hyphens, and converts", () => {
  for (const text of [
    "9780140449266",
    "978-0-14-044926-6",
    "978 0 14 044926 6",
    "0140449264",
    "0-14-044926-4",
    "978–0–14–044926–6",
  ]) {
    expect(parseIsbn(text), text).toBe("9780140449266");
  }
  expect(parseIsbn("080442957X")).toBe("9780804429573");
  expect(hyphenateIsbn("9780140449266")).toBe("978-0-14-044926-6");
});

it("CAT-1 refuses a wrong check digit and anything else", () => {
  for (const bad of ["9780140449267", "0140449265", "978014044926", "", "stoner", "9".repeat(13), "1234567890123"]) {
    expect(parseIsbn(bad), bad).toBeNull();
  }
});

it("CAT-1 the database agrees on check digits", async () => {
  const { db } = as(openTestShop(), guest);
  const body = fc.integer({ min: 0, max: 999_999_999 }).map((n) => `978${String(n).padStart(9, "0")}`);
  await fc.assert(
    fc.asyncProperty(body, fc.integer({ min: 0, max: 9 }), async (twelve, last) => {
      const { rows } = await db.execute<{ valid: boolean }>(sql`select is_isbn13(${`${twelve}${last}`}) as valid`);
      expect(rows[0]?.valid).toBe(checkDigit(twelve) === last);
    }),
    { numRuns: 100 },
  );
});

it("CAT-3 a slug is readable ASCII, whatever the title", () => {
  expect(slugify("The Curious Incident of the Dog in the Night-Time")).toBe(
    "the-curious-incident-of-the-dog-in-the-night-time",
  );
  expect(slugify("Les Misérables")).toBe("les-miserables");
  expect(slugify("Straße & Œuvre")).toBe("strasse-and-oeuvre");
  expect(slugify("Ender’s Game")).toBe("enders-game");
  expect(slugify("百年の孤独")).toBe("book");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => slugSchema.parse(slugify(text)) !== ""),
  );
});

it("CAT-3 a slug that is taken gets a number", () => {
  const taken = new Set(["dune", "dune-2"]);
  expect(freeSlug("Dune", taken)).toBe("dune-3");
  expect(freeSlug("Emma", taken)).toBe("emma");
});
