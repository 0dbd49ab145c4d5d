import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { aBook, as, guest, openTestShop, stockOf, stockUp } from "../../tests/world.ts";
import { ok, refuse } from "../_kernel/result.ts";

const shop = openTestShop();
const ctx = as(shop, guest);

it("CHK-1 a refusal returned inside a transaction leaves nothing behind, and comes back as it was", async () => {
  const book = await aBook(shop, { stock: 1 });
  const answer = await ctx.transact(async (tx) => {
    await tx.execute(sql`update books set title = 'written' where id = ${book.id}`);
    return refuse("OUT_OF_STOCK", { available: 1 });
  });
  expect(answer).toEqual({ ok: false, code: "OUT_OF_STOCK", available: 1 });
  const { rows } = await ctx.db.execute(sql`select title from books where id = ${book.id}`);
  expect(rows[0]?.title).not.toBe("written");
});

it("CHK-1 an exception rolls back, and the connection is used again", async () => {
  const before = shop.database.pool.totalCount;
  for (let i = 0; i < 20; i++) {
    await expect(ctx.transact((tx) => tx.execute(sql`select 1 / 0`))).rejects.toThrow();
  }
  expect(shop.database.pool.totalCount).toBeLessThanOrEqual(before + 1);
  expect(shop.database.pool.idleCount).toBe(shop.database.pool.totalCount);
});

it("CHK-2 a deadlock is tried again and never seen", async () => {
  const [a, b] = [await aBook(shop), await aBook(shop)];
  let runs = 0;
  let [both, holding] = [() => {}, 0];
  const met = new Promise<void>((resolve) => (both = resolve));
  const crosswise = (first: string, second: string) =>
    ctx.transact(async (tx) => {
      runs++;
      await tx.execute(sql`update books set title = title where id = ${first}`);
      // neither goes on before the other holds its first
      if (++holding === 2) both();
      await met;
      await tx.execute(sql`update books set title = title where id = ${second}`);
      return ok(null);
    });
  const answers = await Promise.all([crosswise(a.id, b.id), crosswise(b.id, a.id)]);
  expect(answers.every((answer) => answer.ok)).toBe(true);
  // one gave way; on a slow machine it may meet the other again
  expect(runs).toBeGreaterThan(2);
});

it("CHK-2 a serialization failure is tried again, four times in all", async () => {
  let runs = 0;
  const conflict = async () => {
    runs++;
    throw Object.assign(new Error("could not serialize"), { code: "40001" });
  };
  await expect(ctx.transact(conflict)).rejects.toThrow("could not serialize");
  expect(runs).toBe(4);
});

it("CHK-1 other failures are not tried again", async () => {
  let runs = 0;
  await expect(
    ctx.transact(async (tx) => {
      runs++;
      await tx.execute(sql`select 1 / 0`);
    }),
  ).rejects.toThrow();
  expect(runs).toBe(1);
});

it("CAT-4 what a committed transaction wrote is there", async () => {
  const book = await aBook(shop, { stock: 1 });
  await stockUp(shop, book.id, 2);
  expect(await stockOf(shop, book.id)).toBe(3);
});
