import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aBook, aCart, as, guest, job, openTestShop } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { newToken } from "../_kernel/tokens.ts";
import { addToCart, countCart, emptyCart, getCart, refillCart, removeOldCarts, setQuantity } from "./index.ts";
import { addToCartInput, MAX_QUANTITY, setQuantityInput } from "./model.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const unknown = () => newId(new Date());

describe("CRT-1 adding", () => {
  it("CRT-1 CRT-2 the first book makes a cart that only its token opens", async () => {
    const book = await aBook(shop, { price: 1_690 });
    const added = await addToCart(ctx, null, { bookId: book.id, quantity: 2 });
    if (!added.ok) throw new Error(added.code);
    const cart = await getCart(ctx, added.value.token);
    expect(cart).toMatchObject({ count: 2, orderable: true, subtotal: { minor: 3_380, currency: "EUR" } });
    expect(cart.lines[0]).toMatchObject({ bookId: book.id, quantity: 2, available: 10, priceBefore: null });
    expect((await getCart(ctx, newToken())).lines).toEqual([]);
    const { rows } = await ctx.db.execute(sql`select token_hash from carts where token_hash = ${added.value.token}`);
    expect(rows).toEqual([]);
  });

  it("CRT-1 more of the same book adds up", async () => {
    const book = await aBook(shop);
    const token = await aCart(ctx, [{ bookId: book.id, quantity: 2 }]);
    expect(await addToCart(ctx, token, { bookId: book.id, quantity: 3 })).toMatchObject({
      value: { token, quantity: 5 },
    });
    expect(await countCart(ctx, token)).toBe(5);
  });

  it("CRT-1 refuses more than there is, says how many there are, and keeps what was there", async () => {
    const book = await aBook(shop, { stock: 3 });
    const token = await aCart(ctx, [{ bookId: book.id, quantity: 2 }]);
    const { version } = await getCart(ctx, token);
    expect(await addToCart(ctx, token, { bookId: book.id, quantity: 2 })).toEqual({
      ok: false,
      code: "OUT_OF_STOCK",
      available: 3,
    });
    expect(await getCart(ctx, token)).toMatchObject({ version, count: 2 });
  });

  it("CRT-1 refuses a book that is sold out, archived or unknown, and none at all", async () => {
    const [out, gone, there] = [
      await aBook(shop, { stock: 0 }),
      await aBook(shop, { archived: true }),
      await aBook(shop),
    ];
    expect(await addToCart(ctx, null, { bookId: out.id, quantity: 1 })).toEqual({
      ok: false,
      code: "OUT_OF_STOCK",
      available: 0,
    });
    expect(await addToCart(ctx, null, { bookId: gone.id, quantity: 1 })).toEqual({
      ok: false,
      code: "BOOK_UNAVAILABLE",
    });
    expect(await addToCart(ctx, null, { bookId: unknown(), quantity: 1 })).toEqual({
      ok: false,
      code: "BOOK_UNAVAILABLE",
    });
    expect(await addToCart(ctx, null, { bookId: there.id, quantity: 0 })).toEqual({ ok: false, code: "INVALID_INPUT" });
  });

  it(`CRT-1 holds ${MAX_QUANTITY} copies of a book at most`, async () => {
    const book = await aBook(shop, { stock: 500 });
    expect(await addToCart(ctx, null, { bookId: book.id, quantity: 51 })).toMatchObject({
      code: "OUT_OF_STOCK",
      available: 50,
    });
  });

  it("CRT-2 a token that opens nothing any more gets a new cart and a new token", async () => {
    const book = await aBook(shop);
    const stale = newToken();
    const added = await addToCart(ctx, stale, { bookId: book.id, quantity: 1 });
    expect(added.ok && added.value.token).not.toBe(stale);
    const forged = await addToCart(ctx, "' or 1=1 --", { bookId: book.id, quantity: 1 });
    expect(forged.ok).toBe(true);
  });

  it("CRT-1 twenty at once add up, none is lost", async () => {
    const book = await aBook(shop, { stock: 100 });
    const token = await aCart(ctx, [{ bookId: book.id }]);
    await Promise.all(Array.from({ length: 20 }, () => addToCart(ctx, token, { bookId: book.id, quantity: 1 })));
    expect(await countCart(ctx, token)).toBe(21);
  });
});

describe("CRT-1 changing", () => {
  it("CRT-1 sets, and takes out at 0, and every change is a new version", async () => {
    const [a, b] = [await aBook(shop), await aBook(shop)];
    const token = await aCart(ctx, [{ bookId: a.id }, { bookId: b.id }]);
    const before = (await getCart(ctx, token)).version;
    expect(await setQuantity(ctx, token, { bookId: a.id, quantity: 4 })).toEqual({ ok: true, value: { quantity: 4 } });
    expect(await setQuantity(ctx, token, { bookId: b.id, quantity: 0 })).toEqual({ ok: true, value: { quantity: 0 } });
    const after = await getCart(ctx, token);
    expect(after).toMatchObject({ count: 4, version: before + 2 });
    expect(after.lines.map((line) => line.bookId)).toEqual([a.id]);
  });

  it("CRT-1 taking out what is not there changes nothing else", async () => {
    const [a, b] = [await aBook(shop), await aBook(shop)];
    const token = await aCart(ctx, [{ bookId: a.id }]);
    expect(await setQuantity(ctx, token, { bookId: b.id, quantity: 0 })).toMatchObject({ ok: true });
    expect(await setQuantity(ctx, token, { bookId: b.id, quantity: 2 })).toEqual({
      ok: false,
      code: "BOOK_UNAVAILABLE",
    });
    expect(await countCart(ctx, token)).toBe(1);
  });

  it("CRT-1 refuses more than there is; fewer is always right", async () => {
    const book = await aBook(shop, { stock: 5 });
    const token = await aCart(ctx, [{ bookId: book.id, quantity: 5 }]);
    expect(await setQuantity(ctx, token, { bookId: book.id, quantity: 6 })).toEqual({
      ok: false,
      code: "OUT_OF_STOCK",
      available: 5,
    });
    await ctx.db.execute(sql`
      insert into stock_movements (id, book_id, delta, reason, actor_kind) values (${unknown()}, ${book.id}, -4, 'correction', 'system')`);
    const cart = await getCart(ctx, token);
    expect(cart.orderable).toBe(false);
    expect(cart.lines[0]).toMatchObject({ quantity: 5, available: 1 });
    expect(await setQuantity(ctx, token, { bookId: book.id, quantity: 4 })).toMatchObject({ ok: true });
    expect(await setQuantity(ctx, token, { bookId: book.id, quantity: 5 })).toMatchObject({ code: "OUT_OF_STOCK" });
  });

  it("CRT-1 points out a price that changed since, and shows today's", async () => {
    const book = await aBook(shop, { price: 1_000 });
    const token = await aCart(ctx, [{ bookId: book.id }]);
    await ctx.db.execute(sql`update books set price_minor = 1200 where id = ${book.id}`);
    const { lines, subtotal } = await getCart(ctx, token);
    expect(lines[0]).toMatchObject({ unitPrice: { minor: 1_200 }, priceBefore: { minor: 1_000 } });
    expect(subtotal.minor).toBe(1_200);
  });

  it("CRT-1 an archived book stays in view but cannot be ordered", async () => {
    const book = await aBook(shop);
    const token = await aCart(ctx, [{ bookId: book.id }]);
    await ctx.db.execute(sql`update books set archived_at = now() where id = ${book.id}`);
    expect(await getCart(ctx, token)).toMatchObject({
      orderable: false,
      lines: [{ available: 0, availability: { kind: "out" } }],
    });
  });

  it("CRT-1 empties, and empties again", async () => {
    const book = await aBook(shop);
    const token = await aCart(ctx, [{ bookId: book.id }]);
    await emptyCart(ctx, token);
    await emptyCart(ctx, token);
    await emptyCart(ctx, null);
    expect(await countCart(ctx, token)).toBe(0);
  });

  it("CRT-2 without a cart there is nothing to change", async () => {
    const book = await aBook(shop);
    for (const token of [null, newToken(), "nonsense"]) {
      expect(await setQuantity(ctx, token, { bookId: book.id, quantity: 1 })).toEqual({
        ok: false,
        code: "CART_EMPTY",
      });
    }
  });
});

it("CHK-7 books of an order go back into a cart as far as they can be had", async () => {
  const [a, b, c] = [await aBook(shop, { stock: 5 }), await aBook(shop, { stock: 1 }), await aBook(shop, { stock: 0 })];
  const { token, missing } = await refillCart(
    ctx,
    null,
    [a, b, c].map((book) => ({ bookId: book.id, quantity: 2 })),
  );
  expect(missing).toEqual([
    { bookId: b.id, quantity: 1 },
    { bookId: c.id, quantity: 2 },
  ]);
  expect(await countCart(ctx, token)).toBe(3);
});

it("CRT-3 carts untouched for seven days are removed, others stay", async () => {
  const book = await aBook(shop);
  const [old, young] = [await aCart(ctx, [{ bookId: book.id }]), await aCart(ctx, [{ bookId: book.id }])];
  const { hashToken } = await import("../_kernel/tokens.ts");
  await ctx.db.execute(
    sql`update carts set touched_at = now() - interval '8 days' where token_hash = ${hashToken(old)}`,
  );
  expect(await removeOldCarts(as(shop, job))).toBe(1);
  expect([await countCart(ctx, old), await countCart(ctx, young)]).toEqual([0, 1]);
});

it("CRT-1 input from a form is a whole number of copies and a book's id, or refused", () => {
  const bookId = unknown();
  expect(addToCartInput.parse({ bookId })).toEqual({ bookId, quantity: 1 });
  expect(setQuantityInput.parse({ bookId, quantity: " 3 " })).toEqual({ bookId, quantity: 3 });
  for (const quantity of ["", "-1", "1.5", "1e3", "NaN", "99999999999", -1, 1.5, null]) {
    expect(setQuantityInput.safeParse({ bookId, quantity }).success, String(quantity)).toBe(false);
  }
  for (const bad of ["", "1", "stoner", null]) expect(addToCartInput.safeParse({ bookId: bad }).success).toBe(false);
});
