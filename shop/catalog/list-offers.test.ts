import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { aBook, as, guest, openTestShop } from "../../tests/world.ts";
import { listArrivals, listOffers } from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);

it("DSC-4 offers are all editions that are sold, with what a product feed tells of them", async () => {
  const book = await aBook(shop, { title: "Stoner", price: 1_190, stock: 2, isbn13: "9780099561545" });
  const out = await aBook(shop, { stock: 0 });
  const gone = await aBook(shop, { archived: true });
  await ctx.db.execute(
    sql`update books set publisher = 'Vintage', description = 'A quiet life.' where id = ${book.id}`,
  );
  const offers = await listOffers(ctx);
  expect(offers.map(({ id }) => id)).toEqual([book.id, out.id].sort());
  expect(offers.find(({ id }) => id === book.id)).toMatchObject({
    slug: book.slug,
    title: "Stoner",
    isbn13: "9780099561545",
    publisher: "Vintage",
    description: "A quiet life.",
    genre: null,
    price: { minor: 1_190, currency: "EUR" },
    availability: { kind: "few", copies: 2 },
  });
  expect(offers.some(({ id }) => id === gone.id)).toBe(false);
});

it("DSC-1 arrivals are works, the newest first, dated by their first edition", async () => {
  const [old, fresh, gone] = [await aBook(shop), await aBook(shop), await aBook(shop, { archived: true })];
  const arrived = async (id: string, moment: string) =>
    ctx.db.execute(sql`update books set created_at = ${moment} where id = ${id}`);
  await arrived(old.id, "2035-01-02T03:04:05.678+02:00");
  await arrived(fresh.id, "2036-05-06T07:08:09Z");
  await arrived(gone.id, "2037-01-01T00:00:00Z");
  const reissue = await aBook(shop, { stock: 0, format: "hardback" });
  await ctx.db.execute(
    sql`update books set work_id = ${old.workId}, created_at = '2038-01-01' where id = ${reissue.id}`,
  );
  expect(await listArrivals(ctx, 2)).toEqual([
    { slug: fresh.slug, arrived: "2036-05-06T07:08:09.000Z" },
    { slug: old.slug, arrived: "2035-01-02T01:04:05.678Z" },
  ]);
});
