import { rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { connect, type Database } from "../db/client.ts";
import { newId } from "../shop/_kernel/ids.ts";
import { createContext, subscribers, type Actor, type Ctx, type Shop } from "../shop/context.ts";
import { addToCart, getCart } from "../shop/cart/index.ts";
import { placeOrder, payOrder, quoteCheckout } from "../shop/checkout/index.ts";
import type { PlaceOrderInput } from "../shop/checkout/model.ts";
import type { Role } from "../shop/_kernel/permissions.ts";
import { findAccountLetter, hashPassword } from "../shop/identity/index.ts";
import { trackingToken } from "../shop/orders/index.ts";
import { jobSender, mailboxTransport } from "../shop/outbox/index.ts";
import { decideDemoSession, demoGateway } from "../shop/payments/index.ts";
import { folderStore } from "../shop/storage/index.ts";
import { atTheEnd } from "./at-the-end.ts";

/** A shop on the test file's own database. `max` is the size of its pool. */
export function openTestShop(change: Partial<Shop> & { max?: number } = {}): Shop & { database: Database } {
  const { max = 10, ...parts } = change;
  const patient = { statement_timeout: 30_000, query_timeout: 40_000, connectionTimeoutMillis: 40_000 };
  const database = connect(process.env.DATABASE_URL ?? "", "web", { max, ...patient });
  const jobs = jobSender(database);
  const folder = path.join(os.tmpdir(), `octavo-files-${crypto.randomUUID()}`);
  atTheEnd.push(
    () => jobs.close(),
    () => rm(folder, { recursive: true, force: true }),
  );
  const appUrl = "http://shop.test";
  return {
    database,
    appUrl,
    secret: "a secret for tests, long enough for anything",
    previousSecrets: [],
    mailFrom: "Octavo <desk@shop.test>",
    payments: demoGateway(database, appUrl),
    mails: mailboxTransport(database),
    jobs,
    files: folderStore(folder),
    subscribers,
    log: () => {},
    ...parts,
  };
}

export const as = (shop: Shop, actor: Actor, now = new Date()): Ctx =>
  createContext(shop, { actor, now, locale: "en" });
export const guest: Actor = { kind: "guest" };
export const job: Actor = { kind: "system", job: "test" };
export const person = (role: "customer" | "staff" | "admin"): Actor => ({
  kind: "user",
  id: newId(new Date()),
  name: `A ${role}`,
  role,
  sessionId: null,
});

let made = 0;

export const password = "correct horse battery staple";
let hashed: Promise<string> | undefined;

/** Somebody with an account, as a customer with `password` and an address that is not proven yet, unless the test says so. */
export async function anAccount(
  shop: Shop,
  given: { email?: string; name?: string; role?: Role; verified?: boolean; password?: string | null } = {},
) {
  const id = newId(new Date());
  const { email = `reader-${id}@example.org`, name = "Ines Sander", role = "customer", verified = false } = given;
  const known = given.password === undefined ? password : given.password;
  hashed ??= hashPassword(password);
  const hash = known === null ? null : await (known === password ? hashed : hashPassword(known));
  await shop.database.db.execute(sql`
    insert into users (id, email, name, password_hash, role, email_verified_at)
    values (${id}, ${email}, ${name}, ${hash}, ${role}, case when ${verified} then now() end)`);
  const actor = { kind: "user", id, name, role, sessionId: null } as const satisfies Actor;
  return { id, email, name, actor };
}

/** The secret in the newest mail of this kind to a person. */
export async function mailedSecret(
  shop: Shop,
  userId: string,
  purpose: "verify" | "reset",
  to?: string,
): Promise<string> {
  const { rows } = await shop.database.db.execute<{ link: string }>(sql`
    select data ->> 'linkId' as link from mails
    where data ->> 'userId' = ${userId} and kind = ${purpose === "verify" ? "verify_email" : "password_reset"}
      and (${to ?? null}::text is null or recipient = ${to ?? null})
    order by created_at desc, id desc limit 1`);
  const letter = await findAccountLetter(as(shop, job), { userId, linkId: rows[0]?.link, purpose });
  if (!letter?.token) throw new Error("no such mail");
  return letter.token;
}

/** Kinds of mails about an account, in the order they were written; those of one act by name. */
export async function accountMailsOf(shop: Shop, userId: string): Promise<string[]> {
  const { rows } = await shop.database.db.execute<{ kind: string }>(
    sql`select kind from mails where data ->> 'userId' = ${userId} order by created_at, kind`,
  );
  return rows.map((row) => row.kind);
}

/** A book on the shelf, with what the test says of it; stock comes by a movement, as always. */
export async function aBook(
  shop: Shop,
  given: { stock?: number; price?: number; title?: string; archived?: boolean; isbn13?: string; format?: string } = {},
): Promise<{ id: string; slug: string; workId: string }> {
  const now = new Date();
  const [id, workId, slug] = [newId(now), newId(now), `book-${++made}-${Math.random().toString(36).slice(2, 8)}`];
  const { stock = 10, price = 1_250, title = `Book ${made}`, format = "paperback" } = given;
  const { db } = shop.database;
  await db.execute(sql`insert into works (id, title) values (${workId}, ${title})`);
  await db.execute(sql`
    insert into books (id, work_id, slug, title, isbn13, format, language, price_minor, currency, archived_at)
    values (${id}, ${workId}, ${slug}, ${title}, ${given.isbn13 ?? null}, ${format}, 'en', ${price}, 'EUR', ${given.archived ? now.toISOString() : null})`);
  if (stock > 0) await stockUp(shop, id, stock);
  return { id, slug, workId };
}

export const stockUp = (shop: Shop, bookId: string, copies: number) =>
  shop.database.db.execute(sql`
    insert into stock_movements (id, book_id, delta, reason, actor_kind) values (${newId(new Date())}, ${bookId}, ${copies}, 'restock', 'system')`);

/** Very many people who wait for a book. */
export async function aCrowd(
  shop: Pick<Shop, "database">,
  bookId: string,
  { people, active = true }: { people: number; active?: boolean },
): Promise<void> {
  await shop.database.db.execute(sql`
    with round as (
      insert into prebooking_rounds (id, book_id) values (${newId(new Date())}, ${bookId}) returning id
    ), crowd as (
      insert into users (id, email, name, active, deactivated_at)
      select gen_random_uuid(), 'waits-' || n || '-' || ${bookId} || '@example.org', 'Reader ' || n, ${active}, case when ${active} then null else now() end
      from generate_series(1, ${people}) n returning id
    ) insert into prebookings (id, user_id, round_id) select gen_random_uuid(), crowd.id, round.id from crowd, round`);
}

export async function stockOf(shop: Shop, bookId: string): Promise<number> {
  const { rows } = await shop.database.db.execute<{ stock: number }>(sql`select stock from books where id = ${bookId}`);
  return rows[0]?.stock ?? Number.NaN;
}

export const address = {
  email: "aoife@example.org",
  name: "Aoife Dunne",
  address: "Karl-Heine-Straße 31",
  line2: null,
  postcode: "04229",
  city: "Leipzig",
  country: "DE",
};

/** A guest's cart with these books. */
export async function aCart(ctx: Ctx, lines: { bookId: string; quantity?: number }[]): Promise<string> {
  let token: string | null = null;
  for (const { bookId, quantity = 1 } of lines) {
    const added = await addToCart(ctx, token, { bookId, quantity });
    if (!added.ok) throw new Error(`not added: ${added.code}`);
    token = added.value.token;
  }
  return token ?? "";
}

type ToAnAddress = Extract<PlaceOrderInput, { delivery: "shipping" }>;

/** What the checkout page would send for a cart as it stands now. */
export async function submission(ctx: Ctx, token: string, change: Partial<ToAnAddress> = {}): Promise<ToAnAddress> {
  const cart = await getCart(ctx, token);
  const quote = await quoteCheckout(ctx, cart, change.country ?? address.country);
  return { ...address, cartVersion: cart.version, seenTotal: quote?.total.minor ?? 0, ...change, delivery: "shipping" };
}

/** A guest's order that waits for its payment. */
export async function anOrder(
  ctx: Ctx,
  lines: { bookId: string; quantity?: number }[],
  change: Partial<ToAnAddress> = {},
) {
  const token = await aCart(ctx, lines);
  const placed = await placeOrder(ctx, token, await submission(ctx, token, change));
  if (!placed.ok) throw new Error(`not placed: ${placed.code}`);
  const { orderId } = placed.value;
  const { rows } = await ctx.db.execute<{ number: string }>(sql`select number from orders where id = ${orderId}`);
  return { id: orderId, number: rows[0]?.number ?? "", token: trackingToken(ctx, orderId) };
}

/** The session at the demo gateway for an order. */
export async function sessionOf(ctx: Ctx, orderId: string): Promise<string> {
  const pay = await payOrder(ctx, orderId);
  if (!pay.ok) throw new Error(`not payable: ${pay.code}`);
  return pay.value.url.slice(pay.value.url.lastIndexOf("/") + 1);
}

export async function pay(ctx: Ctx, orderId: string): Promise<void> {
  const decided = await decideDemoSession(ctx, await sessionOf(ctx, orderId), "pay");
  if (!decided.ok) throw new Error(`not paid: ${decided.code}`);
}

/** Lets an order's time to pay run out. */
export const letExpire = (shop: Shop, orderId: string) =>
  shop.database.db.execute(sql`
    update orders set placed_at = placed_at - interval '2 hours', expires_at = now() - interval '1 minute' where id = ${orderId}`);

/** Kinds of mails an order has in the outbox, in the order they were written. */
export async function mailsOf(shop: Shop, orderId: string): Promise<string[]> {
  const { rows } = await shop.database.db.execute<{ kind: string }>(
    sql`select kind from mails where data ->> 'orderId' = ${orderId} order by created_at, id`,
  );
  return rows.map((row) => row.kind);
}

export async function orderRow(shop: Shop, orderId: string) {
  const { rows } = await shop.database.db.execute<{
    state: string;
    payment_state: string;
    cancel_reason: string | null;
    number: string;
  }>(sql`select state, payment_state, cancel_reason, number from orders where id = ${orderId}`);
  const [row] = rows;
  if (!row) throw new Error("no such order");
  return row;
}
