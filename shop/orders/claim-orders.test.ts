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
  mailsOf,
  openTestShop,
  password,
  pay,
  person,
  submission,
} from "../../tests/world.ts";
import {
  logIn,
  logInWithProvider,
  register,
  requestVerification,
  resetPassword,
  sendReset,
  verifyEmail,
} from "../identity/index.ts";
import { newId } from "../_kernel/ids.ts";
import { addToCart } from "../cart/index.ts";
import { placeOrder } from "../checkout/index.ts";
import { deliverOrder, getTrackedOrder, listPersonalOrders, processOrder, shipOrder } from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const ctx = as(shop, guest);
let made = 0;
const address = () => `claim-${++made}@example.org`;

const guestOrder = async (email: string) => anOrder(ctx, [{ bookId: (await aBook(shop)).id }], { email });
const ownerOf = async (orderId: string) => {
  const { rows } = await db.execute<{ user_id: string | null }>(sql`select user_id from orders where id = ${orderId}`);
  return rows[0]?.user_id;
};
const notes = async (orderId: string) => {
  const { rows } = await db.execute<{ code: string | null }>(
    sql`select code from order_history where order_id = ${orderId} and code = 'claimed'`,
  );
  return rows.length;
};
const actorOf = (id: string) => ({ kind: "user", id, name: "Ines", role: "customer", sessionId: null }) as const;

describe("CHK-4 guests' orders", () => {
  it("CHK-4 a stranger who registers with the address sees nothing; the owner verifies and sees both, each noted once", async () => {
    const email = address();
    const orders = [await guestOrder(email), await guestOrder(email)];
    const foreign = await guestOrder(address());
    const registered = await register(ctx, { email, password, name: "Ines" });
    if (!registered.ok) throw new Error(registered.code);
    const { userId } = registered.value;
    const own = as(shop, actorOf(userId));
    expect((await logIn(ctx, { email, password })).ok).toBe(true);
    await requestVerification(own);
    expect(await listPersonalOrders(own)).toEqual([]);

    const token = await mailedSecret(shop, userId, "verify");
    const answers = await Promise.all([1, 2, 3].map(() => verifyEmail(own, token)));
    expect(answers.filter((answer) => answer.ok)).toEqual([{ ok: true, value: { userId, claimed: 2 } }]);
    expect((await listPersonalOrders(own)).map((order) => order.number).sort()).toEqual(
      orders.map((order) => order.number).sort(),
    );
    for (const order of orders) expect(await notes(order.id)).toBe(1);
    expect(await ownerOf(foreign.id)).toBeNull();
    const [first] = orders;
    const { history } = await getTrackedOrder(ctx, first?.token ?? "");
    expect(history.at(-1)).toMatchObject({ code: "claimed", by: "customer", name: null });
  });

  it("CHK-4 what is ordered as a guest later is claimed at the next log-in, by password or provider, once", async () => {
    const user = await anAccount(shop, { verified: true });
    const before = await guestOrder(user.email);
    await Promise.all([1, 2, 3].map(() => logIn(ctx, { email: user.email, password })));
    expect([await ownerOf(before.id), await notes(before.id)]).toEqual([user.id, 1]);
    const later = await guestOrder(user.email);
    const google = { provider: "google", subject: `claim-${user.id}`, email: user.email, emailVerified: true } as const;
    expect((await logInWithProvider(ctx, { ...google, name: null })).ok).toBe(true);
    expect([await ownerOf(later.id), await notes(later.id)]).toEqual([user.id, 1]);
  });

  it("CHK-4 logging in without having verified claims nothing", async () => {
    const user = await anAccount(shop);
    const order = await guestOrder(user.email);
    await logIn(ctx, { email: user.email, password });
    expect(await ownerOf(order.id)).toBeNull();
  });

  it("CHK-4 IDN-5 a new password by mail proves the address as well", async () => {
    const user = await anAccount(shop);
    const order = await guestOrder(user.email);
    await sendReset(as(shop, job), { userId: user.id, linkId: newId(new Date()), locale: "en" });
    const token = await mailedSecret(shop, user.id, "reset");
    expect((await resetPassword(ctx, { token, password: "a fresh one, and long" })).ok).toBe(true);
    expect([await ownerOf(order.id), await notes(order.id)]).toEqual([user.id, 1]);
  });

  it("CHK-4 an order that is somebody's stays theirs", async () => {
    const [user, other] = [await anAccount(shop, { verified: true }), await anAccount(shop)];
    const book = await aBook(shop);

    const theirs = as(shop, other.actor);
    await addToCart(theirs, null, { bookId: book.id, quantity: 1 });
    const placed = await placeOrder(theirs, null, await submission(theirs, "", { email: user.email }));
    if (!placed.ok) throw new Error(placed.code);
    await logIn(ctx, { email: user.email, password });
    expect(await ownerOf(placed.value.orderId)).toBe(other.id);
  });

  it("CHK-8 a customer's own acts are told as the customer's, not as the desk's", async () => {
    const user = await anAccount(shop, { name: "Ines Sander" });
    const own = as(shop, user.actor);
    const order = await anOrder(own, [{ bookId: (await aBook(shop)).id }]);
    const { history } = await getTrackedOrder(ctx, order.token);
    expect(history[0]).toMatchObject({ by: "customer", name: null, to: "pending_payment" });
  });
});

describe("CHK-4 the invitation", () => {
  const staff = as(shop, person("staff"));
  async function delivered(email: string, at = ctx) {
    const order = await anOrder(at, [{ bookId: (await aBook(shop)).id }], { email });
    await pay(ctx, order.id);
    await processOrder(staff, order.number, { note: null });
    await shipOrder(staff, order.number, { carrier: "DHL", trackingNumber: "1", note: null });
    await deliverOrder(staff, order.number, { note: null });
    return order;
  }
  const invitations = async (email: string) => {
    const { rows } = await db.execute(sql`select id from mails where kind = 'invitation' and recipient = ${email}`);
    return rows.length;
  };

  it("CHK-4 goes to a guest whose order has arrived, once an address", async () => {
    const email = address();
    const order = await delivered(email);
    await delivered(email);
    expect(await invitations(email)).toBe(1);
    expect(await mailsOf(shop, order.id)).not.toContain("invitation");
  });

  it("CHK-4 does not go to people who have an account", async () => {
    const user = await anAccount(shop);
    await delivered(user.email);
    await delivered(address(), as(shop, user.actor));
    expect(await invitations(user.email)).toBe(0);
    const { rows } = await db.execute(sql`select count(*)::int as n from mails where kind = 'invitation'`);
    expect(rows[0]?.n).toBe(1);
  });
});
