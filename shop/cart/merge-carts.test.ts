import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aBook, aCart, anAccount, as, guest, openTestShop, password, pay, submission } from "../../tests/world.ts";
import { placeOrder } from "../checkout/index.ts";
import { logIn } from "../identity/index.ts";
import { newToken } from "../_kernel/tokens.ts";
import { addToCart, countCart, emptyCart, getCart, setQuantity } from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const ctx = as(shop, guest);

async function enter(email: string, cartToken: string | null) {
  const answer = await logIn(ctx, { email, password, cartToken });
  if (!answer.ok) throw new Error(answer.code);
}
const quantities = async (own: typeof ctx) =>
  Object.fromEntries((await getCart(own, null)).lines.map((line) => [line.bookId, line.quantity]));

describe("CRT-2 a person's own cart", () => {
  it("CRT-2 is theirs wherever they are, whatever cookie comes along", async () => {
    const [book, other] = [await aBook(shop), await aBook(shop)];
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    const stray = await aCart(ctx, [{ bookId: other.id }]);
    expect(await addToCart(own, stray, { bookId: book.id, quantity: 2 })).toEqual({
      ok: true,
      value: { token: null, quantity: 2 },
    });
    expect(await addToCart(own, null, { bookId: book.id, quantity: 1 })).toMatchObject({ value: { quantity: 3 } });
    expect(await quantities(own)).toEqual({ [book.id]: 3 });
    expect(await countCart(own, stray)).toBe(3);
    expect(await countCart(ctx, stray)).toBe(1);
    expect(await setQuantity(own, null, { bookId: book.id, quantity: 1 })).toEqual({
      ok: true,
      value: { quantity: 1 },
    });
    expect(await countCart(as(shop, (await anAccount(shop)).actor), null)).toBe(0);
    await emptyCart(own, null);
    expect(await countCart(own, null)).toBe(0);
  });

  it("CRT-2 ten tabs that begin it at once begin one", async () => {
    const book = await aBook(shop, { stock: 50 });
    const own = as(shop, (await anAccount(shop)).actor);
    const added = await Promise.all(
      Array.from({ length: 10 }, () => addToCart(own, null, { bookId: book.id, quantity: 1 })),
    );
    expect(added.every((answer) => answer.ok)).toBe(true);
    expect(await countCart(own, null)).toBe(10);
  });

  it("CHK-1 CHK-3 becomes an order of that person, once, however often it is sent", async () => {
    const book = await aBook(shop);
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    await addToCart(own, null, { bookId: book.id, quantity: 2 });
    const form = await submission(own, "");
    const answers = await Promise.all(Array.from({ length: 5 }, () => placeOrder(own, null, form)));
    const orders = new Set(answers.map((answer) => (answer.ok ? answer.value.orderId : answer.code)));
    expect(orders.size).toBe(1);
    const [orderId = ""] = orders;
    const { rows } = await db.execute(sql`select user_id, email from orders where id = ${orderId}`);
    expect(rows).toEqual([{ user_id: user.id, email: form.email }]);
    expect(await countCart(own, null)).toBe(0);
    await pay(ctx, orderId);
    expect(await placeOrder(own, null, form)).toMatchObject({ value: { orderId, replayed: true } });
    const stranger = as(shop, (await anAccount(shop)).actor);
    expect(await placeOrder(stranger, null, form)).toEqual({ ok: false, code: "CART_EMPTY" });
  });
});

describe("CRT-2 merging on log-in", () => {
  it("CRT-2 the guest's cart becomes the person's, and is gone", async () => {
    const book = await aBook(shop);
    const user = await anAccount(shop);
    const token = await aCart(ctx, [{ bookId: book.id, quantity: 2 }]);
    const { version } = await getCart(ctx, token);
    await enter(user.email, token);
    const own = await getCart(as(shop, user.actor), null);
    expect(own).toMatchObject({ count: 2 });
    expect(own.version).toBeGreaterThan(version);
    expect(await countCart(ctx, token)).toBe(0);
    await enter(user.email, token);
    expect((await getCart(as(shop, user.actor), null)).count).toBe(2);
  });

  it("CRT-2 quantities of the same book add up, capped at stock and at 50, and the version moves beyond both", async () => {
    const [both, scarce, many, mine, theirs] = [
      await aBook(shop),
      await aBook(shop, { stock: 3 }),
      await aBook(shop, { stock: 200 }),
      await aBook(shop),
      await aBook(shop),
    ];
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    for (const [book, quantity] of [
      [both, 2],
      [scarce, 2],
      [many, 40],
      [mine, 1],
    ] as const) {
      await addToCart(own, null, { bookId: book.id, quantity });
    }
    const token = await aCart(ctx, [
      { bookId: both.id, quantity: 3 },
      { bookId: scarce.id, quantity: 3 },
      { bookId: many.id, quantity: 40 },
      { bookId: theirs.id, quantity: 1 },
    ]);
    const before = [(await getCart(own, null)).version, (await getCart(ctx, token)).version];
    await enter(user.email, token);
    expect(await quantities(own)).toEqual({
      [both.id]: 5,
      [scarce.id]: 3,
      [many.id]: 50,
      [mine.id]: 1,
      [theirs.id]: 1,
    });
    expect((await getCart(own, null)).version).toBeGreaterThan(Math.max(...before));
  });

  it("CRT-2 what was in the person's own cart is never taken out; a book that sold out stays in view with one copy", async () => {
    const [held, gone, archived] = [await aBook(shop, { stock: 4 }), await aBook(shop), await aBook(shop)];
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    await addToCart(own, null, { bookId: held.id, quantity: 4 });
    const token = await aCart(ctx, [
      { bookId: held.id, quantity: 1 },
      { bookId: gone.id, quantity: 3 },
      { bookId: archived.id, quantity: 2 },
    ]);
    await db.execute(sql`
      insert into stock_movements (id, book_id, delta, reason, actor_kind)
      values (gen_random_uuid(), ${held.id}, -2, 'correction', 'system'), (gen_random_uuid(), ${gone.id}, -10, 'correction', 'system')`);
    await db.execute(sql`update books set archived_at = now() where id = ${archived.id}`);
    await enter(user.email, token);
    expect(await quantities(own)).toEqual({ [held.id]: 4, [gone.id]: 1, [archived.id]: 1 });
    expect((await getCart(own, null)).orderable).toBe(false);
  });

  it("CRT-2 a form that was shown before the merge orders nothing", async () => {
    const book = await aBook(shop);
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    const token = await aCart(ctx, [{ bookId: book.id }]);
    const shown = await submission(ctx, token);
    await enter(user.email, token);
    expect(await placeOrder(own, token, shown)).toEqual({ ok: false, code: "CART_CHANGED" });
    expect((await placeOrder(own, token, await submission(own, token))).ok).toBe(true);
  });

  it.each([null, "", "nonsense", newToken()])(
    "CRT-2 a cookie that opens nothing changes nothing (%s)",
    async (token) => {
      const book = await aBook(shop);
      const user = await anAccount(shop);
      const own = as(shop, user.actor);
      await addToCart(own, null, { bookId: book.id, quantity: 2 });
      const { version } = await getCart(own, null);
      await enter(user.email, token);
      expect(await getCart(own, null)).toMatchObject({ version, count: 2 });
    },
  );

  it("CRT-2 merges exactly once with two tabs, requests sent again and people who log in at the same moment", async () => {
    for (let round = 0; round < 10; round++) {
      const book = await aBook(shop, { stock: 50 });
      const [user, other] = [await anAccount(shop), await anAccount(shop)];
      const own = as(shop, user.actor);
      await addToCart(own, null, { bookId: book.id, quantity: 1 });
      const token = await aCart(ctx, [{ bookId: book.id, quantity: 2 }]);
      await Promise.all([
        enter(user.email, token),
        enter(user.email, token),
        enter(user.email, token),
        enter(other.email, token),
        addToCart(own, null, { bookId: book.id, quantity: 1 }),
      ]);
      const [mine, theirs] = [await countCart(own, null), await countCart(as(shop, other.actor), null)];
      // whoever came first has it; nobody has it twice
      expect([mine, theirs]).toEqual(theirs === 0 ? [4, 0] : [2, 2]);
      expect(await countCart(ctx, token)).toBe(0);
    }
  });

  it("CRT-2 a guest who adds while somebody logs in loses nothing twice and nothing to a dead cart", async () => {
    const book = await aBook(shop, { stock: 50 });
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    const token = await aCart(ctx, [{ bookId: book.id, quantity: 2 }]);
    const [, added] = await Promise.all([
      enter(user.email, token),
      addToCart(ctx, token, { bookId: book.id, quantity: 1 }),
    ]);
    if (!added.ok) throw new Error(added.code);
    const left = added.value.token === token ? 0 : await countCart(ctx, added.value.token);
    expect((await countCart(own, null)) + left).toBe(3);
  });
});
