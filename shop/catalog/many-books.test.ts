import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anIsbn, deskOf, facts } from "../../tests/desk-books.ts";
import { openTestShop } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { bulkBooks, changeBooks, getDeskBook, listDeskBooks, previewChange, updateBook } from "./index.ts";
import type { BooksChange, ChosenBooks } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const { desk, create } = deskOf(shop);

describe("UX-4 CAT-2 many books at once", () => {
  async function change(chosen: ChosenBooks, by: BooksChange) {
    const result = await changeBooks(desk, chosen, by);
    if (!result.ok) throw new Error(result.code);
    return result.value;
  }

  it("UX-4 prices by amount and by percent, to the cent, each book told", async () => {
    const [a, b] = [await create({ price: 1_999 }), await create({ price: 300 })];
    const none = await create({ price: 0 });
    const gone = newId(new Date());
    const ids = [a.id, b.id, none.id, gone];
    const dearer = await change([...ids, a.id, "x"], { act: "price", basisPoints: 1_000 });
    expect(dearer.map(({ outcome }) => outcome)).toEqual(["changed", "changed", "price_missing", "not_found"]);
    expect((await getDeskBook(desk, a.id)).price).toBe(2_199);
    expect((await getDeskBook(desk, b.id)).price).toBe(330);
    const cheaper = await change(ids, { act: "price", amount: -330 });
    expect(cheaper.map(({ outcome }) => outcome)).toEqual(["changed", "price_too_low", "price_missing", "not_found"]);
    expect((await getDeskBook(desk, a.id)).price).toBe(1_869);
    expect((await getDeskBook(desk, a.id)).version).toBe(3);
  });

  it("UX-4 CAT-2 a preview says each price to the cent and does nothing; what it stood for is done once, or told to be looked at again", async () => {
    const [a, b] = [await create({ price: 1_995 }), await create({ price: 1_005 })];
    const none = await create({ price: 0 });
    const ids = [a.id, b.id, none.id];
    const by = { act: "price", basisPoints: 1_000 } as const;
    const shown = await previewChange(desk, ids, by);
    if (!shown.ok) throw new Error(shown.code);
    expect(shown.value.outcomes.map(({ outcome, price }) => [outcome, price?.before, price?.after])).toEqual([
      ["changed", 1_995, 2_195], // 2194.5
      ["changed", 1_005, 1_106], // 1105.5
      ["price_missing", undefined, undefined],
    ]);
    expect((await getDeskBook(desk, a.id)).price).toBe(1_995);
    const { seen } = shown.value;
    expect(await changeBooks(desk, ids, { act: "price", basisPoints: 2_000 }, seen)).toMatchObject({
      code: "BOOK_CHANGED",
    });
    expect(await changeBooks(desk, [a.id], by, seen)).toMatchObject({ code: "BOOK_CHANGED" });
    await updateBook(desk, { id: b.id, version: 1, price: 1_100 });
    expect(await changeBooks(desk, ids, by, seen), "somebody changed a price meanwhile").toMatchObject({
      code: "BOOK_CHANGED",
    });
    expect((await getDeskBook(desk, a.id)).price).toBe(1_995);
    const again = await previewChange(desk, ids, by);
    if (!again.ok) throw new Error(again.code);
    const clicks = await Promise.all([1, 2].map(() => changeBooks(desk, ids, by, again.value.seen)));
    expect(clicks.map((click) => (click.ok ? "changed" : click.code)).sort()).toEqual(["BOOK_CHANGED", "changed"]);
    expect([(await getDeskBook(desk, a.id)).price, (await getDeskBook(desk, b.id)).price]).toEqual([2_195, 1_210]);
  });

  it("UX-4 all that a list finds are changed, on every page of it, and nothing else", async () => {
    const tag = `Everywhere${anIsbn()}`;
    const rows = Array.from({ length: 120 }, (_, i) => facts({ title: `${tag} ${i}`, stock: i % 2 }));
    expect(await bulkBooks(desk, { mode: "create", rows })).toMatchObject({ ok: true });
    const other = await create();
    const all = await change({ matching: { text: tag, stock: "in" } }, { act: "price", amount: 100 });
    expect(all.filter(({ outcome }) => outcome === "changed")).toHaveLength(60);
    const { rows: prices } = await db.execute(sql`
      select price_minor as price, count(*)::int as n from books where title like ${`${tag}%`} group by 1 order by 1`);
    expect(prices).toEqual([
      { price: 1_250, n: 60 },
      { price: 1_350, n: 60 },
    ]);
    expect((await getDeskBook(desk, other.id)).price).toBe(1_250);
    expect(await change({ matching: { text: `${tag} nowhere` } }, { act: "archive" })).toEqual([]);
  });

  it("UX-4 genres and archive, and what is so already is left alone", async () => {
    const [a, b] = [await create(), await create({ price: 0 })];
    await db.execute(sql`insert into genres (id, slug, names, cover_family) values
      (${newId(new Date())}, 'bulk-one', '{"en":"One"}', 'crime'), (${newId(new Date())}, 'bulk-two', '{"en":"Two"}', 'crime')`);
    const ids = [a.id, b.id];
    const outcomes = async (by: BooksChange) => (await change(ids, by)).map(({ outcome }) => outcome);
    expect(await outcomes({ act: "add_genre", genre: "bulk-one" })).toEqual(["changed", "changed"]);
    expect(await outcomes({ act: "add_genre", genre: "bulk-one" })).toEqual(["unchanged", "unchanged"]);
    expect(await outcomes({ act: "main_genre", genre: "bulk-two" })).toEqual(["changed", "changed"]);
    expect((await getDeskBook(desk, a.id)).genres).toEqual(["bulk-two", "bulk-one"]);
    expect(await outcomes({ act: "remove_genre", genre: "bulk-two" })).toEqual(["changed", "changed"]);
    expect(await outcomes({ act: "add_genre", genre: "bulk-none" })).toEqual(["unknown_genre", "unknown_genre"]);
    expect(await outcomes({ act: "archive" })).toEqual(["changed", "unchanged"]);
    expect(await outcomes({ act: "restore" })).toEqual(["changed", "price_missing"]);
  });

  it("UX-4 the list finds by title, person, ISBN, genre, state, stock and what is missing", async () => {
    const isbn = anIsbn();
    const tag = `Zürich${anIsbn()}`;
    const { id } = await create({
      title: `${tag} lights`,
      isbn,
      stock: 2,
      contributors: [{ name: `Zoë ${tag}`, role: "author" }],
    });
    const find = async (filter: object) =>
      (await listDeskBooks(desk, { sort: "title", direction: "asc", page: 1, ...filter })).items.map((row) => row.id);
    for (const text of [tag, tag.replace("ü", "u").toUpperCase(), `zoe ${tag}`, isbn, isbn.slice(0, 12)])
      expect(await find({ text }), text).toEqual([id]);
    expect(await find({ text: tag, stock: "low" })).toEqual([id]);
    expect(await find({ text: tag, stock: "out" })).toEqual([]);
    expect(await find({ text: tag, state: "archived" })).toEqual([]);
    expect(await find({ text: tag, lacks: "cover" })).toEqual([id]);
    expect(await find({ text: tag, lacks: "price" })).toEqual([]);
    expect(await find({ text: tag, genre: "nowhere" })).toEqual([]);
    expect(await find({ text: "100%_\\" })).toEqual([]);
    const [row] = (await listDeskBooks(desk, { text: tag, sort: "stock", direction: "desc", page: 1 })).items;
    expect(row).toMatchObject({ isbn, stock: 2, authors: `Zoë ${tag}`, price: { minor: 1_250, currency: "EUR" } });
  });
});
