import { sql } from "drizzle-orm";
import { Client } from "pg";
import { expect, it } from "vitest";
import {
  aBook,
  aCart,
  anOrder,
  as,
  guest,
  job,
  letExpire,
  openTestShop,
  orderRow,
  stockOf,
  submission,
} from "../../tests/world.ts";
import { cancelTrackedOrder, expireOrders } from "../orders/index.ts";
import { placeOrder } from "./index.ts";

const CONNECTIONS = 60;
const shop = openTestShop({ max: CONNECTIONS });
const ctx = as(shop, guest);

/** The most backends of this file's database that were busy at one time while `work` ran. */
async function watchBackends<T>(work: () => Promise<T>): Promise<{ answer: T; busy: number; open: number }> {
  const watcher = new Client({ connectionString: process.env.DATABASE_URL });
  await watcher.connect();
  let [busy, open, done] = [0, 0, false];
  const watching = (async () => {
    while (!done) {
      const { rows } = await watcher.query<{ busy: number; open: number }>(`
        select count(*) filter (where state <> 'idle')::int as busy, count(*)::int as open from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`);
      busy = Math.max(busy, rows[0]?.busy ?? 0);
      open = Math.max(open, rows[0]?.open ?? 0);
    }
  })();
  try {
    return { answer: await work(), busy, open };
  } finally {
    done = true;
    await watching;
    await watcher.end();
  }
}

const deadlocks = async () => {
  await ctx.db.execute(sql`select pg_stat_force_next_flush()`);
  const { rows } = await ctx.db.execute<{ n: string }>(
    sql`select deadlocks as n from pg_stat_database where datname = current_database()`,
  );
  return Number(rows[0]?.n);
};

it("CHK-2 CHK-3 200 buyers for 5 copies, each submitting twice: 5 are sold, the rest is told kindly", async () => {
  const book = await aBook(shop, { stock: 5 });
  const other = await aBook(shop, { stock: 1_000 });
  const carts = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      aCart(ctx, i % 2 ? [{ bookId: book.id }] : [{ bookId: other.id }, { bookId: book.id }]),
    ),
  );
  const forms = await Promise.all(carts.map((token) => submission(ctx, token)));

  const { answer, busy, open } = await watchBackends(() =>
    Promise.all(
      carts.flatMap((token, i) => {
        const form = forms[i];
        if (!form) throw new Error("no form");
        return [placeOrder(ctx, token, form), placeOrder(ctx, token, form)];
      }),
    ),
  );
  expect(open).toBeGreaterThanOrEqual(50);
  expect(busy).toBeGreaterThanOrEqual(10);

  const placed = answer.filter((a) => a.ok);
  const refused = answer.filter((a) => !a.ok);
  expect(new Set(placed.map((a) => a.value.orderId)).size).toBe(5);
  expect(placed).toHaveLength(10);
  expect(placed.filter((a) => a.value.replayed)).toHaveLength(5);
  expect(refused).toHaveLength(390);
  for (const refusal of refused)
    expect(refusal).toEqual({ ok: false, code: "OUT_OF_STOCK", short: [{ bookId: book.id, available: 0 }] });
  expect(await stockOf(shop, book.id)).toBe(0);
  const { rows } = await ctx.db.execute<{ sold: number }>(
    sql`select -sum(delta)::int as sold from stock_movements where book_id = ${book.id} and reason = 'sale'`,
  );
  expect(rows[0]?.sold).toBe(5);
});

it("CHK-2 carts that hold the same books crosswise never deadlock", async () => {
  const books = await Promise.all(Array.from({ length: 6 }, () => aBook(shop, { stock: 1_000 })));
  const before = await deadlocks();
  const carts = await Promise.all(
    Array.from({ length: 120 }, (_, i) => {
      const lines = books.map((book) => ({ bookId: book.id }));
      return aCart(ctx, i % 2 ? lines : [...lines].reverse());
    }),
  );
  const forms = await Promise.all(carts.map((token) => submission(ctx, token)));
  const answers = await Promise.all(carts.map((token, i) => placeOrder(ctx, token, forms[i] ?? expect.fail())));
  expect(answers.every((answer) => answer.ok)).toBe(true);
  expect(await deadlocks()).toBe(before);
  for (const book of books) expect(await stockOf(shop, book.id)).toBe(880);
});

it("CHK-2 CHK-7 buying, cancelling and expiring at once keep every copy accounted for", async () => {
  const books = await Promise.all(Array.from({ length: 3 }, () => aBook(shop, { stock: 20 })));
  const lines = books.map((book) => ({ bookId: book.id }));
  const orders = await Promise.all(
    Array.from({ length: 20 }, (_, i) => anOrder(ctx, i % 2 ? lines : [...lines].reverse())),
  );
  for (const book of books) expect(await stockOf(shop, book.id)).toBe(0);
  await Promise.all(orders.slice(0, 10).map((order) => letExpire(shop, order.id)));
  const late = await Promise.all(Array.from({ length: 30 }, (_, i) => aCartWhenThereIsStock(i)));
  await Promise.all([
    ...orders.slice(5).map((order) => cancelTrackedOrder(ctx, order.token)),
    ...Array.from({ length: 4 }, () => expireOrders(as(shop, job))),
    ...late.map((attempt) => attempt()),
  ]);
  const living = (await Promise.all(orders.map((order) => orderRow(shop, order.id)))).filter(
    (order) => order.state !== "cancelled",
  );
  expect(living).toEqual([]);
  const { rows } = await ctx.db.execute<{ held: number }>(sql`
    select coalesce(sum(l.quantity), 0)::int as held from orders o join order_lines l on l.order_id = o.id
    where o.state <> 'cancelled' and l.book_id in ${books.map((book) => book.id)}`);
  const left = await Promise.all(books.map((book) => stockOf(shop, book.id)));
  expect(left.reduce((a, b) => a + b, 0) + (rows[0]?.held ?? 0)).toBe(60);

  /** A buyer who comes back until something can be had, or gives up. */
  async function aCartWhenThereIsStock(i: number) {
    const wanted = i % 2 ? lines : [...lines].reverse();
    return async () => {
      for (let attempt = 0; attempt < 3; attempt++) {
        try {
          const token = await aCart(ctx, wanted);
          const answer = await placeOrder(ctx, token, await submission(ctx, token));
          if (answer.ok) return;
        } catch (error) {
          expect(String(error)).toContain("OUT_OF_STOCK");
        }
      }
    };
  }
});
