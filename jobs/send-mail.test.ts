import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "../shop/_kernel/ids.ts";
import { AccessDenied } from "../shop/_kernel/errors.ts";
import type { MailTransport } from "../shop/_runtime/gateways.ts";
import { emit, listMails, getMail, queueMail, retryMail, sweepOutbox } from "../shop/outbox/index.ts";
import { retryDelays } from "../shop/outbox/model.ts";
import { aBook, anOrder, as, guest, job, mailsOf, openTestShop, pay, person } from "../tests/world.ts";
import { sendMail } from "./send-mail.ts";

const shop = openTestShop();
const { db } = shop.database;
const ctx = as(shop, job);

/** The same shop with another way to send. */
const sendingBy = (send: MailTransport["send"], name: MailTransport["name"] = "mailbox") =>
  as({ ...shop, mails: { name, send } }, job);

const anyOrder = async () =>
  anOrder(as(shop, guest), [{ bookId: (await aBook(shop, { title: "Stoner" })).id, quantity: 2 }]);

interface MailRecord extends Record<string, unknown> {
  id: string;
  state: string;
  attempts: number;
  last_error: string | null;
  wait: number;
}

async function mailOf(orderId: string, kind = "order_received"): Promise<MailRecord> {
  const { rows } = await db.execute<MailRecord>(sql`
    select id, state, attempts, last_error, extract(epoch from next_attempt_at - now())::int as wait
    from mails where data ->> 'orderId' = ${orderId} and kind = ${kind}`);
  const [mail] = rows;
  if (!mail) throw new Error(`no mail ${kind}`);
  return mail;
}

async function inMailbox(orderId: string) {
  const { rows } = await db.execute<{ recipient: string; subject: string; html: string; text: string }>(sql`
    select b.* from mailbox b join mails m on m.id = b.mail_id where m.data ->> 'orderId' = ${orderId} order by b.received_at`);
  return rows;
}

const waitingJobs = async (mailId: string) => {
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from pgboss.job where name = 'send-mail' and data ->> 'mailId' = ${mailId} and state < 'active'`,
  );
  return rows[0]?.n;
};

const send = (mailId: string, by = ctx) => sendMail.run(by, { data: { mailId }, lastTry: false });
const makeDue = (mailId: string) =>
  db.execute(
    sql`update mails set next_attempt_at = now() - interval '5 minutes', claimed_until = null where id = ${mailId}`,
  );

describe("the outbox", () => {
  it("MSG-1 CAT-7 the mail of an order shows the cover that its book has when it is written, by its whole address", async () => {
    const { id } = await aBook(shop);
    const order = await anOrder(as(shop, guest), [{ bookId: id }]);
    await send((await mailOf(order.id)).id);
    const [mail] = await inMailbox(order.id);
    expect(mail?.html).toMatch(new RegExp(`src="https?://[^/"]+/covers/${id}-[0-9a-z]{10}-200\\.jpg"`));
  });

  it("MSG-7 MSG-2 a placed order has its receipt and the job for it, and nothing is sent before the worker comes", async () => {
    const order = await anyOrder();
    expect(await mailsOf(shop, order.id)).toEqual(["order_received"]);
    const { id, state } = await mailOf(order.id);
    expect(state).toBe("queued");
    expect(await waitingJobs(id)).toBe(1);
    expect(await inMailbox(order.id)).toEqual([]);
  });

  it("MSG-2 what is rolled back leaves neither mail nor job", async () => {
    const order = await anyOrder();
    const data = { orderId: order.id };
    const before = await db.execute(sql`select id from pgboss.job where name = 'send-mail'`);
    const lost = ctx.transact(async (tx) => {
      await queueMail(tx, ctx, { kind: "order_shipped", to: "aoife@example.org", locale: "en", data });
      await emit(tx, ctx, "order.delivered", { ...data, email: "aoife@example.org", locale: "en" });
      throw new Error("and then it broke");
    });
    await expect(lost).rejects.toThrow("and then it broke");
    expect(await mailsOf(shop, order.id)).toEqual(["order_received"]);
    expect((await db.execute(sql`select id from pgboss.job where name = 'send-mail'`)).rows).toHaveLength(
      before.rows.length,
    );
  });

  it("MSG-7 the confirmation follows the payment, once", async () => {
    const order = await anyOrder();
    await pay(as(shop, guest), order.id);
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "order_confirmed"]);
    await send((await mailOf(order.id, "order_confirmed")).id);
    const [mail] = await inMailbox(order.id);
    expect(mail?.subject).toBe(`Order ${order.number}: paid, thank you`);
  });
});

describe("sending", () => {
  it("MSG-4 MSG-1 puts the mail into the mailbox, in full", async () => {
    const order = await anyOrder();
    const { id } = await mailOf(order.id);
    await send(id);
    const [mail, ...more] = await inMailbox(order.id);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      recipient: "aoife@example.org",
      subject: `Order ${order.number}: we have it, payment is open`,
    });
    expect(mail?.text).toContain(`http://shop.test/track/${order.token}`);
    expect(mail?.html).toContain(`href="http://shop.test/track/${order.token}"`);
    expect(mail?.text).toContain("Stoner");
    expect(await mailOf(order.id)).toMatchObject({ state: "sent", attempts: 1 });
  });

  it("MSG-2 sends once, though the job comes twice and five workers race for it", async () => {
    const order = await anyOrder();
    const { id } = await mailOf(order.id);
    let sent = 0;
    const counting = sendingBy(async () => {
      sent++;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { ref: "r" };
    });
    await Promise.all(Array.from({ length: 5 }, () => send(id, counting)));
    await send(id, counting);
    expect(sent).toBe(1);
    expect(await mailOf(order.id)).toMatchObject({ state: "sent", attempts: 1 });
  });

  it("MSG-2 a crash between the sending and the note sends with the same key, and the mailbox keeps one", async () => {
    const order = await anyOrder();
    const { id } = await mailOf(order.id);
    const keys: string[] = [];
    let crash: (() => void) | undefined;
    const dying = sendingBy(async (mail) => {
      keys.push(mail.id);
      await shop.mails.send(mail);
      return new Promise((_, reject) => (crash = () => reject(new Error("late"))));
    });
    const neverNoted = send(id, dying);
    await expect.poll(() => keys.length).toBe(1);

    expect(await send(id)).toBeNull(); // claimed: nobody else takes it yet
    expect(await mailOf(order.id)).toMatchObject({ state: "queued", attempts: 1 });
    await makeDue(id); // what two minutes would do
    expect(await sweepOutbox(ctx)).toBeGreaterThan(0);
    await send(
      id,
      sendingBy(async (mail) => (keys.push(mail.id), shop.mails.send(mail))),
    );

    expect(keys).toEqual([id, id]);
    expect(await inMailbox(order.id)).toHaveLength(1);
    expect(await mailOf(order.id)).toMatchObject({ state: "sent" });
    crash?.();
    await neverNoted;
    expect((await mailOf(order.id)).state, "the dead worker's late answer changes nothing").toBe("sent");
  });

  it("MSG-2 a mail whose job was lost is found by the sweep", async () => {
    const order = await anyOrder();
    const { id } = await mailOf(order.id);
    await db.execute(sql`delete from pgboss.job where name = 'send-mail' and data ->> 'mailId' = ${id}`);
    await makeDue(id);
    await sweepOutbox(ctx);
    expect(await waitingJobs(id)).toBe(1);
  });

  it("MSG-2 an unknown mail, and data that is none", async () => {
    await expect(send(newId(new Date()))).resolves.toBeNull();
    await expect(sendMail.run(ctx, { data: { mailId: "x" }, lastTry: false })).rejects.toThrow();
  });
});

describe("a provider that refuses", () => {
  const refusing = sendingBy(() => Promise.reject(new Error("550 mailbox of aoife unavailable")), "smtp");

  it("MSG-3 is asked again after growing delays, ends as a dead letter that says why, and an admin retries it", async () => {
    const order = await anyOrder();
    const { id } = await mailOf(order.id);
    const waits: number[] = [];
    for (const [index] of retryDelays.entries()) {
      await makeDue(id);
      await send(id, refusing);
      const mail = await mailOf(order.id);
      expect(mail).toMatchObject({
        state: "queued",
        attempts: index + 1,
        last_error: "550 mailbox of aoife unavailable",
      });
      waits.push(mail.wait);
      await send(id); // not due yet: left alone
    }
    expect(await inMailbox(order.id)).toEqual([]);
    expect(waits.map((wait, index) => Math.abs(wait - (retryDelays[index] ?? 0)) <= 2)).toEqual(waits.map(() => true));
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);

    await makeDue(id);
    await send(id, refusing);
    expect(await mailOf(order.id)).toMatchObject({ state: "dead", attempts: retryDelays.length + 1 });
    await makeDue(id);
    await send(id);
    expect((await mailOf(order.id)).state, "dead is dead until somebody says otherwise").toBe("dead");

    const admin = as(shop, person("admin"));
    const { items } = await listMails(admin, { state: "dead", page: 1 });
    expect(items).toMatchObject([
      { id, lastError: "550 mailbox of aoife unavailable", recipient: "aoife@example.org" },
    ]);

    expect(await retryMail(admin, id)).toEqual({ ok: true, value: null });
    expect(await retryMail(admin, id), "a second click").toMatchObject({ ok: false, code: "MAIL_NOT_DEAD" });
    expect(await mailOf(order.id)).toMatchObject({ state: "queued", attempts: 0 });
    await send(id);
    expect(await inMailbox(order.id)).toHaveLength(1);
    expect(await getMail(admin, id)).toMatchObject({ state: "sent", lastError: null, provider: "mailbox" });
  });

  it("MSG-3 the log has the provider's answer, and no address", async () => {
    const order = await anyOrder();
    const lines: unknown[] = [];
    const logged = {
      ...shop,
      mails: { name: "smtp" as const, send: () => Promise.reject(new Error("451 try later")) },
      log: (...line: unknown[]) => lines.push(line),
    };
    await send((await mailOf(order.id)).id, as(logged, job));
    expect(lines).toMatchObject([["warn", "mail not sent", { reason: "451 try later", attempt: 1, provider: "smtp" }]]);
    expect(JSON.stringify(lines)).not.toContain("aoife@");
  });

  it.each([
    ["a guest", guest, "UNAUTHENTICATED"],
    ["a customer", person("customer"), "FORBIDDEN"],
    ["staff", person("staff"), "FORBIDDEN"],
  ] as const)("IDN-6 MSG-3 %s neither reads nor retries mails", async (_, actor, code) => {
    const other = as(shop, actor);
    const denied = new AccessDenied(code);
    await expect(listMails(other, { page: 1 })).rejects.toEqual(denied);
    await expect(getMail(other, newId(new Date()))).rejects.toEqual(denied);
    await expect(retryMail(other, newId(new Date()))).rejects.toEqual(denied);
  });
});
