import { sql } from "drizzle-orm";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { aBook, as, guest, job, openTestShop, person, stockOf } from "../../tests/world.ts";
import { AccessDenied } from "../_kernel/errors.ts";
import { newId } from "../_kernel/ids.ts";
import { checkDigit13 } from "../_kernel/isbn.ts";
import {
  archiveBook,
  baseOf,
  bulkBooks,
  changeBooks,
  createBook,
  findBook,
  findBulkReport,
  findSlugRedirect,
  getDeskBook,
  joinWorks,
  keepBulkReport,
  listDeskBooks,
  listEditions,
  previewChange,
  restoreBook,
  splitEdition,
  suggestWorks,
  updateBook,
} from "./index.ts";
import type { BookProblem, BooksChange, ChosenBooks } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const desk = as(shop, person("staff"));

let made = 0;
/** An ISBN that no other book here has. */
const anIsbn = () => {
  const twelve = `97900${String(++made).padStart(7, "0")}`;
  return twelve + checkDigit13(twelve);
};
const facts = (more: Record<string, unknown> = {}) => ({
  title: `A new book ${++made}`,
  format: "paperback",
  language: "en",
  price: 1_250,
  contributors: [{ name: "Ada Writer", role: "author" }],
  ...more,
});
async function create(more: Record<string, unknown> = {}) {
  const result = await createBook(desk, facts(more));
  if (!result.ok) throw new Error(JSON.stringify(result));
  return { ...result.value, book: await getDeskBook(desk, result.value.id) };
}
const problems = (result: { ok: boolean; problems?: BookProblem[] }) =>
  (result.problems ?? []).map(({ row, field, code }) => `${row} ${field} ${code}`);
const audited = async (id: string) =>
  (
    await db.execute<{ action: string }>(sql`select action from audit_entries where subject_id = ${id} order by at, id`)
  ).rows.map(({ action }) => action);

describe("CAT-1 CAT-2 a book by hand", () => {
  it("CAT-1 CAT-2 CAT-4 SEC-5 is made with all its facts, its stock by a movement, and written down", async () => {
    const isbn = anIsbn();
    await db.execute(sql`
      insert into genres (id, slug, names, cover_family) values (${newId(new Date())}, 'fables', '{"en":"Fables"}', 'literary')`);
    const { id, slug, book } = await create({
      title: "  The Owl’s\u0000  Ledger ",
      subtitle: "A tale",
      seriesName: "Owls",
      seriesNumber: "2",
      isbn: `ISBN ${isbn.slice(0, 3)}-${isbn.slice(3, 12)}-${isbn.slice(12)}`,
      publisher: "Nest",
      published: "2024-05",
      firstPublished: 1999,
      pages: 288,
      description: "Two lines\r\nof it.",
      genres: ["fables", "fables"],
      stock: 4,
      contributors: [
        { name: "Ada Writer", role: "author" },
        { name: "ADA  WRITER", role: "author" },
        { name: "Bo Draws", role: "illustrator" },
      ],
    });
    expect(slug).toBe("the-owls-ledger");
    expect(book).toMatchObject({
      title: "The Owl’s Ledger",
      isbn,
      published: "2024-05",
      firstPublished: 1999,
      description: "Two lines\nof it.",
      genres: ["fables"],
      price: 1_250,
      stock: 4,
      archived: false,
      version: 1,
      contributors: [
        { name: "Ada Writer", role: "author" },
        { name: "Bo Draws", role: "illustrator" },
      ],
    });
    const { rows } = await db.execute(
      sql`select delta, reason, door, actor_name from stock_movements where book_id = ${id}`,
    );
    expect(rows).toEqual([{ delta: 4, reason: "opening", door: "desk", actor_name: "A staff" }]);
    expect((await findBook(as(shop, guest), slug))?.title).toBe("The Owl’s Ledger");
    expect(await audited(id)).toEqual(["book.created"]);
  });

  it("CAT-1 a person is one, however the name is spelled", async () => {
    await create({ contributors: [{ name: "J. R. R. Tólkien", role: "author" }] });
    const { book } = await create({ contributors: [{ name: "J.R.R. Tolkien", role: "author" }] });
    expect(book.contributors).toEqual([{ name: "J. R. R. Tólkien", role: "author" }]);
    const { rows } = await db.execute(sql`select sort_name, slug from contributors where name like '%lkien'`);
    expect(rows).toEqual([{ sort_name: "Tólkien, J. R. R.", slug: "j-r-r-tolkien" }]);
  });

  it("CAT-2 is refused with everything that is wrong, by field", async () => {
    const result = await createBook(desk, {
      title: " ",
      format: "scroll",
      isbn: "9780140449267",
      published: "20223",
      price: -1,
      pages: 0.5,
      genres: ["nowhere"],
      currency: "USD",
      colour: "red",
    });
    expect(result.ok).toBe(false);
    expect(problems(result as never).sort()).toEqual(
      [
        "1 title required",
        "1 format invalid",
        "1 isbn check_digit",
        "1 published date",
        "1 price negative",
        "1 pages invalid",
        "1 colour unknown_field",
        "1 genres unknown_genre",
        "1 currency currency",
        "1 language required",
      ].sort(),
    );
    const digit = (result as unknown as { problems: BookProblem[] }).problems.find(({ field }) => field === "isbn");
    expect(digit?.facts).toEqual({ expected: "6", found: "7" });
    const next = await createBook(desk, facts({ genres: ["nowhere"], currency: "USD", title: undefined }));
    expect(problems(next as never).sort()).toEqual([
      "1 currency currency",
      "1 genres unknown_genre",
      "1 title required",
    ]);
  });

  it("CAT-1 CAT-2 an ISBN that is taken names the book that has it, also in its ten digits", async () => {
    const { id, book } = await create({ isbn: "0140449264" });
    const again = await createBook(desk, facts({ isbn: "978-0-14-044926-6" }));
    expect(again).toMatchObject({ code: "ISBN_TAKEN", book: { id, title: book.title } });
    const other = await create();
    expect(await updateBook(desk, { id: other.id, version: 1, isbn: "9780140449266" })).toMatchObject({
      code: "ISBN_TAKEN",
      book: { id },
    });
    expect((await getDeskBook(desk, other.id)).isbn).toBeNull();
  });

  it("CAT-2 a book without a price waits in the archive, and is sold when it has one", async () => {
    const { id, book } = await create({ price: 0 });
    expect(book.archived).toBe(true);
    expect(await restoreBook(desk, id)).toMatchObject({ code: "PRICE_MISSING" });
    expect(problems((await updateBook(desk, { id, version: 1, archived: false })) as never)).toEqual([
      "1 price price_missing",
    ]);
    expect(await updateBook(desk, { id, version: 1, archived: false, price: 900 })).toMatchObject({ ok: true });
    expect(await getDeskBook(desk, id)).toMatchObject({ archived: false, price: 900 });
  });

  it("CAT-2 archive and restore, each once however often it is pressed", async () => {
    const { id, slug } = await create();
    expect(await archiveBook(desk, id)).toMatchObject({ value: { changed: true } });
    expect(await archiveBook(desk, id)).toMatchObject({ value: { changed: false } });
    expect(await findBook(as(shop, guest), slug)).toBeNull();
    expect(await restoreBook(desk, id)).toMatchObject({ value: { changed: true } });
    expect(await restoreBook(desk, id)).toMatchObject({ value: { changed: false } });
    expect(await audited(id)).toEqual(["book.created", "book.archived", "book.restored"]);
    expect(await archiveBook(desk, "x")).toMatchObject({ code: "NOT_FOUND" });
    expect(await restoreBook(desk, newId(new Date()))).toMatchObject({ code: "NOT_FOUND" });
  });

  it("IDN-6 guests and customers are refused by every command and query of the desk", async () => {
    const { id } = await create();
    const nothing = { kind: "done", created: 0, updated: 0, unchanged: 0 } as const;
    for (const actor of [guest, person("customer")]) {
      const ctx = as(shop, actor);
      const tries: (() => Promise<unknown>)[] = [
        () => createBook(ctx, facts()),
        () => updateBook(ctx, { id, version: 1, price: 1 }),
        () => archiveBook(ctx, id),
        () => restoreBook(ctx, id),
        () => changeBooks(ctx, [id], { act: "archive" }),
        () => previewChange(ctx, [id], { act: "archive" }),
        () => keepBulkReport(ctx, { mode: "create", dryRun: false, rows: "", told: nothing }),
        () => findBulkReport(ctx),
        () => bulkBooks(ctx, { mode: "create", rows: [] }),
        () => joinWorks(ctx, { bookId: id, intoBookId: id }),
        () => splitEdition(ctx, id),
        () => getDeskBook(ctx, id),
        () => listDeskBooks(ctx, { sort: "title", direction: "asc", page: 1 }),
        () => listEditions(ctx, id),
        () => suggestWorks(ctx, id),
      ];
      for (const attempt of tries) await expect(attempt(), String(attempt)).rejects.toBeInstanceOf(AccessDenied);
    }
    expect((await getDeskBook(desk, id)).version).toBe(1);
  });
});

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
    const tag = `Everywhere${++made}`;
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
    const tag = `Zürich${++made}`;
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

describe("CAT-10 works", () => {
  it("CAT-10 a new edition joins the work of another; two works become one, and are taken apart", async () => {
    const first = await create({ title: "Rivers", isbn: anIsbn() });
    const second = await create({ title: "Rivers", format: "hardback", editionOf: first.book.isbn ?? "" });
    expect(second.book.workId).toBe(first.book.workId);
    const third = await create({ title: "Rivers", format: "ebook" });
    expect((await suggestWorks(desk, third.id)).map(({ bookId }) => bookId)).toEqual([first.id]);
    await db.execute(sql`insert into staff_notes (id, work_id, by, desk, note)
      values (${newId(new Date())}, ${third.book.workId}, 'Ines', 'Fiction', 'Read it.')`);
    expect(await joinWorks(desk, { bookId: third.id, intoBookId: second.id })).toMatchObject({ ok: true });
    expect(await joinWorks(desk, { bookId: third.id, intoBookId: second.id })).toMatchObject({ code: "SAME_WORK" });
    expect(await suggestWorks(desk, third.id)).toEqual([]);
    const page = await findBook(as(shop, guest), first.slug);
    expect(page?.editions.map(({ format }) => format)).toEqual(["paperback", "hardback", "ebook"]);
    expect(page?.staffNote?.text).toBe("Read it.");
    expect((await listEditions(desk, first.id)).map(({ id }) => id).sort()).toEqual([second.id, third.id].sort());
    const { rows } = await db.execute(sql`select 1 from works where id = ${third.book.workId}`);
    expect(rows).toEqual([]);
    expect(await splitEdition(desk, second.id)).toMatchObject({ ok: true });
    expect(await splitEdition(desk, second.id)).toMatchObject({ code: "ONLY_EDITION" });
    expect(await joinWorks(desk, { bookId: first.id, intoBookId: "x" })).toMatchObject({ code: "NOT_FOUND" });
    expect(await audited(second.id)).toEqual(["book.created", "book.split"]);
  });

  it("CAT-10 joining both ways at once makes one work, whoever is first", async () => {
    const [a, b] = [await create(), await create()];
    const both = await Promise.all([
      joinWorks(desk, { bookId: a.id, intoBookId: b.id }),
      joinWorks(desk, { bookId: b.id, intoBookId: a.id }),
    ]);
    expect(both.map((result) => (result.ok ? "joined" : result.code)).sort()).toEqual(["SAME_WORK", "joined"]);
    expect((await listEditions(desk, a.id)).map(({ id }) => id)).toEqual([b.id]);
  });
});

describe("CAT-5 bulk from JSON", () => {
  it("CAT-5 tells every error of every row and field at once, and does nothing", async () => {
    const { book } = await create({ isbn: anIsbn() });
    const [one, two] = [anIsbn(), anIsbn()];
    const before = await db.execute(sql`select count(*)::int as n from books`);
    const result = await bulkBooks(desk, {
      mode: "create",
      rows: [
        facts({ isbn: one }),
        facts({ isbn: one }),
        { title: "x".repeat(501), format: "paperback", language: "english!" },
        facts({ isbn: book.isbn }),
        facts({ contributors: [{ name: "", role: "king" }] }),
        null,
        facts({ isbn: two, editionOf: "9780140449266x" }),
      ],
    });
    expect(problems(result as never)).toEqual([
      "2 isbn twice",
      "3 title too_long",
      "3 language invalid",
      "4 isbn isbn_taken",
      "5 contributors required",
      "5 contributors invalid",
      "6  invalid",
      "7 editionOf not_found",
    ]);
    expect((await db.execute(sql`select count(*)::int as n from books`)).rows).toEqual(before.rows);
    const update = await bulkBooks(desk, {
      mode: "update",
      rows: [
        { isbn: book.isbn, price: 1 },
        { isbn: two, price: 1 },
        { price: 3 },
        { id: newId(new Date()), price: 2 },
        { id: book.id, price: 5 },
      ],
    });
    expect(problems(update as never)).toEqual(["2 isbn not_found", "3 isbn required", "4 id not_found", "5 id twice"]);
    expect((await getDeskBook(desk, book.id)).price).toBe(book.price);
  });

  it("CAT-5 CAT-10 rows of one call may be editions of each other; the same rows again change nothing", async () => {
    const [one, two] = [anIsbn(), anIsbn()];
    const rows = [
      facts({ title: "Twin", isbn: two, format: "hardback", editionOf: one, stock: 2 }),
      facts({ title: "Twin", isbn: one }),
    ];
    const first = await bulkBooks(desk, { mode: "upsert", rows });
    expect(first).toMatchObject({ ok: true, value: { updated: [], unchanged: 0 } });
    if (!first.ok) return;
    const [a, b] = first.value.created;
    expect((await listEditions(desk, a?.id ?? "")).map(({ id }) => id)).toEqual([b?.id]);
    const movements = await db.execute(sql`select count(*)::int as n from stock_movements`);
    const again = await bulkBooks(desk, { mode: "upsert", rows });
    expect(again).toMatchObject({ ok: true, value: { created: [], updated: [], unchanged: 2 } });
    expect((await db.execute(sql`select count(*)::int as n from stock_movements`)).rows).toEqual(movements.rows);
    const changed = await bulkBooks(desk, { mode: "upsert", rows: [{ ...rows[0], price: 777, stock: 0 }, rows[1]] });
    expect(changed).toMatchObject({ ok: true, value: { created: [], updated: [{ row: 1, id: a?.id }], unchanged: 1 } });
    expect(await stockOf(shop, a?.id ?? "")).toBe(0);
    const restocked = await bulkBooks(desk, { mode: "update", rows: [{ isbn: two, stock: 6 }] });
    expect(restocked).toMatchObject({ ok: true });
    const { rows: events } = await db.execute(
      sql`select payload from events where kind = 'stock.restocked' and payload::text like ${`%${a?.id}%`}`,
    );
    expect(events, "PRE-3 whoever waits is told").toHaveLength(1);
  });

  it("CAT-5 makes, changes and leaves alone 10,000 rows in one call each, and refuses one more", async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) =>
      facts({
        title: `Bulk ${i % 4_000}`,
        isbn: anIsbn(),
        contributors: [{ name: `Bulk Writer ${i % 700}`, role: "author" }],
        description: "A sentence that is long enough to be indexed, about nothing in particular.",
        stock: i % 3,
      }),
    );
    const admin = as(shop, job);
    const before = process.memoryUsage().heapUsed;
    expect(await bulkBooks(admin, { mode: "create", rows })).toMatchObject({ ok: true });
    const { rows: n } = await db.execute(sql`
      select count(*)::int as books, count(distinct slug)::int as slugs, count(distinct work_id)::int as works from books where title like 'Bulk %'`);
    expect(n).toEqual([{ books: 10_000, slugs: 10_000, works: 10_000 }]);
    expect(await bulkBooks(admin, { mode: "upsert", rows })).toMatchObject({
      value: { updated: [], unchanged: 10_000 },
    });
    const dearer = rows.map(({ isbn, price }: Record<string, unknown>) => ({ isbn, price: Number(price) + 50 }));
    const updated = await bulkBooks(admin, { mode: "update", rows: dearer });
    expect(updated.ok && updated.value.updated.length).toBe(10_000);
    expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(400);
    expect(problems((await bulkBooks(admin, { mode: "create", rows: [...rows, facts()] })) as never)).toEqual([
      "10001  too_many",
    ]);
  });

  it("CAT-5 a dry run says what would happen, and nothing does", async () => {
    const isbn = anIsbn();
    const { id } = await aBook(shop, { isbn13: isbn });
    const rows = [{ isbn, price: 3_333 }, facts({ isbn: anIsbn() })];
    expect(await bulkBooks(desk, { mode: "upsert", rows, dryRun: true })).toMatchObject({
      value: { created: [{ row: 2 }], updated: [{ row: 1, id }], unchanged: 0 },
    });
    expect((await getDeskBook(desk, id)).price).toBe(1_250);
  });
});
