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
    expect((await press(save, fields({ price: "13", archived: "no" })))?.items).toEqual([
      "Price: there it says €12.00; yours is €13.00",
      "State: by now it is “Archived”, and stays so",
    ]);
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

  it("CAT-2 CAT-9 a genre that somebody changed meanwhile says field by field what differs; pressed again, one's own goes over it", async () => {
    await press(createGenre, { name: "Told genre", parentId: "", coverFamily: "crime" }).catch(() => null);
    const { rows } = await db.execute<{ id: string }>(sql`select id from genres where slug = 'told-genre'`);
    const fields = {
      id: rows[0]?.id ?? "",
      nameDe: "",
      slug: "told-genre",
      coverFamily: "crime",
      seenName: "Told genre",
      seenNameDe: "",
      seenSlug: "told-genre",
      seenFamily: "crime",
    };
    expect(await led(rename, { ...fields, name: "Theirs" })).toContain("done=renamed");
    const refused = await press(rename, { ...fields, name: "Mine", nameDe: "Meines" });
    expect(refused?.code).toBe("GENRE_CHANGED");
    expect(refused?.items).toEqual([
      "Name: there it says Theirs; yours is Mine",
      "Name in German: there it says nothing; yours is Meines",
    ]);
    expect(await led(rename, { ...fields, name: "Mine", ...refused?.facts })).toContain("done=renamed");
    const top = await press(moveGenre, { id: fields.id, parentId: "", seenParentId: newId(new Date()) }).catch(
      (error: Error) => error.message,
    );
    expect(top, "there already").toContain("done=moved");
  });

  it("UX-4 many books: none ticked, nothing said, a price seen before it changes, and a selection that has gone stale", async () => {
    const [a, b] = [await aBook(shop, { price: 1_000 }), await aBook(shop, { price: 2_000 })];
    const ticks = { [`b.${a.id}`]: "on", [`b.${b.id}`]: "on" };
    expect((await press(changeMany, { act: "archive" }))?.message).toMatch(/Select at least one/);
    expect((await press(changeMany, { act: "price_percent", value: "much", ...ticks }))?.fields.value).toBeTruthy();
    expect((await press(changeMany, { act: "add_genre", ...ticks }))?.fields.genre).toBeTruthy();
    expect((await press(changeMany, { act: "burn", ...ticks }))?.code).toBe("INVALID_INPUT");
    const shown = await press(changeMany, { act: "price_percent", value: "10", ...ticks });
    expect(shown?.items).toEqual([
      expect.stringMatching(/: from €10\.00 to €11\.00$/),
      expect.stringMatching(/: from €20\.00 to €22\.00$/),
    ]);
    expect(shown?.typed).toMatchObject(ticks);
    const { confirm, ...facts } = shown?.facts ?? {};
    expect(confirm).toBe("Change 2 books");
    await db.execute(sql`update books set price_minor = 3000 where id = ${b.id}`);
    const stale = await press(changeMany, facts);
    expect(stale?.heading).toMatch(/Meanwhile something changed/);
    expect(stale?.items?.[1]).toMatch(/from €30\.00 to €33\.00/);
    const { confirm: _again, ...now } = stale?.facts ?? {};
    expect((await press(changeMany, now))?.heading).toBe("2 books changed");
    expect((await press(changeMany, now))?.heading, "a second click").toMatch(/Meanwhile something changed/);
    const { rows } = await db.execute(sql`select price_minor from books where id in (${a.id}, ${b.id}) order by 1`);
    expect(rows).toEqual([{ price_minor: 1_100 }, { price_minor: 3_300 }]);
    expect((await press(changeMany, { act: "archive", ...ticks, [`b.${newId(new Date())}`]: "on" }))?.items).toContain(
      "One that is gone by now",
    );
  });

  it("UX-4 all that the list finds: how many is seen first, then done", async () => {
    const tag = `Found${++made}`;
    for (let i = 0; i < 3; i++) await aBook(shop, { title: `${tag} ${i}` });
    const fields = { act: "archive", all: "on", matching: `q=${tag}&state=on_sale` };
    const shown = await press(changeMany, fields);
    expect(shown?.heading).toBe("Archive: 3 books would change");
    const { confirm, ...facts } = shown?.facts ?? {};
    expect(confirm).toBe("Change 3 books");
    await aBook(shop, { title: `${tag} more` });
    expect((await press(changeMany, facts))?.message, "one more is found by now").toMatch(/4 books would change/);
    const { confirm: _, ...now } = (await press(changeMany, fields))?.facts ?? {};
    expect((await press(changeMany, now))?.heading).toBe("4 books changed");
  });
});
