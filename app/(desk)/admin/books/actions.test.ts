import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FormAction } from "@/components/form/model";
import { checkDigit13 } from "@/shop/_kernel/isbn";
import { newId } from "@/shop/_kernel/ids";
import { createContext, type Actor } from "@/shop/context";
import { aBook, guest, openTestShop, person, stockOf } from "@/tests/world";
import { archive as archiveGenre, create as createGenre, merge, move as moveGenre, rename } from "../genres/actions.ts";
import { restore as restoreGenre } from "../genres/actions.ts";
import { receive } from "../stock/actions.ts";
import { archive, join, move, restore, save, split } from "./[id]/actions.ts";
import { changeMany } from "./actions.ts";
import { bulk } from "./bulk/actions.ts";
import { create } from "./new/actions.ts";

const { went, asking } = vi.hoisted(() => ({
  went: (to: string) => (path?: string) => {
    throw new Error([to, path].filter(Boolean).join(" "));
  },
  asking: { actor: { kind: "guest" } as unknown },
}));
vi.mock("next/navigation", () => ({
  redirect: went("redirect"),
  notFound: went("404"),
  forbidden: went("403"),
  unauthorized: went("401"),
}));
vi.mock("next/cache", () => ({ refresh: () => {} }));
vi.mock("@/app/_server/context", () => ({
  requestContext: async () => createContext(shop, { actor: asking.actor as Actor, now: new Date(), locale: "en" }),
}));

const shop = openTestShop();
const { db } = shop.database;
const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};
const press = (action: FormAction, fields: Record<string, string>) => action(null, form(fields));
/** Where the form led to. */
const led = async (action: FormAction, fields: Record<string, string>) =>
  press(action, fields).then(
    (state) => JSON.stringify(state),
    (error: Error) => error.message,
  );
let made = 0;
const anIsbn = () => {
  const twelve = `97902${String(++made).padStart(7, "0")}`;
  return twelve + checkDigit13(twelve);
};
const typed = (more: Record<string, string> = {}) => ({
  title: `Typed ${++made}`,
  format: "paperback",
  language: "en",
  price: "12.50",
  person0: "Ada Writer",
  role0: "author",
  person1: "",
  role1: "author",
  genre0: "",
  ...more,
});

beforeEach(() => void (asking.actor = person("staff")));

describe("PLT-11 the catalogue's actions", () => {
  const id = newId(new Date());
  const acts: [string, FormAction, Record<string, string>][] = [
    ["make a book", create, typed()],
    ["save a book", save, { id, version: "1", currency: "EUR", ...typed() }],
    ["archive a book", archive, { id }],
    ["restore a book", restore, { id }],
    ["join works", join, { id, with: id }],
    ["part works", split, { id }],
    ["move stock", move, { bookId: id, movement: "return", copies: "1", seen: "0", receiptId: id, note: "" }],
    ["receive stock", receive, { lines: "9780140449266", receiptId: id }],
    ["change many", changeMany, { act: "archive", [`b.${id}`]: "on" }],
    ["send JSON", bulk, { rows: "[]", mode: "create" }],
    ["make a genre", createGenre, { name: "G", parentId: "", coverFamily: "crime" }],
    ["rename a genre", rename, { id, name: "G", slug: "g", coverFamily: "crime" }],
    ["move a genre", moveGenre, { id, parentId: "" }],
    ["merge genres", merge, { id, into: id }],
    ["archive a genre", archiveGenre, { id }],
    ["restore a genre", restoreGenre, { id }],
  ];
  it.each(acts)(
    "IDN-6 PLT-11 nobody but the desk can %s, though the action is called directly",
    async (_what, action, fields) => {
      for (const [actor, page] of [
        [guest, "401"],
        [person("customer"), "403"],
      ] as const) {
        asking.actor = actor;
        expect(await led(action, fields)).toBe(page);
        expect(await led(action, {}), "nor learn what is wrong with a form").toBe(page);
      }
    },
  );

  it("CAT-2 a book is typed in; what is refused is told by the form's own fields", async () => {
    const isbn = anIsbn();
    const fields = typed({ isbn, person1: "Bo Draws", role1: "illustrator", price: "€ 1.299,00", stock: "3" });
    const to = await led(create, fields);
    expect(to).toMatch(/^redirect \/admin\/books\/[0-9a-f-]{36}\?done=created$/);
    const id = to.slice("redirect /admin/books/".length, -"?done=created".length);
    const { rows } = await db.execute(sql`select price_minor, isbn13, stock from books where id = ${id}`);
    expect(rows).toEqual([{ price_minor: 129_900, isbn13: isbn, stock: 3 }]);
    const refused = await press(
      create,
      typed({
        title: " ",
        price: "12,345.6.7",
        pages: "many",
        genre0: "nowhere",
        person0: "",
        person1: "x".repeat(161),
      }),
    );
    expect(refused?.code).toBe("INVALID_INPUT");
    expect(Object.keys(refused?.fields ?? {}).sort()).toEqual(["genre0", "pages", "person1", "price", "title"]);
    expect(refused?.typed.price).toBe("12,345.6.7");
    const taken = await press(create, typed({ isbn, genre0: "nowhere" }));
    expect(taken).toMatchObject({ code: "ISBN_TAKEN", facts: { taken: id } });
    expect(Object.keys(taken?.fields ?? {}).sort()).toEqual(["genre0", "isbn"]);
  });

  it("CAT-2 a save meets another's: what differs is told, and one may decide", async () => {
    const { id } = await aBook(shop, { price: 1_000 });
    const fields = (more: Record<string, string>) => ({
      id,
      version: "1",
      currency: "EUR",
      ...typed({ title: "Mine", ...more }),
    });
    expect(await led(save, fields({ price: "11" }))).toBe(`redirect /admin/books/${id}?done=saved`);
    const refused = await press(save, fields({ price: "12" }));
    expect(refused).toMatchObject({ code: "BOOK_CHANGED", facts: { version: "2" } });
    expect(refused?.items).toEqual(["Price: there it says €11.00; yours is €12.00"]);
    expect(await led(save, fields({ price: "12", over: "2" }))).toContain("done=saved");
    expect(await led(save, { ...fields({}), id: newId(new Date()) })).toContain("NOT_FOUND");
    expect(await led(archive, { id })).toContain("done=archived");
    expect(await led(archive, { id }), "a second click").toContain("done=archived");
    expect(await led(restore, { id })).toContain("done=restored");
  });

  it("CAT-10 works are joined by a suggestion or an ISBN, and parted", async () => {
    const isbn = anIsbn();
    const [a, b] = [await aBook(shop), await aBook(shop, { isbn13: isbn })];
    expect((await press(join, { id: a.id, with: "9780140449267" }))?.fields.with).toMatch(/No book/);
    expect(await led(join, { id: a.id, with: isbn })).toContain("done=joined");
    expect((await press(join, { id: a.id, with: b.id }))?.code).toBe("SAME_WORK");
    expect(await led(split, { id: a.id })).toContain("done=split");
    expect((await press(split, { id: a.id }))?.code).toBe("ONLY_EDITION");
  });

  it("CAT-4 a movement is booked once; a correction asks why, and not over a figure that moved", async () => {
    const { id } = await aBook(shop, { stock: 2 });
    const moves = (fields: Record<string, string>) => ({
      bookId: id,
      seen: "2",
      receiptId: newId(new Date()),
      note: "",
      copies: "3",
      movement: "restock",
      ...fields,
    });
    const delivery = moves({});
    for (const _click of [1, 2]) expect(await led(move, delivery)).toBe(`redirect /admin/books/${id}/stock?done=moved`);
    expect(await stockOf(shop, id)).toBe(5);
    expect((await press(move, moves({ movement: "correction", copies: "1" })))?.fields.note).toMatch(/why/);
    for (const copies of ["0", "", "1.5", "-1", "many"])
      expect((await press(move, moves({ copies })))?.fields.copies, copies).toBeTruthy();
    expect(
      await press(move, moves({ movement: "correction", copies: "", note: "x" })),
      "nothing is not none",
    ).toMatchObject({
      code: "INVALID_INPUT",
    });
    const moved = await press(move, moves({ movement: "correction", copies: "1", note: "Rain" }));
    expect(moved).toMatchObject({ code: "STOCK_CHANGED", fields: { copies: "By now there are 5. Count again." } });
    expect(await led(move, moves({ movement: "correction", copies: "1", note: "Rain", seen: "5", back: "book" }))).toBe(
      `redirect /admin/books/${id}?done=moved`,
    );
    expect(await stockOf(shop, id)).toBe(1);
  });

  it("CAT-5 JSON: no JSON, no array, problems by row, and done", async () => {
    const send = (rows: string, more: Record<string, string> = {}) => press(bulk, { rows, mode: "create", ...more });
    expect((await send("[{"))?.message).toMatch(/not JSON/);
    expect((await send("{}"))?.message).toMatch(/not an array/);
    expect((await send(" "))?.message).toMatch(/Choose a file/);
    const rows = JSON.stringify([{ title: "From JSON", format: "ebook", language: "de", price: 900 }, { price: -1 }]);
    const refused = await send(rows);
    expect(refused?.items).toHaveLength(4);
    expect(refused?.typed.rows).toBe(rows);
    const good = JSON.stringify([{ title: "From JSON", format: "ebook", language: "de", price: 900 }]);
    expect((await send(good, { dryRun: "on" }))?.heading).toMatch(/1 to make/);
    expect((await send(good))?.heading).toMatch(/1 made/);
    const file = form({ mode: "create" });
    file.set("file", new File([`\ufeff${good}`], "books.json"));
    expect((await bulk(null, file))?.heading).toMatch(/1 made/);
  });
});
