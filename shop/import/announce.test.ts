import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { announced, heard } from "../../tests/announced.ts";
import { anIsbn, csv, importsOf, row } from "../../tests/imports.ts";
import { openTestShop } from "../../tests/world.ts";
import { cancelImport, commitImport, runImport, undoCommit } from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const { desk, worker, run, planned, committed } = importsOf(shop);

const many = (n: number) => Array.from({ length: n }, anIsbn);
const tagOf = async (isbn: string): Promise<string> => {
  const { rows } = await db.execute<{ slug: string }>(sql`select slug from books where isbn13 = ${isbn}`);
  return `soon:900:book:${rows[0]?.slug}`;
};
const tagsOf = async (isbns: readonly string[]) => (await Promise.all(isbns.map(tagOf))).sort();
const isOwed = async (id: string) => {
  const { rows } = await db.execute<{ owed: boolean }>(sql`select lists_owed as owed from imports where id = ${id}`);
  return rows[0]?.owed;
};
const longAgo = (id: string) =>
  db.execute(sql`update imports set lists_announced_at = now() - interval '16 seconds' where id = ${id}`);
async function committing(text: string): Promise<string> {
  const id = await planned(text);
  await commitImport(desk, id);
  return id;
}

describe("what an import announces", () => {
  it("CAT-6 PLT-4 the lists that new books stand on, and never the whole catalogue", async () => {
    const id = await committing(csv(many(120).map((isbn) => row(isbn, "Announced"))));
    expect(await announced(() => run(id))).toEqual(["lists", "soon:15000:lists"]);
    await longAgo(id);
    await undoCommit(desk, id);
    const tags = await announced(() => run(id));
    expect(tags.filter((tag) => !tag.includes("book:"))).toEqual(["lists", "soon:15000:lists"]);
    expect(tags).toHaveLength(122); // each is gone from its own page, too
  });

  it("CAT-6 PLT-4 every book whose price changes, however many there are, and nothing else", async () => {
    const isbns = many(130);
    await committed(csv(isbns.map((isbn) => row(isbn, "Priced"))));
    const id = await committing(csv(isbns.map((isbn) => row(isbn, "Priced", "12.00"))));
    expect(await announced(() => run(id))).toEqual(await tagsOf(isbns));
    const again = await committing(csv(isbns.map((isbn) => row(isbn, "Priced", "12.00"))));
    expect(await announced(() => run(again))).toEqual([]);
  });

  it("CAT-6 CAT-10 PLT-4 the pages of the editions that a new one joins", async () => {
    const [first, second] = many(2) as [string, string];
    await committed(csv([row(first, "Joined")]));
    const text = `${csv([]).replace("Stock", "Stock,Edition of")}\r\n${[...row(second, "Joined"), first].join(",")}`;
    const id = await committing(text);
    expect(await announced(() => run(id))).toEqual(["lists", "soon:15000:lists", await tagOf(first)]);
  });

  it("CAT-6 PLT-4 lists once in a while, to be seen soon, and once more at the end, to be seen at once, while changed books are named with their batch", async () => {
    const [changed, ...others] = many(12) as [string, ...string[]];
    await committed(csv([row(changed, "Early")]));
    const id = await committing(csv([row(changed, "Early", "12.00"), ...others.map((isbn) => row(isbn, "Many"))]));
    const first = await heard(() => runImport(worker, id, { size: 2, within: -1 }));
    expect(first).toEqual([await tagOf(changed), "soon:15000:lists"]);
    // five batches more, in less than fifteen seconds
    expect(await heard(() => run(id, 2))).toEqual(["lists"]);
    expect(await isOwed(id)).toBe(false);
  });

  it("CAT-6 PLT-4 what a dead worker owes, by whoever takes over, or by whoever stops it", async () => {
    const id = await committing(csv(many(8).map((isbn) => row(isbn, "Owed"))));
    await runImport(worker, id, { size: 2, within: -1 });
    await runImport(worker, id, { size: 2, within: -1 });
    expect(await isOwed(id)).toBe(true);
    await longAgo(id);
    expect(await isOwed(id), "whatever changes the row tells").toBe(false);
    await runImport(worker, id, { size: 2, within: -1 });
    expect(await isOwed(id)).toBe(true);
    expect(await heard(() => cancelImport(desk, id))).toEqual(["lists"]);
    expect(await isOwed(id)).toBe(false);
  });
});
