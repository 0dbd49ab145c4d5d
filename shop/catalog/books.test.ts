import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anIsbn, deskOf, facts, problems } from "../../tests/desk-books.ts";
import { as, guest, openTestShop, person } from "../../tests/world.ts";
import { AccessDenied } from "../_kernel/errors.ts";
import { newId } from "../_kernel/ids.ts";
import {
  archiveBook,
  bulkBooks,
  changeBooks,
  createBook,
  findBook,
  findBulkReport,
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
import type { BookProblem } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const { desk, create, audited } = deskOf(shop);

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
