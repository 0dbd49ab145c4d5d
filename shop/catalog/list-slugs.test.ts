import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { fillDemo } from "../../db/demo/fill.ts";
import { as, guest, openTestShop } from "../../tests/world.ts";
import { countSlugs, listAllSlugs, listOffers, readOffers } from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);

beforeAll(async () => {
  await fillDemo(process.env.DATABASE_URL ?? "", null);
  await ctx.db.execute(sql`update books set archived_at = now() where slug in ('dune', 'emma')`);
  await ctx.db.execute(sql`update genres set archived_at = now() where slug = 'travel'`);
  await ctx.db.execute(sql`
    insert into contributors (id, name, sort_name, slug) values (gen_random_uuid(), 'Nobody', 'Nobody', 'nobody')`);
});

it("DSC-4 parts of the sitemap are one after the other all that is public", async () => {
  const all = await listAllSlugs(ctx);
  const counts = await countSlugs(ctx);
  expect(counts).toEqual({
    genres: all.genres.length,
    books: all.books.length,
    contributors: all.contributors.length,
  });
  expect(all.books).not.toContain("dune");
  expect(all.genres).not.toContain("travel");
  expect(all.contributors).not.toContain("nobody");
  const whole = [...all.genres, ...all.books, ...all.contributors];
  for (const most of [7, 100, whole.length]) {
    const told: string[] = [];
    for (let from = 0; from < whole.length; from += most) {
      const part = await listAllSlugs(ctx, { from, most });
      const some = [...part.genres, ...part.books, ...part.contributors];
      expect(some.length).toBe(Math.min(most, whole.length - from));
      told.push(...some);
    }
    expect(told).toEqual(whole);
  }
});

it("DSC-4 offers that are read some hundreds at a time are all of them, in their order", async () => {
  const all = await listOffers(ctx);
  const read = await Array.fromAsync(readOffers(ctx));
  expect(read.length).toBeGreaterThan(1);
  expect(read.flat()).toEqual(all);
  expect(await listOffers(ctx, all[2]?.id, 2)).toEqual(all.slice(3, 5));
});
