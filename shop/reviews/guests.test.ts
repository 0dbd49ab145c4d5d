import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aBook, anAccount, anOrder, as, guest, job, openTestShop, pay, person, submission } from "../../tests/world.ts";
import { addToCart } from "../cart/index.ts";
import { placeOrder } from "../checkout/index.ts";
import { deactivateUser } from "../identity/index.ts";
import {
  findSubscription,
  guestUnsubscribeToken,
  savePreferences,
  subscribeAgain,
  unsubscribe,
  unsubscribeToken,
} from "../notifications/index.ts";
import { sendMail } from "../../jobs/send-mail.ts";
import { claimOrders, deliverOrder, getOrder, processOrder, refundOrder, shipOrder } from "../orders/index.ts";
import { refundInput } from "../orders/model.ts";
import { readSetting, saveSettings } from "../settings/index.ts";
import {
  deleteGuestReview,
  editGuestReview,
  ensureReviewLink,
  findGuestReviewable,
  getRating,
  getReview,
  inviteReviewers,
  listReviewable,
  postGuestReview,
  postReview,
} from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const nobody = as(shop, guest);
const worker = as(shop, job);
const staff = as(shop, person("staff"));
const stars = (rating: 1 | 2 | 3 | 4 | 5, text: string | null = null) => ({ rating, text });

/** A guest's paid order, and the secret of its link for reviews. */
async function aGuest(books: readonly { id: string }[], email = "aoife@example.org") {
  const order = await anOrder(
    nobody,
    books.map(({ id }) => ({ bookId: id })),
    { email, name: "Aoife  van Dunne" },
  );
  await pay(nobody, order.id);
  const url = await ensureReviewLink(worker, order.id);
  return { ...order, url, link: url.slice(url.lastIndexOf("/") + 1) };
}
const claim = (userId: string, email: string) =>
  worker.transact((tx) => claimOrders(tx, as(shop, guest), { userId, email }));

async function arrive(number: string, orderId: string, days: number) {
  await processOrder(staff, number, { note: null });
  await shipOrder(staff, number, { carrier: "DHL", trackingNumber: "1", note: null });
  await deliverOrder(staff, number, { note: null });
  await db.execute(
    sql`update review_invitations set delivered_at = now() - make_interval(days => ${days}) where order_id = ${orderId}`,
  );
}

describe("a guest's link", () => {
  it("REV-1 lets review exactly what the order held, once each, change it and delete it", async () => {
    const [book, other] = [await aBook(shop), await aBook(shop)];
    const { link } = await aGuest([book]);
    expect(await postGuestReview(nobody, link, other.id, stars(5))).toEqual({ ok: false, code: "NOT_PURCHASED" });
    const written = await postGuestReview(nobody, link, book.id, stars(4, "Good."));
    if (!written.ok) throw new Error(written.code);
    expect(await getReview(nobody, written.value.id)).toMatchObject({ author: "Aoife D.", verified: true });
    expect(await postGuestReview(nobody, link, book.id, stars(1))).toEqual({ ok: false, code: "DUPLICATE_REVIEW" });
    await editGuestReview(nobody, link, book.id, { rating: 2 });
    expect(await getReview(nobody, written.value.id)).toMatchObject({ rating: 2, text: "Good." });
    await deleteGuestReview(nobody, link, book.id);
    await expect(deleteGuestReview(nobody, link, book.id)).rejects.toThrow("not found");
    expect((await getRating(nobody, book.id)).count).toBe(0);
    expect(await postGuestReview(nobody, link, book.id, stars(5))).toMatchObject({ ok: true });
  });

  it("REV-1 opens nothing when it is made up, over its time, or another's; only its hash is kept", async () => {
    const book = await aBook(shop);
    const order = await aGuest([book]);
    for (const wrong of ["", "nonsense", order.token]) {
      expect(await findGuestReviewable(nobody, wrong)).toBeNull();
      await expect(postGuestReview(nobody, wrong, book.id, stars(5))).rejects.toThrow("not found");
    }
    const { rows } = await db.execute(sql`select token_hash from review_links where token_hash = ${order.link}`);
    expect(rows).toEqual([]);
    await db.execute(
      sql`update review_links set expires_at = now() - interval '1 second' where order_id = ${order.id}`,
    );
    expect(await findGuestReviewable(nobody, order.link)).toBeNull();
    expect(await ensureReviewLink(worker, order.id)).toBe(order.url);
    expect(await findGuestReviewable(nobody, order.link)).toMatchObject({
      claimed: false,
      books: [{ bookId: book.id }],
    });
  });

  it("REV-1 two posts at once make one review", async () => {
    const book = await aBook(shop);
    const { link } = await aGuest([book]);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => postGuestReview(as(shop, guest), link, book.id, stars(3))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await getRating(nobody, book.id)).count).toBe(1);
  });
});

describe("claiming the order", () => {
  it("CHK-4 REV-1 moves the reviews over; where the account has one already, the account's stays", async () => {
    const [a, b] = [await aBook(shop), await aBook(shop)];
    const user = await anAccount(shop, { verified: true, name: "Aoife Dunne" });
    const own = as(shop, user.actor);
    await addToCart(own, null, { bookId: a.id, quantity: 1 });
    const placed = await placeOrder(own, null, await submission(own, "", { email: user.email }));
    if (!placed.ok) throw new Error(placed.code);
    await pay(nobody, placed.value.orderId);
    const mine = await postReview(own, a.id, stars(5));
    const order = await aGuest([a, b], user.email);
    await postGuestReview(nobody, order.link, a.id, stars(1));
    const moved = await postGuestReview(nobody, order.link, b.id, stars(2));
    expect((await getRating(own, a.id)).count).toBe(2);

    expect(await claim(user.id, user.email)).toBe(1);
    expect(await getRating(own, a.id)).toMatchObject({ count: 1, average: 5 });
    expect(await getRating(own, b.id)).toMatchObject({ count: 1, average: 2 });
    const reviews = new Map((await listReviewable(own)).map(({ bookId, review }) => [bookId, review?.id]));
    expect(reviews.get(a.id)).toBe(mine.ok && mine.value.id);
    expect(reviews.get(b.id)).toBe(moved.ok && moved.value.id);
    expect(await findGuestReviewable(nobody, order.link)).toEqual({ claimed: true });
    await expect(postGuestReview(nobody, order.link, b.id, stars(5))).rejects.toThrow("not found");
    await expect(editGuestReview(nobody, order.link, b.id, { rating: 5 })).rejects.toThrow("not found");
    expect(await ensureReviewLink(worker, order.id)).toBe("http://shop.test/account/reviews");
    expect(await claim(user.id, user.email)).toBe(0);
  });

  it("CHK-4 REV-1 of two guests' reviews of one book the later one stays", async () => {
    const book = await aBook(shop);
    const user = await anAccount(shop, { verified: true });
    const [first, second] = [await aGuest([book], user.email), await aGuest([book], user.email)];
    await postGuestReview(nobody, first.link, book.id, stars(1));
    await postGuestReview(nobody, second.link, book.id, stars(4));
    expect(await claim(user.id, user.email)).toBe(2);
    expect(await getRating(nobody, book.id)).toMatchObject({ count: 1, average: 4 });
  });

  it("CHK-4 REV-1 a claim and reviews by account and link at once leave one review", async () => {
    const book = await aBook(shop);
    const user = await anAccount(shop, { verified: true });
    const order = await aGuest([book], user.email);
    await Promise.all([
      claim(user.id, user.email),
      postGuestReview(as(shop, guest), order.link, book.id, stars(2)).catch(() => null),
      postReview(as(shop, user.actor), book.id, stars(3)),
    ]);
    expect((await getRating(nobody, book.id)).count).toBeLessThanOrEqual(1);
    await postReview(as(shop, user.actor), book.id, stars(3));
    expect((await getRating(nobody, book.id)).count).toBe(1);
  });
});

describe("the invitation", () => {
  it("REV-1 goes out once, some days after the order has arrived, and only where something is left to review", async () => {
    const book = await aBook(shop, { stock: 20 });
    const [due, early, done, late] = [
      await aGuest([book]),
      await aGuest([book]),
      await aGuest([book]),
      await aGuest([book]),
    ];
    await arrive(due.number, due.id, 8);
    await arrive(early.number, early.id, 6);
    await arrive(done.number, done.id, 8);
    await arrive(late.number, late.id, 61);
    await postGuestReview(nobody, done.link, book.id, stars(5));
    const counts = await Promise.all([inviteReviewers(as(shop, job)), inviteReviewers(as(shop, job))]);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await inviteReviewers(worker)).toBe(0);
    const { rows } = await db.execute<{ id: string }>(
      sql`select data ->> 'forOrderId' as id from mails where kind = 'review_invitation'`,
    );
    expect(rows.map(({ id }) => id)).toEqual([due.id]);
  });

  it("REV-1 is not sent while it is switched off", async () => {
    const book = await aBook(shop);
    const order = await aGuest([book]);
    await arrive(order.number, order.id, 9);
    const admin = as(shop, person("admin"));
    const off = await readSetting(admin, "reviews");
    await saveSettings(admin, "reviews", { ...off.value, invite: false }, off.version);
    expect(await inviteReviewers(worker)).toBe(0);
    const on = await readSetting(admin, "reviews");
    await saveSettings(admin, "reviews", { invite: true, days: 3 }, on.version);
    expect(await inviteReviewers(worker)).toBeGreaterThan(0);
    const { rows } = await db.execute(
      sql`select id from mails where kind = 'review_invitation' and data ->> 'forOrderId' = ${order.id}`,
    );
    expect(rows).toHaveLength(1);
    await expect(inviteReviewers(staff)).rejects.toThrow("FORBIDDEN");
  });

  it("REV-1 is not sent to whoever has sent every book back", async () => {
    const book = await aBook(shop);
    const order = await aGuest([book], "back@example.org");
    await arrive(order.number, order.id, 9);
    const [line] = (await getOrder(staff, order.number)).lines;
    const all = [{ lineId: line?.id ?? "", quantity: 1, restock: true }];
    expect(await refundOrder(staff, order.number, refundInput.parse({ reason: "returned", lines: all }))).toMatchObject(
      {
        ok: true,
      },
    );
    await inviteReviewers(worker);
    const of = sql`kind = 'review_invitation' and recipient = 'back@example.org'`;
    const { rows: queued } = await db.execute<{ id: string }>(sql`select id from mails where ${of}`);
    for (const { id } of queued) await sendMail.run(worker, { data: { mailId: id }, lastTry: false });
    expect((await db.execute(sql`select state from mails where ${of}`)).rows).toEqual([{ state: "withdrawn" }]);
  });

  it("REV-1 MSG-5 a person who wants no such mails gets none; the others can stop them by a link in it", async () => {
    const book = await aBook(shop);
    const [keen, tired] = [await anAccount(shop, { verified: true }), await anAccount(shop, { verified: true })];
    for (const { id, email } of [keen, tired]) {
      const order = await aGuest([book], email);
      await claim(id, email);
      await arrive(order.number, order.id, 31);
    }
    expect(await unsubscribe(nobody, unsubscribeToken(nobody, tired.id, "review_invitation"))).toMatchObject({
      ok: true,
    });
    expect(await inviteReviewers(worker)).toBe(2);
    const { rows } = await db.execute<{ id: string; recipient: string }>(
      sql`select id, recipient from mails where kind = 'review_invitation' and recipient in ${[keen.email, tired.email]}`,
    );
    for (const { id } of rows) await sendMail.run(worker, { data: { mailId: id }, lastTry: false });
    const { rows: sent } = await db.execute<{ recipient: string; text: string; html: string }>(
      sql`select recipient, text, html from mailbox where recipient in ${[keen.email, tired.email]} and subject like 'How were your books%'`,
    );
    expect(sent.map(({ recipient }) => recipient)).toEqual([keen.email]);
    expect(sent[0]?.text).toContain("http://shop.test/account/reviews");
    expect(sent[0]?.html, "with the cover of each book").toContain(`http://shop.test/covers/${book.id}-`);
    expect(sent[0]?.text).toContain(`/unsubscribe/${unsubscribeToken(nobody, keen.id, "review_invitation")}`);
  });

  /** Mails to these that wait are sent; what became of each, and what lies in the mailbox. */
  const sendTo = async (email: string) => {
    const { rows } = await db.execute<{ id: string }>(
      sql`select id from mails where kind = 'review_invitation' and recipient = ${email} and state = 'queued'`,
    );
    for (const { id } of rows) await sendMail.run(worker, { data: { mailId: id }, lastTry: false });
    const { rows: became } = await db.execute<{
      state: string;
      text: string | null;
      html: string | null;
      headers: Record<string, string> | null;
    }>(sql`select m.state, b.text, b.html, b.headers from mails m left join mailbox b on b.mail_id = m.id
      where m.kind = 'review_invitation' and m.recipient = ${email} order by m.created_at, m.id`);
    return became;
  };
  const invited = async (email: string) => {
    const order = await aGuest([await aBook(shop)], email);
    await arrive(order.number, order.id, 31);
    await inviteReviewers(worker);
    return order;
  };

  it("REV-1 MSG-5 a guest stops them for their address: by the mail's header (RFC 8058), its link, and again", async () => {
    const email = `guest-${crypto.randomUUID()}@example.org`;
    await invited(email);
    const token = guestUnsubscribeToken(nobody, email.toUpperCase(), "review_invitation");
    const url = `http://shop.test/unsubscribe/${token}`;
    const [first] = await sendTo(email);
    expect(first).toMatchObject({
      state: "sent",
      text: expect.stringContaining(url),
      html: expect.stringContaining(url),
      headers: { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    });
    expect(await findSubscription(nobody, token)).toEqual({ kind: "review_invitation", wanted: true, guest: true });

    await invited(email);
    for (let click = 0; click < 2; click++) expect(await unsubscribe(nobody, token)).toMatchObject({ ok: true });
    expect(await findSubscription(nobody, token)).toMatchObject({ wanted: false });
    const statesNow = async () => (await sendTo(email)).map(({ state }) => state);
    const { rows: waiting } = await db.execute(
      sql`select state from mails where recipient = ${email} and kind = 'review_invitation' order by created_at, id`,
    );
    expect(waiting, "what waited is taken back at once").toEqual([{ state: "sent" }, { state: "withdrawn" }]);
    await invited(email);
    expect(await statesNow(), "and nothing new is sent").toEqual(["sent", "withdrawn", "withdrawn"]);

    const other = `guest-${crypto.randomUUID()}@example.org`;
    await invited(other);
    expect(await sendTo(other), "others' go on").toMatchObject([{ state: "sent" }]);
    expect(await subscribeAgain(nobody, token)).toMatchObject({ ok: true });
    await invited(email);
    expect(await statesNow()).toEqual(["sent", "withdrawn", "withdrawn", "sent"]);
    const { rows: kept } = await db.execute(sql`select * from mail_refusals r where r::text like ${`%${email}%`}`);
    expect(kept, "no address is kept").toEqual([]);
  });

  it("REV-1 MSG-6 whose account has a language is asked in it, whichever the order was placed in", async () => {
    const email = `guest-${crypto.randomUUID()}@example.org`;
    await invited(email);
    const account = await anAccount(shop, { email, verified: true });
    await db.execute(sql`update users set locale = 'de' where id = ${account.id}`);
    await claim(account.id, email);
    expect(await sendTo(email)).toMatchObject([{ state: "sent", text: expect.stringContaining("Besprechung") }]);
  });

  it("REV-1 whose books are reviewed meanwhile, or whose order an account has that is closed or wants none, gets none", async () => {
    const address = () => `guest-${crypto.randomUUID()}@example.org`;
    const [reviewed, closed, tired] = [address(), address(), address()];
    const done = await invited(reviewed);
    const [held] = (await getOrder(staff, done.number)).lines;
    await postGuestReview(nobody, done.link, held?.bookId ?? "", stars(4));
    for (const email of [closed, tired]) await invited(email);
    const [one, other] = [
      await anAccount(shop, { email: closed, verified: true }),
      await anAccount(shop, { email: tired, verified: true }),
    ];
    await claim(one.id, closed);
    await claim(other.id, tired);
    await deactivateUser(as(shop, person("admin")), { id: one.id, reason: "asked for it" });
    await savePreferences(as(shop, other.actor), [{ kind: "review_invitation", channel: "mail", wanted: false }]);
    for (const email of [reviewed, closed, tired]) {
      expect(await sendTo(email), email).toMatchObject([{ state: "withdrawn", text: null }]);
    }
  });
});
