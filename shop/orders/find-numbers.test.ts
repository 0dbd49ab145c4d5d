import { expect, it } from "vitest";
import { aBook, anOrder, as, guest, openTestShop, person } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { findOrderNumbers } from "./index.ts";

const shop = openTestShop();

it("CHK-10 orders are told by their numbers, to the desk alone", async () => {
  const order = await anOrder(as(shop, guest), [{ bookId: (await aBook(shop)).id }]);
  const desk = as(shop, person("staff"));
  expect(await findOrderNumbers(desk, [order.id, order.id, newId(new Date())])).toEqual(
    new Map([[order.id, order.number]]),
  );
  expect(await findOrderNumbers(desk, [])).toEqual(new Map());
  await expect(findOrderNumbers(as(shop, guest), [order.id])).rejects.toThrow("UNAUTHENTICATED");
  await expect(findOrderNumbers(as(shop, person("customer")), [order.id])).rejects.toThrow("FORBIDDEN");
});
