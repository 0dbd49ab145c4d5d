import { expect, it } from "vitest";
import { aBook, anOrder, as, guest, openTestShop, pay, person } from "../../tests/world.ts";
import { AccessDenied } from "../_kernel/errors.ts";
import { listMails } from "./index.ts";

const shop = openTestShop();
const ctx = as(shop, guest);

it("CHK-10 MSG-4 the mails of an order are found by the order, not by what their subjects say", async () => {
  const book = await aBook(shop);
  const [one, other] = [await anOrder(ctx, [{ bookId: book.id }]), await anOrder(ctx, [{ bookId: book.id }])];
  await pay(ctx, one.id);
  const desk = as(shop, person("admin"));
  const kinds = async (orderId: string) =>
    (await listMails(desk, { orderId, page: 1 })).items.map((mail) => mail.kind).sort();
  expect(await kinds(one.id)).toEqual(["order_confirmed", "order_received"]);
  expect(await kinds(other.id)).toEqual(["order_received"]);
  await expect(listMails(as(shop, person("staff")), { orderId: one.id, page: 1 })).rejects.toThrow(AccessDenied);
});
