import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  aBook,
  anAccount,
  anOrder,
  as,
  guest,
  job,
  mailedSecret,
  openTestShop,
  password,
  pay,
  person,
  submission,
} from "../../tests/world.ts";
import { sendMail } from "../../jobs/send-mail.ts";
import { addToCart } from "../cart/index.ts";
import { placeOrder } from "../checkout/index.ts";
import {
  changeEmail,
  findSession,
  issueTokens,
  linkProvider,
  logIn,
  requestReset,
  saveAddress,
  verifyEmail,
} from "../identity/index.ts";
import { addressInput } from "../identity/model.ts";
import {
  cancelTrackedOrder,
  deliverOrder,
  forgetCustomers,
  getOrder,
  processOrder,
  shipOrder,
} from "../orders/index.ts";
import { register } from "../identity/index.ts";
import { postReview } from "../reviews/index.ts";
import { addWish } from "../wishlist/index.ts";
import { deleteAccount, exportPersonalData, foreseeDeletion } from "./index.ts";
import { personalData } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const ctx = as(shop, guest);
const worker = as(shop, job);
const staff = as(shop, person("staff"));
let made = 0;

const byPassword = { password, confirmation: null };
const street = "Karl-Heine-Straße";

/** Every row of every table, of the queue's too, that holds one of these words anywhere. */
async function traces(...words: string[]): Promise<string[]> {
  const { rows: tables } = await db.execute<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss') order by 1`);
  expect(tables.length).toBeGreaterThan(30);
  const found: string[] = [];
  for (const { name } of tables) {
    for (const word of words) {
      const { rows } = await db.execute<{ row: string }>(
        sql`select t::text as row from ${sql.raw(name)} t where position(lower(${word}) in lower(t::text)) > 0`,
      );
      found.push(...rows.map(({ row }) => `${name} ${word}: ${row.slice(0, 300)}`));
    }
  }
  return found;
}

/** The name on an issued invoice is what the law has the shop keep; the address for mail is not even there. */
const besidesInvoices = (found: string[]) => found.filter((row) => !row.startsWith("public.invoices "));

/** Has the worker write and send every mail that waits, into the local mailbox. */
async function sendAll(): Promise<void> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from mails where state = 'queued'`);
  for (const { id } of rows) await sendMail.run(worker, { data: { mailId: id }, lastTry: false });
}

/** Somebody who has used everything the shop has. */
async function aReader() {
  const n = ++made;
  const email = `leser-${n}@private-post.example`;
  const name = `Wilhelmina Federkiel ${n}`;
  const registered = await register(ctx, { email, password, name });
  if (!registered.ok) throw new Error(registered.code);
  const id = registered.value.userId;
  const own = as(shop, { kind: "user", id, name, role: "customer", sessionId: null });
  const book = await aBook(shop);
  const asGuest = await anOrder(ctx, [{ bookId: book.id }], { email, name });
  await verifyEmail(own, await mailedSecret(shop, id, "verify"));
  const session = await logIn(ctx, { email, password, userAgent: `browser of ${email}` });
  await issueTokens(ctx, { email, password, userAgent: `program of ${email}` });
  await linkProvider(own, { provider: "github", subject: id, email });
  await requestReset(ctx, { email });
  await changeEmail(own, { email: `neu-${email}`, password });
  await saveAddress(
    own,
    addressInput.parse({ name, line1: `${street} 31`, postcode: "04229", city: "Leipzig", country: "DE" }),
  );
  await pay(ctx, asGuest.id);
  const ordered = await order(own, email, name);
  await addToCart(own, null, { bookId: (await aBook(shop)).id, quantity: 2 });
  await postReview(own, book.id, { rating: 5, text: `I am ${name}, and I liked it.` });
  await addWish(own, book.id);
  await sendAll();
  return { id, email, name, own, asGuest, ordered, session: session.ok ? session.value.sessionId : "" };
}

async function order(own: typeof ctx, email: string, name: string) {
  await addToCart(own, null, { bookId: (await aBook(shop)).id, quantity: 1 });
  const placed = await placeOrder(own, null, await submission(own, "", { email, name }));
  if (!placed.ok) throw new Error(placed.code);
  const { rows } = await db.execute<{ number: string }>(
    sql`select number from orders where id = ${placed.value.orderId}`,
  );
  return { id: placed.value.orderId, number: rows[0]?.number ?? "" };
}

async function deliver(orderNumber: string) {
  await processOrder(staff, orderNumber, { note: null });
  await shipOrder(staff, orderNumber, { carrier: "DHL", trackingNumber: "1", note: null });
  await deliverOrder(staff, orderNumber, { note: null });
}

describe("IDN-8 taking one's data along", () => {
  it("IDN-8 is a file with all there is of the person, in its stated shape, without secrets", async () => {
    const reader = await aReader();
    const data = await exportPersonalData(reader.own);
    expect(personalData.parse(JSON.parse(JSON.stringify(data)))).toEqual(data);
    expect(data).toMatchObject({
      version: 2,
      profile: { email: reader.email, name: reader.name, emailVerified: true },
      addresses: [{ city: "Leipzig", preferred: true }],
      linkedLogins: [{ provider: "github" }],
      cart: [{ quantity: 2 }],
      wishlist: [{ title: expect.any(String) }],
      reviews: [{ rating: 5, text: `I am ${reader.name}, and I liked it.`, deletedAt: null }],
    });
    expect(data.sessions.map((session) => session.kind).sort()).toEqual(["program", "web"]);
    expect(data.orders.map((each) => each.number).sort()).toEqual(
      [reader.asGuest.number, reader.ordered.number].sort(),
    );
    expect(data.orders[0]?.lines).toHaveLength(1);
    expect(data.notifications).toMatchObject([{ kind: "order_state", about: { number: reader.asGuest.number } }]);
    expect(data.notificationChoices).toContainEqual({ kind: "restock", channel: "mail", wanted: true });
    expect(data.mails.map((mail) => mail.kind)).toEqual(
      expect.arrayContaining(["welcome", "verify_email", "order_received", "order_confirmed", "email_change"]),
    );
    expect(JSON.stringify(data)).not.toMatch(/argon2|tokenHash|passwordHash/);
    await expect(exportPersonalData(ctx)).rejects.toThrow("UNAUTHENTICATED");
  });

  it("IDN-8 holds nothing of anybody else", async () => {
    const [reader, other] = [await aReader(), await aReader()];
    expect(JSON.stringify(await exportPersonalData(reader.own))).not.toContain(other.email);
  });
});

describe("IDN-8 deleting the account", () => {
  it("IDN-8 leaves the orders, anonymised, and no trace of the person in any table but the invoices", async () => {
    const reader = await aReader();
    await pay(ctx, reader.ordered.id);
    for (const { number } of [reader.asGuest, reader.ordered]) await deliver(number);
    const cancelled = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }], {
      email: reader.email,
      name: reader.name,
    });
    await cancelTrackedOrder(ctx, cancelled.token);
    await sendAll();
    expect((await traces(reader.email)).length).toBeGreaterThan(10);
    expect(await foreseeDeletion(reader.own)).toEqual({ ordersKept: 2, ordersOpen: 0, reviewsRemoved: 1 });

    expect(await deleteAccount(reader.own, byPassword)).toEqual({
      ok: true,
      value: { ordersKept: 3, ordersOpen: 0, reviewsRemoved: 1 },
    });
    expect(await traces(reader.email)).toEqual([]);
    expect(besidesInvoices(await traces(reader.name))).toEqual([]);
    expect(await findSession(ctx, reader.session)).toBeNull();
    expect(await logIn(ctx, { email: reader.email, password })).toEqual({ ok: false, code: "BAD_CREDENTIALS" });
    const kept = await getOrder(staff, reader.ordered.number);
    expect(kept).toMatchObject({
      state: "delivered",
      shipTo: { name: "", line1: "", line2: null, postcode: "", city: "", country: "DE" },
    });
    expect(kept.lines).toHaveLength(1);
    expect(kept.history.map((entry) => entry.code)).toContain("account_deleted");
    const { rows } = await db.execute(sql`select id from orders where user_id = ${reader.id}`);
    expect(rows).toEqual([]);
    expect((await register(ctx, { email: reader.email, password, name: "Again" })).ok).toBe(true);
  });

  it("IDN-8 orders under way keep their address until they have arrived, and lose it then", async () => {
    const reader = await aReader();
    await pay(ctx, reader.ordered.id);
    expect(await foreseeDeletion(reader.own)).toEqual({ ordersKept: 2, ordersOpen: 2, reviewsRemoved: 1 });
    expect(await deleteAccount(reader.own, byPassword)).toMatchObject({ value: { ordersKept: 2, ordersOpen: 2 } });
    expect(await forgetCustomers(worker)).toBe(0);
    expect(await getOrder(staff, reader.ordered.number)).toMatchObject({
      email: reader.email,
      shipTo: { name: reader.name },
    });
    await deliver(reader.ordered.number);
    expect(await forgetCustomers(worker)).toBe(1);
    expect((await getOrder(staff, reader.ordered.number)).shipTo.name).toBe("");
    await deliver(reader.asGuest.number);
    await sendAll();
    expect(await forgetCustomers(worker)).toBe(1);
    expect(await forgetCustomers(worker)).toBe(0);
    expect(await traces(reader.email)).toEqual([]);
    expect(besidesInvoices(await traces(reader.name))).toEqual([]);
    await expect(forgetCustomers(staff)).rejects.toThrow("FORBIDDEN");
  });

  it("IDN-8 asks for the password; without one, for the address typed out", async () => {
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    const refused = { ok: false, code: "BAD_CREDENTIALS" };
    for (const wrong of ["wrong", null]) {
      expect(await deleteAccount(own, { password: wrong, confirmation: user.email })).toEqual(refused);
    }
    const without = await anAccount(shop, { password: null });
    const theirs = as(shop, without.actor);
    for (const confirmation of [null, "", user.email]) {
      expect(await deleteAccount(theirs, { password: null, confirmation })).toEqual(refused);
    }
    expect((await deleteAccount(theirs, { password: null, confirmation: without.email })).ok).toBe(true);
    await expect(deleteAccount(ctx, byPassword)).rejects.toThrow("UNAUTHENTICATED");
  });

  it("IDN-8 an admin stays; of two clicks at once one deletes; a stranger's guest orders are left alone", async () => {
    const admin = await anAccount(shop, { role: "admin" });
    expect(await deleteAccount(as(shop, admin.actor), byPassword)).toEqual({ ok: false, code: "CANNOT_DELETE_ADMIN" });
    const user = await anAccount(shop);
    const foreign = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }], { email: user.email });
    const twice = await Promise.all([1, 2].map(() => deleteAccount(as(shop, user.actor), byPassword)));
    expect(twice.map((answer) => (answer.ok ? "ok" : answer.code)).sort()).toEqual(["BAD_CREDENTIALS", "ok"]);
    const { rows } = await db.execute(sql`select email from orders where id = ${foreign.id}`);
    expect(rows[0]?.email).toBe(user.email);
  });
});
