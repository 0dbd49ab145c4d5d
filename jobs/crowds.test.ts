import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { until } from "../tests/database.ts";
import { aBook, aCrowd, anAccount, anOrder, as, guest, job, openTestShop, person } from "../tests/world.ts";
import { newId } from "../shop/_kernel/ids.ts";
import { MailRefused, MailsHeldUp, type MailTransport } from "../shop/_runtime/gateways.ts";
import { receiveStock } from "../shop/catalog/index.ts";
import { deliverBulkMails, queueMail, queueMails, retryDeadMails } from "../shop/outbox/index.ts";
import { prebook } from "../shop/prebooking/index.ts";
import { announceRestocks } from "./announce-restocks.ts";
import { connectQueue, startWork } from "./boss.ts";
import { sendBulkMails } from "./send-bulk-mails.ts";
import { sendMail } from "./send-mail.ts";

const shop = openTestShop();
const { db } = shop.database;
const worker = as(shop, job);
const sendingBy = (send: MailTransport["send"]) => ({ ...shop, mails: { name: "resend" as const, send } });
const taken: MailTransport["send"] = ({ id }) => Promise.resolve({ ref: id });

/** A crowd's mails in the outbox; `n` is where somebody stands. */
async function crowd(size: number): Promise<string> {
  const bookId = newId(new Date());
  const places = Array.from({ length: size }, () => newId(new Date())).sort();
  const rows = places.map((place, n) => ({
    kind: "restock_alert" as const,
    to: `waits-${n}@example.org`,
    locale: "en",
    data: { userId: place, bookId },
    crowd: bookId,
    place,
    dedupeKey: `crowd:${place}`,
  }));
  // written in any order
  await worker.transact((tx) =>
    queueMails(
      tx,
      worker,
      rows.toSorted(() => Math.random() - 0.5),
    ),
  );
  return bookId;
}

/** Sends what is due, and answers in which order: the crowd, and where each stood in it. */
async function sendAll(runs: number, send = taken) {
  const order: { crowd: string; place: string }[] = [];
  const run = () =>
    deliverBulkMails(as(sendingBy(send), job), ({ data }) => {
      order.push({ crowd: String(data.bookId), place: String(data.userId) });
      return Promise.resolve({ subject: "It is back", html: "", text: "" });
    });
  const outcomes = await Promise.all(Array.from({ length: runs }, run));
  return { order, outcomes };
}
const placesOf = (order: { crowd: string; place: string }[], crowd: string) =>
  order.flatMap((each) => (each.crowd === crowd ? [each.place] : []));

const stateOf = async (crowd: string) => {
  const { rows } = await db.execute<{ state: string; n: number; tries: number }>(sql`
    select state, count(*)::int as n, max(attempts)::int as tries from mails where crowd = ${crowd} group by state order by state`);
  return rows;
};
const makeDue = () => db.execute(sql`update mails set next_attempt_at = now() where state = 'queued'`);
const forget = (crowd: string) => db.execute(sql`delete from mails where crowd = ${crowd}`);
/** In how many seconds the newest job of this queue begins. */
const nextRun = async (queue: string) => {
  const { rows } = await db.execute<{ wait: number }>(sql`
    select round(extract(epoch from start_after - created_on))::int as wait from pgboss.job where name = ${queue} order by created_on desc limit 1`);
  return rows[0]?.wait;
};

describe("PRE-3 crowds take turns", () => {
  it("PRE-3 five who come after very many have their mails among the first; within a crowd whoever asked first is first", async () => {
    const great = await crowd(60);
    const small = await crowd(5);
    const { order, outcomes } = await sendAll(1);
    expect(outcomes).toEqual([{ sent: 65 }]);
    expect(placesOf(order.slice(0, 11), small)).toHaveLength(5);
    for (const each of [great, small]) expect(placesOf(order, each)).toEqual(placesOf(order, each).sort());
  });

  it("PRE-3 MSG-2 two workers at once: turns all the same, each mail once", async () => {
    const [great, small] = [await crowd(40), await crowd(4)];
    const { order, outcomes } = await sendAll(2);
    expect(outcomes.reduce((sum, { sent = 0 }) => sum + sent, 0)).toBe(44);
    expect(new Set(order.map(({ place }) => place)).size).toBe(44);
    expect(order).toHaveLength(44);
    expect(placesOf(order.slice(0, 16), small)).toHaveLength(4);
    expect(await stateOf(great)).toMatchObject([{ state: "sent", n: 40, tries: 1 }]);
  });

  it("PRE-3 a mail that failed keeps its place; what another worker has in hand is left to it, and taken up when it died", async () => {
    const one = await crowd(6);
    const first = await sendAll(1, () => Promise.reject(new Error("451 later")));
    expect(first.outcomes).toEqual([{ failed: 6 }]);
    const other = await crowd(6);
    // of the six that failed, one is due again, and two are in the hands of somebody who may have died
    const [a, b, c] = placesOf(first.order, one);
    await db.execute(sql`update mails set next_attempt_at = now() where place in (${a}, ${b}, ${c})`);
    await db.execute(sql`update mails set claimed_until = now() + interval '1 minute' where place in (${b}, ${c})`);
    const second = await sendAll(1);
    expect(placesOf(second.order, one)).toEqual([a]);
    expect(placesOf(second.order, other)).toHaveLength(6);
    await makeDue();
    await db.execute(sql`update mails set claimed_until = now() - interval '1 second' where place in (${b}, ${c})`);
    const third = await sendAll(1);
    expect(placesOf(third.order, one)).toEqual(placesOf(first.order, one).slice(1));
    expect(await stateOf(one)).toMatchObject([{ state: "sent", n: 6 }]);
  });

  it("PRE-3 so do restocks when people are told: the small one behind the great one is finished first", async () => {
    const [great, small] = [await aBook(shop, { stock: 0 }), await aBook(shop, { stock: 0 })];
    await aCrowd(shop, great.id, { people: 120 });
    await aCrowd(shop, small.id, { people: 5 });
    const staff = as(shop, person("staff"));
    for (const { id } of [great, small]) await receiveStock(staff, { lines: [{ isbn: id, quantity: 1 }], note: null });
    await announceRestocks.run(worker, { data: null, lastTry: false });
    const { rows } = await db.execute<{ book: string; people: number }>(sql`
      select r.book_id as book, (select count(*)::int from mails m where m.crowd = r.id) as people
      from prebooking_rounds r order by r.finished_at`);
    expect(rows).toEqual([
      { book: small.id, people: 5 },
      { book: great.id, people: 120 },
    ]);
    // first asked, first mailed: in the order of the pre-bookings
    const { rows: lines } = await db.execute<{ same: boolean }>(sql`
      select bool_and(m.place = p.id) as same from mails m join prebookings p on p.round_id = m.crowd and p.user_id = (m.data ->> 'userId')::uuid`);
    expect(lines).toEqual([{ same: true }]);
    await db.execute(sql`update mails set state = 'withdrawn' where state = 'queued'`);
  });
});

describe("MSG-3 nobody waits behind a crowd", { timeout: 120_000 }, () => {
  it("MSG-3 MSG-7 the mail of an order leaves while a crowd is mailed, and while the provider leaves all of the crowd's without an answer", async () => {
    const waits = await crowd(300);
    let silent = false;
    const by = sendingBy((mail) =>
      mail.to.startsWith("waits-") && silent ? new Promise<never>(() => {}) : shop.mails.send(mail),
    );
    const queue = connectQueue(process.env.DATABASE_URL ?? "");
    // the crowd's book is none: only how its mails are sent is looked at
    const bulk = { ...sendBulkMails, run: (ctx: typeof worker) => deliverBulkMails(ctx, drawn) };
    const drawn = () => Promise.resolve({ subject: "It is back", html: "", text: "" });
    const boss = await startWork({ ...by }, queue, [sendMail, bulk]);
    try {
      const sent = async () => (await stateOf(waits)).find(({ state }) => state === "sent")?.n ?? 0;
      await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThan(3);
      for (silent of [false, true]) {
        const order = await anOrder(as(shop, guest), [{ bookId: (await aBook(shop)).id }]);
        await expect
          .poll(
            async () =>
              (await db.execute(sql`select 1 from mails where data ->> 'orderId' = ${order.id} and state = 'sent'`))
                .rowCount,
            {
              timeout: 60_000,
            },
          )
          .toBe(1);
      }
      expect(await sent()).toBeLessThan(300);
    } finally {
      await forget(waits);
      await boss.stop({ graceful: false });
      await queue.close();
    }
  });

  it("IDN-5 REV-1 of the mails that are sent one by one, a link for a new password goes before invitations", async () => {
    await db.execute(sql`delete from pgboss.job where name = 'send-mail'`);
    const to = { to: "aoife@example.org", locale: "en" };
    const account = { userId: newId(new Date()), at: new Date().toISOString() };
    await worker.transact(async (tx) => {
      await queueMail(tx, worker, { kind: "review_invitation", ...to, data: { forOrderId: newId(new Date()) } });
      await queueMail(tx, worker, { kind: "welcome", ...to, data: account });
      await queueMail(tx, worker, { kind: "password_reset", ...to, data: account });
    });
    const { rows } = await db.execute<{ kind: string }>(sql`
      select m.kind from pgboss.job j join mails m on m.id = (j.data ->> 'mailId')::uuid
      where j.name = 'send-mail' order by j.priority desc, j.created_on`);
    expect(rows.map(({ kind }) => kind)).toEqual(["password_reset", "welcome", "review_invitation"]);
    await db.execute(sql`delete from mails where recipient = 'aoife@example.org' and state = 'queued'`);
  });
});

describe("MSG-3 a provider that takes no mail", () => {
  it("MSG-3 PRE-3 for a moment: the crowd waits and goes on, and no mail is charged for it", async () => {
    const all = await crowd(12);
    let asked = 0;
    const { outcomes } = await sendAll(1, (mail) =>
      ++asked % 4 === 0 ? Promise.reject(new MailsHeldUp("rate_limit_exceeded: two a second", 1)) : taken(mail),
    );
    expect(outcomes[0]?.sent).toBe(12);
    expect(outcomes[0]?.held).toBeGreaterThan(1);
    expect(await stateOf(all)).toMatchObject([{ state: "sent", n: 12, tries: 1 }]);
  });

  it("MSG-3 PRE-3 for long: the run ends, begins again when the provider said, and all have their tries still", async () => {
    await db.execute(sql`delete from pgboss.job where name = 'send-bulk-mails'`);
    const all = await crowd(40);
    let asked = 0;
    const { outcomes } = await sendAll(1, () => {
      asked++;
      return Promise.reject(new MailsHeldUp("daily_quota_exceeded: tomorrow", 900));
    });
    expect(asked, "those that were on their way").toBeLessThanOrEqual(8);
    expect(outcomes).toEqual([{ held: asked }]);
    expect(await stateOf(all)).toMatchObject([{ state: "queued", n: 40, tries: 0 }]);
    expect(await nextRun("send-bulk-mails")).toBe(900);
    const { order } = await sendAll(1);
    expect(placesOf(order, all)).toEqual(placesOf(order, all).sort());
    expect(await stateOf(all)).toMatchObject([{ state: "sent", n: 40, tries: 1 }]);
  });

  it("MSG-3 that fails for everybody is left alone for a while, before all have lost a try", async () => {
    const all = await crowd(60);
    const { outcomes } = await sendAll(1, () => Promise.reject(new Error("503 broken")));
    expect(outcomes[0]?.failed).toBeLessThan(30);
    expect(await nextRun("send-bulk-mails")).toBe(31);
    await sendAll(1, () => Promise.reject(new Error("503 broken")));
    const { rows } = await db.execute(
      sql`select 1 from pgboss.job where name = 'send-bulk-mails' and state = 'created' and start_after > now() + interval '2 seconds'
        and start_after < now() + interval '60 seconds'`,
    );
    expect(rows, "whoever looks in between starts no chain of its own").toHaveLength(1);
    await forget(all);
  });

  it("MSG-3 an order's mail waits as long as the provider said, and is not charged for it within a day", async () => {
    const order = await anOrder(as(shop, guest), [{ bookId: (await aBook(shop)).id }]);
    const { rows } = await db.execute<{ id: string }>(sql`select id from mails where data ->> 'orderId' = ${order.id}`);
    const mailId = rows[0]?.id ?? "";
    const busy = sendingBy(() => Promise.reject(new MailsHeldUp("rate_limit_exceeded: two a second", 2)));
    const mail = async () =>
      (
        await db.execute<{ state: string; attempts: number; wait: number; last_error: string }>(sql`
          select state, attempts, round(extract(epoch from next_attempt_at - now()))::int as wait, last_error from mails where id = ${mailId}`)
      ).rows[0];
    for (let tries = 0; tries < 9; tries++) {
      await makeDue();
      await sendMail.run(as(busy, job), { data: { mailId }, lastTry: false });
      expect(await mail()).toMatchObject({
        state: "queued",
        attempts: 0,
        wait: 2,
        last_error: "rate_limit_exceeded: two a second",
      });
      expect(await nextRun("send-mail")).toBe(2);
    }
    await db.execute(sql`update mails set created_at = now() - interval '25 hours' where id = ${mailId}`);
    await makeDue();
    await sendMail.run(as(busy, job), { data: { mailId }, lastTry: false });
    expect(await mail()).toMatchObject({ state: "queued", attempts: 1, wait: 30 });
    await db.execute(sql`update mails set created_at = now() where id = ${mailId}`);
    await makeDue();
    await sendMail.run(worker, { data: { mailId }, lastTry: false });
    expect(await mail()).toMatchObject({ state: "sent" });
  });
});

describe("MSG-3 an address that there is none of", () => {
  it("MSG-3 PRE-3 is a dead letter at once, stops nobody else, and all dead letters can be sent again together", async () => {
    const all = await crowd(10);
    const refused = new Set<string>();
    const { outcomes } = await sendAll(1, (mail) => {
      if (!/^waits-[37]@/.test(mail.to)) return taken(mail);
      refused.add(mail.id);
      return Promise.reject(new MailRefused("550 5.1.1 no such user"));
    });
    expect(outcomes).toEqual([{ sent: 8, dead: 2 }]);
    expect(await stateOf(all)).toMatchObject([
      { state: "dead", n: 2, tries: 1 },
      { state: "sent", n: 8 },
    ]);

    const admin = as(shop, person("admin"));
    expect(await retryDeadMails(admin)).toEqual({ ok: true, value: { mails: 2 } });
    expect(await retryDeadMails(admin), "a second click").toEqual({ ok: true, value: { mails: 0 } });
    const again = new Set<string>();
    await sendAll(1, (mail) => (again.add(mail.id), taken(mail)));
    expect(again, "under the same keys").toEqual(refused);
    expect(await stateOf(all)).toMatchObject([{ state: "sent", n: 10 }]);
    const { rows } = await db.execute(sql`select facts from audit_entries where action = 'mails.retried'`);
    expect(rows).toEqual([{ facts: { mails: 2 } }]);
    for (const [actor, code] of [
      [guest, "UNAUTHENTICATED"],
      [person("staff"), "FORBIDDEN"],
    ] as const) {
      await expect(retryDeadMails(as(shop, actor))).rejects.toThrow(code);
    }
  });
});

describe("MSG-6 the language of a mail that no request leads to", () => {
  it.each([
    ["of the page, where the account has none", null, "de", null, "ist wieder da"],
    ["of the account, whatever the page had", "en", "de", null, "is back in stock"],
    ["that the account has chosen while the mail waited", null, "en", "de", "ist wieder da"],
  ])("MSG-6 PRE-3 is the one %s", async (_, account, page, later, subject) => {
    const reader = await anAccount(shop);
    await db.execute(sql`update users set locale = ${account} where id = ${reader.id}`);
    const book = await aBook(shop, { stock: 0 });
    expect((await prebook({ ...as(shop, reader.actor), locale: page }, { bookId: book.id })).ok).toBe(true);
    await receiveStock(as(shop, person("staff")), { lines: [{ isbn: book.id, quantity: 1 }], note: null });
    await announceRestocks.run(worker, { data: null, lastTry: false });
    if (later) await db.execute(sql`update users set locale = ${later} where id = ${reader.id}`);
    await sendBulkMails.run(worker, { data: {}, lastTry: false });
    const read = async () =>
      (await db.execute<{ subject: string }>(sql`select subject from mailbox where recipient = ${reader.email}`)).rows;
    expect(await until(async () => (await read()).length > 0, 5_000)).toBe(true);
    expect((await read())[0]?.subject).toContain(subject);
  });
});
