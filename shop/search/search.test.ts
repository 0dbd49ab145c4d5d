import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { as, guest, openTestShop } from "../../tests/world.ts";
import { fillDemo } from "../../db/demo/fill.ts";
import { findBook } from "../catalog/index.ts";
import { searchBooks, suggest } from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const find = async (q: string) => (await searchBooks(ctx, { q, page: 1, pageSize: 24 })).items;

beforeAll(async () => {
  await fillDemo(process.env.DATABASE_URL ?? "", null);
});

describe("DSC-2 search", () => {
  it.each([
    ["a title", "The Count of Monte Cristo", "the-count-of-monte-cristo"],
    ["a title in other words' forms", "counting of monte cristo", "the-count-of-monte-cristo"],
    ["an author", "dumas", "the-count-of-monte-cristo"],
    ["title and author together", "cristo alexandre", "the-count-of-monte-cristo"],
    ["words without their accents", "les miserables", "les-miserables"],
    ["words with accents that are not there", "dúmas", "the-count-of-monte-cristo"],
    ["any case", "MONTE CRISTO", "the-count-of-monte-cristo"],
    ["the beginning of a word", "monte cris", "the-count-of-monte-cristo"],
    ["an ISBN", "9780140449266", "the-count-of-monte-cristo"],
    ["an ISBN with hyphens", "978-0-14-044926-6", "the-count-of-monte-cristo"],
    ["an ISBN-10", "0140449264", "the-count-of-monte-cristo"],
  ])("DSC-2 finds by %s", async (_, q, slug) => {
    expect((await find(q)).slice(0, 5)).toContain(slug);
  });

  it("DSC-2 a title counts more than a description", async () => {
    const [first] = await find("Dune");
    expect(await findBook(ctx, first ?? "")).toMatchObject({ title: "Dune" });
  });

  it("DSC-2 shows one edition a work, never an archived one", async () => {
    const all = await find("dumas");
    const works = await Promise.all(all.map((slug) => findBook(ctx, slug)));
    expect(new Set(works.map((book) => book?.title)).size).toBe(all.length);
    await ctx.db.execute(sql`update books set archived_at = now() where slug like 'the-count-of-monte-cristo%'`);
    expect(await find("monte cristo")).not.toContain("the-count-of-monte-cristo");
    await ctx.db.execute(sql`update books set archived_at = null`);
  });

  it("DSC-2 follows a change by plain SQL", async () => {
    await ctx.db.execute(sql`update books set title = 'Zanzibar Quagga' where slug = 'dune'`);
    expect(await find("quagga")).toEqual(["dune"]);
    await ctx.db.execute(sql`update contributors set name = 'Xylo Phonist' where slug = 'frank-herbert'`);
    expect(await find("phonist zanzibar")).toEqual(["dune"]);
  });

  it.each([
    "",
    "   ",
    "&",
    "!!! | & :* <->",
    "'; drop table books; --",
    "\\",
    "a".repeat(5_000),
    "%",
    "\u0000",
    "🙂",
    ":*",
    "a & b | !c",
  ])("DSC-2 %j is no error", async (q) => {
    expect(Array.isArray(await find(q))).toBe(true);
    expect(Array.isArray((await suggest(ctx, q)).books)).toBe(true);
  });

  it("DSC-2 turns pages without a gap or a double", async () => {
    const first = await searchBooks(ctx, { q: "love", page: 1, pageSize: 5 });
    const second = await searchBooks(ctx, { q: "love", page: 2, pageSize: 5 });
    expect(first.items).toHaveLength(5);
    expect(second.total).toBe(first.total);
    expect(first.items.filter((slug) => second.items.includes(slug))).toEqual([]);
    expect(await searchBooks(ctx, { q: "love", page: 999, pageSize: 5 })).toMatchObject({
      items: [],
      total: first.total,
    });
  });

  it("DSC-2 suggests books, people and genres for what has been typed so far", async () => {
    expect((await suggest(ctx, "monte cr")).books[0]).toMatchObject({
      slug: "the-count-of-monte-cristo",
      authors: "Alexandre Dumas",
    });
    expect((await suggest(ctx, "le gui")).people.map((p) => p.name)).toContain("Ursula K. Le Guin");
    expect((await suggest(ctx, "fant")).genres).toEqual([{ slug: "fantasy", name: "Fantasy" }]);
    expect(await suggest(ctx, "a")).toEqual({ books: [], people: [], genres: [] });
  });
});
