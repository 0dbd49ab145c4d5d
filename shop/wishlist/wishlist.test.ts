import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aBook, anAccount, as, guest, openTestShop, stockUp } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { getCart } from "../cart/index.ts";
import {
  addWish,
  findMyShare,
  getSharedWishlist,
  listWishedIds,
  listWishes,
  moveWishesToCart,
  removeWish,
  shareWishlist,
  withdrawWishlist,
} from "./index.ts";
import { MAX_WISHES } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const nobody = as(shop, guest);
const aReader = async (name = "Lena Krause") => {
  const user = await anAccount(shop, { name });
  return { ...user, own: as(shop, user.actor) };
};
const takeLast = (bookId: string) =>
  db.execute(sql`
    insert into stock_movements (id, book_id, delta, reason, actor_kind) values (${newId(new Date())}, ${bookId}, -1, 'correction', 'system')`);
const saved = { ok: true, value: null };

describe("saving for later", () => {
  it("WSH-1 adds and removes, and a second click changes nothing", async () => {
    const book = await aBook(shop);
    const { own } = await aReader();
    expect(await addWish(own, book.id)).toEqual(saved);
    expect(await addWish(own, book.id)).toEqual(saved);
    expect(await listWishedIds(own)).toEqual([book.id]);
    await removeWish(own, book.id);
    await removeWish(own, book.id);
    await removeWish(own, "no id");
    expect(await listWishes(own)).toEqual([]);
  });

  it("WSH-1 ten clicks at once save once", async () => {
    const book = await aBook(shop);
    const { own, actor } = await aReader();
    await Promise.all(Array.from({ length: 10 }, () => addWish(as(shop, actor), book.id)));
    expect(await listWishedIds(own)).toEqual([book.id]);
  });

  it("WSH-1 what is not sold is refused, what is out of stock is not", async () => {
    const [out, gone] = [await aBook(shop, { stock: 0 }), await aBook(shop, { archived: true })];
    const { own } = await aReader();
    expect(await addWish(own, out.id)).toEqual(saved);
    expect(await addWish(own, gone.id)).toEqual({ ok: false, code: "BOOK_UNAVAILABLE" });
    expect(await addWish(own, "nonsense")).toEqual({ ok: false, code: "BOOK_UNAVAILABLE" });
  });

  it("WSH-1 holds a bounded number of books, also under a rush", async () => {
    const { own, id, actor } = await aReader();
    const books = [];
    for (let i = 0; i < 4; i++) books.push(await aBook(shop));
    await db.execute(sql`
      with w as (insert into works (id, title) select gen_random_uuid(), 'Filler' from generate_series(1, ${MAX_WISHES - 2}) returning id),
      b as (insert into books (id, work_id, slug, title, format, language, price_minor, currency)
        select id, id, 'filler-' || id, 'Filler', 'paperback', 'en', 1000, 'EUR' from w returning id)
      insert into wishes (user_id, book_id, seen_price_minor, seen_in_stock) select ${id}, id, 1000, false from b`);
    const answers = await Promise.all(books.map((book) => addWish(as(shop, actor), book.id)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    expect(answers.filter((each) => !each.ok && each.code === "WISHLIST_FULL")).toHaveLength(2);
    expect(await listWishedIds(own)).toHaveLength(MAX_WISHES);
  });

  it("WSH-1 is the person's own: nobody has none, and nobody sees another's", async () => {
    const book = await aBook(shop);
    const [one, other] = [await aReader(), await aReader()];
    await addWish(one.own, book.id);
    expect(await listWishes(other.own)).toEqual([]);
    await removeWish(other.own, book.id);
    expect(await listWishedIds(one.own)).toEqual([book.id]);
    expect(await listWishedIds(nobody)).toEqual([]);
    for (const act of [addWish, removeWish]) await expect(act(nobody, book.id)).rejects.toThrow("UNAUTHENTICATED");
    for (const act of [listWishes, shareWishlist, findMyShare, withdrawWishlist]) {
      await expect(act(nobody)).rejects.toThrow("UNAUTHENTICATED");
    }
    await expect(moveWishesToCart(nobody, null)).rejects.toThrow("UNAUTHENTICATED");
  });
});

it("WSH-1 the list tells today's price and stock, and what has changed since", async () => {
  const [cheaper, back, gone, same] = [
    await aBook(shop, { price: 2_000 }),
    await aBook(shop, { stock: 0 }),
    await aBook(shop, { stock: 1 }),
    await aBook(shop),
  ];
  const { own } = await aReader();
  for (const book of [cheaper, back, gone, same]) await addWish(own, book.id);
  await db.execute(sql`update books set price_minor = 1500 where id = ${cheaper.id}`);
  await stockUp(shop, back.id, 3);
  await takeLast(gone.id);
  const list = new Map((await listWishes(own)).map((wish) => [wish.book.id, wish]));
  expect(list.get(cheaper.id)).toMatchObject({
    book: { price: { minor: 1_500 } },
    priceBefore: { minor: 2_000, currency: "EUR" },
    stockNews: null,
  });
  expect(list.get(back.id)).toMatchObject({ stockNews: "back", book: { availability: { kind: "few", copies: 3 } } });
  expect(list.get(gone.id)).toMatchObject({ stockNews: "gone", priceBefore: null });
  expect(list.get(same.id)).toMatchObject({ stockNews: null, priceBefore: null });
});

describe("into the cart", () => {
  it("WSH-1 all go, and of each is told whether it got there; what did not stays", async () => {
    const [here, out, archived] = [await aBook(shop), await aBook(shop, { stock: 1 }), await aBook(shop)];
    const { own } = await aReader();
    for (const book of [here, out, archived]) await addWish(own, book.id);
    await takeLast(out.id);
    await db.execute(sql`update books set archived_at = now() where id = ${archived.id}`);
    const outcomes = await moveWishesToCart(own, null);
    expect(outcomes.map(({ bookId, outcome }) => [bookId, outcome])).toEqual([
      [here.id, "moved"],
      [out.id, "OUT_OF_STOCK"],
      [archived.id, "BOOK_UNAVAILABLE"],
    ]);
    expect((await getCart(own, null)).lines.map(({ bookId }) => bookId)).toEqual([here.id]);
    expect((await listWishedIds(own)).sort()).toEqual([out.id, archived.id].sort());
    expect((await moveWishesToCart(own, [here.id])).length).toBe(0);
  });

  it("WSH-1 one goes alone; a book that is not saved goes nowhere", async () => {
    const [a, b, other] = [await aBook(shop), await aBook(shop), await aBook(shop)];
    const { own } = await aReader();
    for (const book of [a, b]) await addWish(own, book.id);
    expect(await moveWishesToCart(own, [a.id, other.id])).toMatchObject([{ bookId: a.id, outcome: "moved" }]);
    expect(await listWishedIds(own)).toEqual([b.id]);
    expect((await getCart(own, null)).count).toBe(1);
  });

  it("WSH-1 clicked twice at the same moment, one copy goes, and both are told that it is there", async () => {
    const books = [await aBook(shop), await aBook(shop), await aBook(shop)];
    const { own } = await aReader();
    for (const { id } of books) await addWish(own, id);
    const clicks = await Promise.all([null, null, null].map((all) => moveWishesToCart(own, all)));
    for (const outcomes of clicks) expect(outcomes.every(({ outcome }) => outcome === "moved")).toBe(true);
    expect((await getCart(own, null)).lines.map(({ quantity }) => quantity)).toEqual([1, 1, 1]);
    expect(await listWishedIds(own)).toEqual([]);
  });
});

describe("sharing", () => {
  it("WSH-1 shows the list to whoever has the link, until it is withdrawn; then another link opens it", async () => {
    const [book, archived] = [await aBook(shop), await aBook(shop)];
    const { own } = await aReader();
    for (const each of [book, archived]) await addWish(own, each.id);
    await db.execute(sql`update books set archived_at = now() where id = ${archived.id}`);
    expect(await findMyShare(own)).toBeNull();
    const token = await shareWishlist(own);
    expect(await shareWishlist(own)).toBe(token);
    expect(await findMyShare(own)).toBe(token);
    const shared = await getSharedWishlist(nobody, token);
    expect(shared).toMatchObject({ owner: "Lena K.", books: [{ id: book.id }] });
    expect(shared.books).toHaveLength(1);
    const { rows } = await db.execute(sql`select 1 from wishlist_links where token_hash = ${token}`);
    expect(rows).toEqual([]);

    await withdrawWishlist(own);
    await withdrawWishlist(own);
    expect(await findMyShare(own)).toBeNull();
    await expect(getSharedWishlist(nobody, token)).rejects.toThrow("not found");
    const next = await shareWishlist(own);
    expect(next).not.toBe(token);
    await expect(getSharedWishlist(nobody, token)).rejects.toThrow("not found");
    expect((await getSharedWishlist(nobody, next)).owner).toBe("Lena K.");
  });

  it("WSH-1 a link that was sent goes on opening when the shop's secret has changed", async () => {
    const { own, actor } = await aReader();
    const token = await shareWishlist(own);
    const later = as({ ...shop, secret: "another secret, as long as the one before it" }, actor);
    const shown = await findMyShare(later);
    expect(shown).not.toBe(token);
    for (const each of [token, shown ?? ""]) expect((await getSharedWishlist(nobody, each)).owner).toBe("Lena K.");
    await withdrawWishlist(later);
    for (const each of [token, shown ?? ""]) {
      await expect(getSharedWishlist(nobody, each)).rejects.toThrow("not found");
    }
  });

  it("WSH-1 a made-up link, and that of a closed account, open nothing", async () => {
    const { own, id } = await aReader();
    const token = await shareWishlist(own);
    await db.execute(sql`update users set active = false, deactivated_at = now() where id = ${id}`);
    for (const wrong of ["", "x".repeat(43), token]) {
      await expect(getSharedWishlist(nobody, wrong)).rejects.toThrow("not found");
    }
  });
});
