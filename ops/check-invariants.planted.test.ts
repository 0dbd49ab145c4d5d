import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  aBook,
  anAccount,
  anOrder,
  as,
  guest,
  job,
  letExpire,
  openTestShop,
  password,
  pay,
  person,
  sessionOf,
} from "../tests/world.ts";
import { issueTokens, logIn } from "../shop/identity/index.ts";
import { receiveStock } from "../shop/catalog/index.ts";
import { announceRestocks, prebook } from "../shop/prebooking/index.ts";
import { deleteAccount } from "../shop/privacy/index.ts";
import { cancelTrackedOrder, expireOrders, processOrder, shipOrder } from "../shop/orders/index.ts";
import { decideDemoSession, settleRefund } from "../shop/payments/index.ts";
import { ensureReviewLink, postGuestReview } from "../shop/reviews/index.ts";
import { checkInvariants, invariants } from "./check-invariants.ts";

const shop = openTestShop();
const ctx = as(shop, guest);
const client = new Client({ connectionString: process.env.DATABASE_URL });
let waiting: string, paid: string, shipped: string, refunded: string, surplus: string;

beforeAll(async () => {
  await client.connect();
  const book = await aBook(shop, { stock: 100 });
  const lines = [{ bookId: book.id, quantity: 2 }];
  waiting = (await anOrder(ctx, lines)).id;
  const sold = await anOrder(ctx, lines);
  await pay(ctx, (paid = sold.id));
  const toReview = await ensureReviewLink(as(shop, job), paid);
  await postGuestReview(ctx, toReview.slice(toReview.lastIndexOf("/") + 1), book.id, { rating: 4, text: null });
  const sent = await anOrder(ctx, lines);
  await pay(ctx, (shipped = sent.id));
  await processOrder(as(shop, person("staff")), sent.number, { note: null });
  await shipOrder(as(shop, person("staff")), sent.number, { carrier: "DHL", trackingNumber: "1", note: null });
  const back = await anOrder(ctx, lines);
  await pay(ctx, (refunded = back.id));
  await cancelTrackedOrder(ctx, back.token);
  const { rows } = await client.query("select id from refunds where order_id = $1", [refunded]);
  await settleRefund(as(shop, job), rows[0].id, false);
  const last = await aBook(shop, { stock: 1 });
  const late = await anOrder(ctx, [{ bookId: last.id }]);
  const session = await sessionOf(ctx, (surplus = late.id));
  await letExpire(shop, late.id);
  await expireOrders(as(shop, job));
  await anOrder(ctx, [{ bookId: last.id }]);
  await decideDemoSession(ctx, session, "pay");
  const reader = await anAccount(shop);
  await logIn(ctx, { email: reader.email, password });
  await issueTokens(ctx, { email: reader.email, password });
  const wanted = await aBook(shop, { stock: 0 });
  await prebook(as(shop, reader.actor), { bookId: wanted.id });
  await receiveStock(as(shop, person("staff")), { lines: [{ isbn: wanted.id, quantity: 1 }], note: null });
  expect(await announceRestocks(as(shop, job), null)).toBe(1);
  const leaver = await anAccount(shop, { verified: true });
  const left = await anOrder(ctx, lines, { email: leaver.email });
  await cancelTrackedOrder(ctx, left.token);
  const deleted = await deleteAccount(as(shop, leaver.actor), { password, confirmation: null });
  expect(deleted).toMatchObject({ ok: true, value: { ordersKept: 1 } });
});
afterAll(() => client.end());

/** Breaks something behind the back of triggers and constraints, looks, and takes it back. */
async function found(breaking: string, parameters: unknown[]): Promise<string[]> {
  await client.query("begin");
  try {
    await client.query("set local session_replication_role = replica");
    await client.query(breaking, parameters);
    return [...new Set((await checkInvariants(client)).map((finding) => finding.invariant))];
  } finally {
    await client.query("rollback");
  }
}

const plants: [invariant: keyof typeof invariants, breaking: string, order?: () => string][] = [
  ["stock is the sum of its movements, never negative", "update books set stock = stock + 1"],
  [
    "every order line took its copies once",
    "delete from stock_movements where reason = 'sale' and order_line_id in (select id from order_lines where order_id = $1)",
    () => waiting,
  ],
  [
    "every order line holds what it took, less what went back on the shelf",
    "delete from stock_movements where reason = 'cancellation' and order_line_id in (select id from order_lines where order_id = $1)",
    () => refunded,
  ],
  [
    "cancelled orders gave back what they still held, living ones only what was cancelled or returned",
    "update order_lines set restocked_quantity = 1 where order_id = $1",
    () => refunded,
  ],
  [
    "an order that is paid or beyond has exactly one succeeded payment, of its total",
    "update payments set state = 'failed' where order_id = $1",
    () => paid,
  ],
  ["an unpaid order took no money", "update orders set payment_state = 'unpaid' where id = $1", () => paid],
  ["money that an order could not use goes back", "delete from refunds where order_id = $1", () => surplus],
  [
    "a cancelled order that was paid is refunded, or will be",
    "delete from refunds where order_id = $1",
    () => refunded,
  ],
  [
    "refunds never exceed their payment",
    "update refunds set amount_minor = amount_minor + 1 where order_id = $1",
    () => refunded,
  ],
  ["every order adds up: lines, delivery, total, payments", "delete from order_lines where order_id = $1", () => paid],
  [
    "every order has lines, a history that starts and ends right, and a link",
    "delete from order_history where order_id = $1 and to_state = 'paid'",
    () => paid,
  ],
  [
    "every order has one receipt, every order that was paid one confirmation",
    "delete from mails where kind = 'order_confirmed' and data ->> 'orderId' = $1",
    () => paid,
  ],
  ["no mail waits longer than its plan", "update mails set next_attempt_at = now() - interval '1 hour'"],
  [
    "no order waits for money longer than it may",
    "update orders set placed_at = placed_at - interval '2 hours', expires_at = now() - interval '1 hour' where id = $1",
    () => waiting,
  ],
  [
    "every gateway event was applied, once; only one about money the shop has not heard of waits",
    "update gateway_events set applied_at = null",
  ],
  [
    "a refund's parts fit into it",
    "insert into refund_lines (refund_id, order_line_id, quantity, amount_minor) select id, id, 1, amount_minor + 1 from refunds where order_id = $1",
    () => refunded,
  ],
  [
    "no refund waits longer than its plan",
    "update refunds set requested_at = now() - interval '1 hour' where order_id = $1",
    () => surplus,
  ],
  [
    "money that needs a person's look is before the desk",
    "delete from order_incidents where order_id = $1",
    () => surplus,
  ],
  [
    "an order's payment state is what its money comes to",
    "update orders set payment_state = 'partly_refunded' where id = $1",
    () => paid,
  ],
  [
    "every idempotency key has its order",
    "update idempotency_keys set order_id = gen_random_uuid() where order_id = $1",
    () => paid,
  ],
  [
    "every order of a cart has its idempotency key, and none has two",
    "delete from idempotency_keys where order_id = $1",
    () => paid,
  ],
  [
    "no copy lies in two parcels, and none that was cancelled in any",
    "update parcel_lines set quantity = quantity + 1 where order_line_id in (select id from order_lines where order_id = $1)",
    () => shipped,
  ],
  [
    "an order's shipped and delivered follow from its parcels",
    "delete from parcel_lines where order_line_id in (select id from order_lines where order_id = $1)",
    () => shipped,
  ],
  ["every book on sale has a price", "update books set price_minor = 0"],
  ["every book has a work", "update books set work_id = gen_random_uuid()"],
  [
    "the works of a genre are those of the books that are sold in it or below it",
    `with genre as (insert into genres (id, slug, names, cover_family) values
      ('00000000-0000-7000-8000-000000000003', 'c', '{"en":"C"}', 'crime') returning id)
      insert into genre_works (genre_id, work_id) select genre.id, (select id from works limit 1) from genre`,
  ],
  [
    "genres are a tree",
    `with two as (insert into genres (id, slug, names, cover_family, parent_id) values
      ('00000000-0000-7000-8000-000000000001', 'a', '{"en":"A"}', 'crime', '00000000-0000-7000-8000-000000000002'),
      ('00000000-0000-7000-8000-000000000002', 'b', '{"en":"B"}', 'crime', '00000000-0000-7000-8000-000000000001') returning 1)
     select * from two`,
  ],
  [
    "no living genre stands below an archived one",
    `insert into genres (id, slug, names, cover_family, parent_id, archived_at) values
      ('00000000-0000-7000-8000-000000000001', 'a', '{"en":"A"}', 'crime', null, now()),
      ('00000000-0000-7000-8000-000000000002', 'b', '{"en":"B"}', 'crime', '00000000-0000-7000-8000-000000000001', null)`,
  ],
  [
    "an old address shadows no living one, and leads somewhere",
    "insert into slug_redirects (kind, slug, target_id) select 'book', slug, id from books limit 1",
  ],
  [
    "copies come back from parcels that have left",
    "update order_lines set returned_quantity = 1 where order_id = $1",
    () => paid,
  ],
  [
    "VAT of an order is that of its parts, and delivery's shares add up",
    "update order_lines set vat_minor = vat_minor + 5 where order_id = $1",
    () => paid,
  ],
  ["invoice numbers have no gap", "delete from invoices where order_id = $1", () => paid],
  [
    "an invoice comes to its order's total, and adds up by rate",
    "update invoices set gross_minor = gross_minor + 1, net_minor = net_minor + 1 where order_id = $1",
    () => paid,
  ],
  ["every paid order has its invoice", "delete from invoices where order_id = $1", () => shipped],
  [
    "every refund of an order's own money has its credit note, of its amount",
    "delete from invoices where kind = 'credit_note' and order_id = $1",
    () => refunded,
  ],
  [
    "credit notes never come to more than their invoice",
    "update invoices set gross_minor = gross_minor * 2, net_minor = net_minor * 2, vat_minor = vat_minor * 2 where kind = 'credit_note' and order_id = $1",
    () => refunded,
  ],
  ["nobody is logged in to a deactivated account", "update users set active = false, deactivated_at = now()"],
  ["a living token family has exactly one token to use", "update refresh_tokens set used_at = now()"],
  [
    "an anonymised order names nobody",
    `update orders set ship_to = ship_to || '{"name": "Somebody"}' where email like '%@deleted.invalid'`,
  ],
  [
    "nobody waits for a book that is sold and there",
    "update prebooking_rounds set restocked_at = null, reached = null, finished_at = null",
  ],
  [
    "nobody is told of a book that has not come, or that they wait for no longer",
    "update prebookings set cancelled_at = now(), told = null",
  ],
  [
    "who a finished restock notified was told exactly once by each way they want, and by no other",
    "delete from mails where kind = 'restock_alert'",
  ],
  [
    "who a finished restock notified was told exactly once by each way they want, and by no other",
    "insert into notification_preferences select id, 'restock', 'in_app', false, now() - interval '1 day' from users",
  ],
  ["every book can be found", "delete from search_documents"],
  ["every book can be found", "update search_documents set document = ''"],
  // as a command would leave it that does not keep the sums
  ["a book's running sums are what its reviews come to", "delete from book_ratings"],
  ["a review is marked as a buyer's exactly while an order stands behind it", "update reviews set verified = false"],
  [
    "who has a paid order may review its books, and nobody else",
    "update review_rights set order_id = gen_random_uuid()",
  ],
  [
    "an import counts the books that it brought in",
    `insert into imports (id, state, phase, file_name, bytes, format, actor_kind, committed)
     values (gen_random_uuid(), 'committed', 'commit', 'x.csv', 1, 'csv', 'system', '{"created":1,"updated":0,"unchanged":0,"failed":0}')`,
  ],
  [
    "what an import owes is announced when it is over",
    `insert into imports (id, state, phase, file_name, bytes, format, actor_kind, committed, lists_owed)
     values (gen_random_uuid(), 'cancelled', 'commit', 'x.csv', 1, 'csv', 'system', '{"created":0,"updated":0,"unchanged":0,"failed":0}', true)`,
  ],
  [
    "copies sold and not given back were in stock",
    "delete from stock_movements where reason in ('restock', 'opening')",
  ],
];

/** What unique indexes make impossible even behind the back of triggers. */
const impossible = ["an order line is sold, let go and revived at most once", "no order has two succeeded payments"];

describe("PLT-2 the invariants", () => {
  it("PLT-2 hold for a shop in which much has happened", async () => {
    expect(await checkInvariants(client)).toEqual([]);
  });

  it.each(plants)("PLT-2 %s: a violation is found", async (invariant, breaking, order) => {
    expect(await found(breaking, order ? [order()] : [])).toContain(invariant);
  });

  it("CHK-3 PLT-2 a key that was forgotten after a week is missed by nobody", async () => {
    const forgotten = `with old as (update orders set placed_at = placed_at - interval '8 days' where id = $1)
      delete from idempotency_keys where order_id = $1`;
    expect(await found(forgotten, [shipped])).toEqual([]);
  });

  it("PLT-2 none is left without a planted violation", () => {
    expect(Object.keys(invariants).sort()).toEqual(
      [...new Set(plants.map(([invariant]) => invariant)), ...impossible].sort(),
    );
  });

  it("CHK-7 a second succeeded payment of an order, and a second movement for one reason, are refused by the database itself", async () => {
    await expect(
      found(
        "insert into payments select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'session_ref', 'x'))).* from payments p where order_id = $1",
        [paid],
      ),
    ).rejects.toMatchObject({ constraint: "payments_one_success_key" });
    await expect(
      found(
        "insert into stock_movements select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid()))).* from stock_movements m where reason = 'sale'",
        [],
      ),
    ).rejects.toMatchObject({ constraint: "stock_movements_line_once_key" });
  });
});
