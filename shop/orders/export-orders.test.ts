import { describe, expect, it } from "vitest";
import { aBook, anOrder, as, guest, openTestShop, person } from "../../tests/world.ts";
import { exportColumns } from "./export-orders.ts";
import { exportOrders, type ExportColumn } from "./index.ts";
import { orderFilter } from "./model.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const staff = as(shop, person("staff"));
const headings = Object.fromEntries(exportColumns.map((column) => [column, column])) as Record<ExportColumn, string>;

async function text(which: Parameters<typeof exportOrders>[1], as_ = staff): Promise<string[]> {
  let all = "";
  for await (const part of exportOrders(as_, which, headings)) all += part;
  return all.split("\r\n").slice(0, -1);
}

describe("CHK-10 the export", () => {
  it("CHK-10 SEC-4 holds the orders of a filter or those named, disarmed, with plain amounts", async () => {
    const book = await aBook(shop, { stock: 9, price: 1_070 });
    const one = await anOrder(ctx, [{ bookId: book.id, quantity: 2 }], { name: '=HYPERLINK("http://evil.example")' });
    const two = await anOrder(ctx, [{ bookId: book.id }]);
    const named = await text({ numbers: [one.number] });
    expect(named).toHaveLength(2);
    expect(named[1]).toContain(`${one.number},`);
    expect(named[1]).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(named[1]).toContain(",21.40,2.90,1.59,24.30,EUR,");
    const all = await text({ filter: orderFilter.parse({ state: "pending_payment" }) });
    expect(all[0]).toMatch(/^number,placedAt,/);
    expect(
      all
        .slice(1)
        .map((line) => line.split(",")[0])
        .sort(),
    ).toEqual([one.number, two.number].sort());
    expect(await text({ numbers: [] })).toHaveLength(1);
  });

  it.each([
    ["a guest", guest, "UNAUTHENTICATED"],
    ["a customer", person("customer"), "FORBIDDEN"],
  ])("IDN-6 %s gets nothing", async (_, actor, code) => {
    await expect(text({ numbers: [] }, as(shop, actor))).rejects.toThrow(code);
  });
});
