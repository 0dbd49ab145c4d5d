import { sql } from "drizzle-orm";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { anIsbn, deskOf, facts, problems } from "../../tests/desk-books.ts";
import { as, guest, openTestShop } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { baseOf, bulkBooks, createBook, findBook, findSlugRedirect, getDeskBook, updateBook } from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const { desk, create, audited } = deskOf(shop);

describe("CAT-2 changing a book", () => {
  it("CAT-2 changes what is given, clears what is null, and leaves the rest", async () => {
    const { id } = await create({ subtitle: "Sub", publisher: "P", pages: 10, published: "2001" });
    const result = await updateBook(desk, { id, version: 1, subtitle: null, pages: 11, title: "Another title" });
    expect(result).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await getDeskBook(desk, id)).toMatchObject({
      title: "Another title",
      subtitle: null,
      pages: 11,
      publisher: "P",
      published: "2001",
      version: 2,
    });
    const { rows } = await db.execute(
      sql`select w.title from works w join books b on b.work_id = w.id where b.id = ${id}`,
    );
    expect(rows).toEqual([{ title: "Another title" }]);
    expect(await updateBook(desk, { id, version: 2, pages: 11 })).toMatchObject({ ok: true, value: { changed: [] } });
    expect((await getDeskBook(desk, id)).version).toBe(2);
    expect(await audited(id)).toEqual(["book.created", "book.changed"]);
    expect(await updateBook(desk, { id: newId(new Date()), version: 1, pages: 1 })).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("CAT-2 of two who edit at once the second sees what differs, and nothing is overwritten", async () => {
    const { id } = await create({ description: "Old." });
    const saves = await Promise.all([
      updateBook(desk, { id, version: 1, price: 1_100, description: "Old." }),
      updateBook(desk, { id, version: 1, price: 1_250, description: "New." }),
    ]);
    expect(saves.filter(({ ok }) => ok)).toHaveLength(1);
    const lost = saves.find(({ ok }) => !ok);
    expect(lost).toMatchObject({ code: "BOOK_CHANGED", version: 2 });
    const fields = (lost as unknown as { changes: { field: string }[] }).changes.map(({ field }) => field).sort();
    expect(fields).toEqual(["description", "price"]);
    const decided = await updateBook(desk, { id, version: 2, price: 1_300, description: "Both." });
    expect(decided).toMatchObject({ ok: true });
  });

  it("CAT-2 with what an editor had seen, fields that were not touched are never put back, and both see what is whose", async () => {
    const { id, book } = await create({ description: "Old.", contributors: [{ name: "Base Writer", role: "author" }] });
    const base = baseOf(book);
    const sent = (more: object) => ({
      id,
      version: 1,
      base,
      title: book.title,
      contributors: book.contributors,
      price: 1_250,
      description: "Old.",
      publisher: null,
      ...more,
    });
    expect(await updateBook(desk, sent({ price: 1_900, publisher: "Theirs" }))).toMatchObject({
      value: { version: 2 },
    });
    expect(await updateBook(desk, sent({})), "nothing touched, nothing to save").toMatchObject({
      value: { changed: [] },
    });
    expect(await updateBook(desk, sent({ description: "Mine.", publisher: "Mine" }))).toMatchObject({
      code: "BOOK_CHANGED",
      version: 2,
      changes: [{ field: "publisher", before: "Theirs", after: "Mine" }],
      theirs: [{ field: "price", now: 1_900 }],
    });
    expect((await getDeskBook(desk, id)).description).toBe("Old.");
    const over = await updateBook(desk, { ...sent({ description: "Mine.", publisher: "Mine" }), version: 2 });
    expect(over).toMatchObject({ ok: true });
    expect(await getDeskBook(desk, id)).toMatchObject({ price: 1_900, description: "Mine.", publisher: "Mine" });
  });

  it("CAT-2 people and genres count as changes; a sale does not", async () => {
    const { id } = await create({ stock: 5 });
    await updateBook(desk, { id, version: 1, contributors: [{ name: "Somebody Else", role: "author" }] });
    expect((await getDeskBook(desk, id)).version).toBe(2);
    await db.execute(sql`
      insert into stock_movements (id, book_id, delta, reason, actor_kind) values (${newId(new Date())}, ${id}, -1, 'correction', 'system')`);
    expect((await getDeskBook(desk, id)).version).toBe(2);
    await db.execute(sql`update books set price_minor = price_minor + 1 where id = ${id}`);
    expect((await getDeskBook(desk, id)).version, "also by plain SQL").toBe(3);
  });

  it("CAT-3 the slug stays when the title changes; a new one makes the old lead there, and back again", async () => {
    const { id, slug } = await create({ title: "Wandering" });
    await updateBook(desk, { id, version: 1, title: "Wanderings" });
    expect((await getDeskBook(desk, id)).slug).toBe(slug);
    await updateBook(desk, { id, version: 2, slug: "wanderings" });
    const ctx = as(shop, guest);
    expect(await findBook(ctx, slug)).toBeNull();
    expect(await findSlugRedirect(ctx, "book", slug)).toBe("wanderings");
    const other = await create({ title: "Wandering" });
    expect(other.slug, "an old address is not given to another book").toBe("wandering-2");
    expect(problems((await updateBook(desk, { id: other.id, version: 1, slug })) as never)).toEqual([
      "1 slug slug_taken",
    ]);
    await updateBook(desk, { id, version: 3, slug });
    expect(await findSlugRedirect(ctx, "book", slug)).toBeNull();
    expect(await findSlugRedirect(ctx, "book", "wanderings")).toBe(slug);
    expect((await findBook(ctx, slug))?.id).toBe(id);
  });

  it("CAT-3 every address a book ever had leads to the one it has now, in one step, whatever became of its neighbours", async () => {
    const ctx = as(shop, guest);
    const { id, slug } = await create({ title: "Chain" });
    const names = ["chain-a", "chain-b", "chain-c"];
    for (const [i, name] of names.entries()) await updateBook(desk, { id, version: i + 1, slug: name });
    for (const old of [slug, "chain-a", "chain-b"])
      expect(await findSlugRedirect(ctx, "book", old), old).toBe("chain-c");
    expect(await findSlugRedirect(ctx, "book", "chain-c"), "it leads nowhere itself").toBeNull();
    // back to the middle of the chain
    expect(await updateBook(desk, { id, version: 4, slug: "chain-a" })).toMatchObject({ ok: true });
    for (const old of [slug, "chain-b", "chain-c"])
      expect(await findSlugRedirect(ctx, "book", old), old).toBe("chain-a");
    const other = await create({ title: "Chain" });
    expect(other.slug).toBe("chain-2");
    const swap = await bulkBooks(desk, {
      mode: "update",
      rows: [
        { id, slug: "chain-2" },
        { id: other.id, slug: "chain-b" },
      ],
    });
    expect(problems(swap as never)).toEqual(["1 slug slug_taken", "2 slug slug_taken"]);
    await expect(
      db.execute(sql`update books set slug = 'chain-b' where id = ${other.id}`),
      "the database holds it, too",
    ).rejects.toThrow();
  });

  it("CAT-3 ten books of one title at once get ten slugs, one person", async () => {
    const rush = await Promise.all(
      Array.from({ length: 10 }, () =>
        createBook(desk, facts({ title: "Rush hour", contributors: [{ name: "Rush Writer", role: "author" }] })),
      ),
    );
    const slugs = rush.map((result) => (result.ok ? result.value.slug : result.code));
    expect(new Set(slugs).size).toBe(10);
    expect(slugs.every((slug) => /^rush-hour(-\d+)?$/.test(slug))).toBe(true);
    const { rows } = await db.execute(sql`select count(*)::int as n from contributors where name = 'Rush Writer'`);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("CAT-1 of two who bring one ISBN at once one is told whose it is", async () => {
    const isbn = anIsbn();
    const rush = await Promise.all([createBook(desk, facts({ isbn })), createBook(desk, facts({ isbn }))]);
    expect(rush.map((result) => (result.ok ? "made" : result.code)).sort()).toEqual(["ISBN_TAKEN", "made"]);
  });

  it("CAT-2 PLT-4 a save announces the pages that show the book, in its transaction", async () => {
    const { id, slug } = await create();
    const listener = new Client({ connectionString: process.env.DATABASE_URL });
    await listener.connect();
    const tags: string[] = [];
    listener.on("notification", ({ payload }) => tags.push(payload ?? ""));
    await listener.query("listen cache_tags");
    await updateBook(desk, { id, version: 1, price: 999 });
    await listener.query("select 1");
    expect([...new Set(tags)]).toEqual([`book:${slug}`]);
    tags.length = 0;
    await updateBook(desk, { id, version: 2, contributors: [] });
    await listener.query("select 1");
    expect(tags).toContain("catalogue");
    await listener.end();
  });
});
