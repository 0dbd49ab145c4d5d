import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { aBook, as, openTestShop, person } from "../../tests/world.ts";
import { changeBooks } from "./index.ts";

const shop = openTestShop();
const desk = as(shop, person("staff"));

it("CAT-2 SEC-5 prices changed at once are written down as an amount with its currency, or as a percentage", async () => {
  const { id } = await aBook(shop, { price: 1_000, title: "Stoner" });
  await changeBooks(desk, [id], { act: "price", amount: -150 });
  await changeBooks(desk, [id], { act: "price", basisPoints: 250 });
  const { rows } = await shop.database.db.execute<{ facts: object }>(
    sql`select facts from audit_entries where action = 'books.price' order by at, id`,
  );
  expect(rows.map(({ facts }) => facts)).toEqual([
    { amountMinor: -150, currency: "EUR", titles: "Stoner" },
    { note: "2.5 %", titles: "Stoner" },
  ]);
});
