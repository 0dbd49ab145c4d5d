import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aBook, anAccount, as, guest, job, openTestShop, password, person } from "../tests/world.ts";
import { newId } from "../shop/_kernel/ids.ts";
import { readSignedId, signedId } from "../shop/_kernel/tokens.ts";
import type { MailTransport } from "../shop/_runtime/gateways.ts";
import { archiveBook, receiveStock, restoreBook } from "../shop/catalog/index.ts";
import { deactivateUser } from "../shop/identity/index.ts";
import {
  findSubscription,
  listPreferences,
  subscribeAgain,
  unsubscribe,
  unsubscribeToken,
} from "../shop/notifications/index.ts";
import { queueMails, retryMail, sweepOutbox } from "../shop/outbox/index.ts";
import { cancelPrebooking, listMyPrebookings, prebook } from "../shop/prebooking/index.ts";
import { deleteAccount } from "../shop/privacy/index.ts";
import { announceRestocks } from "./announce-restocks.ts";
import { sendBulkMails } from "./send-bulk-mails.ts";

const shop = openTestShop();
const { db } = shop.database;
const worker = as(shop, job);
const anyone = as(shop, guest);
const run = (by = worker) => sendBulkMails.run(by, { data: {}, lastTry: false });

/** Somebody whose book has come, with a mail that waits. */
async function aWaiter(title = "Middlemarch", locale: string | null = null) {
  const account = await anAccount(shop, { name: "Aoife Dunne" });
  await db.execute(sql`update users set locale = ${locale} where id = ${account.id}`);
  const book = await aBook(shop, { stock: 0, title });
  expect(await prebook(as(shop, account.actor), { bookId: book.id })).toMatchObject({ ok: true });
  await receiveStock(as(shop, person("staff")), { lines: [{ isbn: book.id, quantity: 2 }], note: null });
  await announceRestocks.run(worker, { data: null, lastTry: false });
  return { ...account, book, token: unsubscribeToken(anyone, account.id, "restock") };
}
const mailsTo = async (email: string) => {
  const { rows } = await db.execute<{
    id: string;
    state: string;
    subject: string | null;
    text: string;
    html: string;
    headers: Record<string, string>;
    last_error: string | null;
  }>(sql`select m.id, m.state, m.last_error, b.subject, b.text, b.html, b.headers from mails m left join mailbox b on b.mail_id = m.id
    where m.recipient = ${email} and m.kind = 'restock_alert'`);
  return rows;
};
const makeDue = () =>
  db.execute(sql`update mails set next_attempt_at = now() - interval '5 minutes' where state = 'queued'`);

describe("PRE-3 MSG-1 the mail", () => {
  it("PRE-3 MSG-1 names book, price and link, in HTML and text, and carries how to stop it (RFC 8058)", async () => {
    const { email, book, token } = await aWaiter("Middlemarch & more");
    await run();
    const [mail, ...more] = await mailsTo(email);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ state: "sent", subject: "Middlemarch & more is back in stock" });
    const link = `http://shop.test/unsubscribe/${token}`;
    expect(mail?.headers).toEqual({
      "List-Unsubscribe": `<${link}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    for (const text of [mail?.text ?? "", mail?.html ?? ""]) {
      expect(text).toContain("€12.50");
      expect(text).toContain(`http://shop.test/books/${book.slug}`);
      expect(text).toContain(link);
      expect(text).toMatch(/Aoife Dunne/);
    }
    expect(mail?.html).toMatch(new RegExp(`src="http://shop.test/covers/${book.id}-[^"]+-og.png"`));
  });

  it("PRE-3 MSG-1 greets each person by their own name, whatever signs it has", async () => {
    const book = await aBook(shop, { stock: 0 });
    const people = await Promise.all(
      ["Ines & Söhne", "<b>O’Neil</b>", "$& $1"].map((name) => anAccount(shop, { name })),
    );
    for (const { actor } of people) await prebook(as(shop, actor), { bookId: book.id });
    await receiveStock(as(shop, person("staff")), { lines: [{ isbn: book.id, quantity: 1 }], note: null });
    await announceRestocks.run(worker, { data: null, lastTry: false });
    await run();
    const inHtml = ["Ines &amp; Söhne", "&lt;b&gt;O’Neil&lt;/b&gt;", "$&amp; $1"];
    for (const [n, { id, email, name }] of people.entries()) {
      const [mail] = await mailsTo(email);
      expect(mail?.text).toContain(`Hello ${name},`);
      expect(mail?.html).toContain(inHtml[n]);
      for (const written of [mail?.html, mail?.text]) {
        expect(written).toContain(`/unsubscribe/${unsubscribeToken(anyone, id, "restock")}`);
        expect(written).not.toMatch(/\.invalid|\ue000/);
      }
    }
  });

  it("PRE-3 MSG-1 says so where it has sold out again meanwhile", async () => {
    const { email, book } = await aWaiter();
    await db.execute(sql`
      insert into stock_movements (id, book_id, delta, reason, actor_kind) values (${newId(new Date())}, ${book.id}, -2, 'correction', 'system')`);
    await run();
    expect((await mailsTo(email))[0]?.text).toMatch(/just\s+sold\s+out\s+again/);
  });

  it("PRE-3 who left, or whose book was taken out of the shop, gets none although it waited", async () => {
    const [off, gone, archived] = [await aWaiter(), await aWaiter(), await aWaiter()];
    await deactivateUser(as(shop, person("admin")), { id: off.id, reason: "asked for it" });
    await deleteAccount(as(shop, gone.actor), { password, confirmation: null });
    await archiveBook(as(shop, person("staff")), archived.book.id);
    await run();
    for (const { email } of [off, archived]) {
      expect(await mailsTo(email)).toMatchObject([{ state: "withdrawn", subject: null }]);
    }
    expect(await mailsTo(gone.email)).toEqual([]);
    const { rows: forgotten } = await db.execute<{ id: string; state: string }>(
      sql`select id, state from mails where data ->> 'userId' = ${gone.id} and kind = 'restock_alert'`,
    );
    expect(forgotten, "no dead letter that somebody could send again").toMatchObject([{ state: "withdrawn" }]);
    expect(await retryMail(as(shop, person("admin")), forgotten[0]?.id ?? "")).toMatchObject({ ok: false });
    const { rows } = await db.execute(
      sql`select 1 from mailbox where recipient in (${off.email}, ${gone.email}, ${archived.email})`,
    );
    expect(rows).toEqual([]);
  });
});

describe("PRE-3 between the restock and the mail", () => {
  it("PRE-3 the book is taken out of the shop before anybody was told: they are told when it is on sale again, once", async () => {
    const reader = await anAccount(shop);
    const book = await aBook(shop, { stock: 0 });
    await prebook(as(shop, reader.actor), { bookId: book.id });
    const staff = as(shop, person("staff"));
    await receiveStock(staff, { lines: [{ isbn: book.id, quantity: 1 }], note: null });
    await archiveBook(staff, book.id);
    const toldOf = async () => {
      const { rows } = await db.execute<{ bells: number; mails: number }>(sql`
        select (select count(*)::int from notifications where data ->> 'bookId' = ${book.id}) as bells,
          (select count(*)::int from mails where data ->> 'bookId' = ${book.id}) as mails`);
      return rows[0];
    };
    await announceRestocks.run(worker, { data: null, lastTry: false });
    expect(await toldOf(), "nobody can open its page").toEqual({ bells: 0, mails: 0 });
    await restoreBook(staff, book.id);
    for (let look = 0; look < 2; look++) await announceRestocks.run(worker, { data: null, lastTry: false });
    expect(await toldOf()).toEqual({ bells: 1, mails: 1 });
    await run();
    expect(await mailsTo(reader.email)).toMatchObject([{ state: "sent" }]);
  });

  it("PRE-3 the person has another address: the mail goes there", async () => {
    const { id } = await aWaiter();
    await db.execute(sql`update users set email = ${`new-${id}@example.org`} where id = ${id}`);
    await run();
    expect(await mailsTo(`new-${id}@example.org`)).toMatchObject([{ state: "sent" }]);
    const { rows } = await db.execute(sql`
      select b.recipient from mailbox b join mails m on m.id = b.mail_id where m.data ->> 'userId' = ${id}`);
    expect(rows).toEqual([{ recipient: `new-${id}@example.org` }]);
  });

  it("PRE-3 PRE-2 it is too late to cancel, and nobody is mailed less for it", async () => {
    const reader = await aWaiter();
    const [mine] = (await listMyPrebookings(as(shop, reader.actor), { page: 1 })).items;
    expect(await cancelPrebooking(as(shop, reader.actor), mine?.id ?? "")).toMatchObject({ code: "ALREADY_DONE" });
    await run();
    expect(await mailsTo(reader.email)).toMatchObject([{ state: "sent" }]);
  });
});

describe("PRE-3 unsubscribing (RFC 8058)", () => {
  it("PRE-3 looking changes nothing; following the link takes back what waits and stops what would come, once and again", async () => {
    const reader = await aWaiter();
    const { token } = reader;
    for (let look = 0; look < 2; look++) {
      expect(await findSubscription(anyone, token)).toEqual({ kind: "restock", wanted: true, guest: false });
    }
    for (let click = 0; click < 2; click++) {
      expect(await unsubscribe(anyone, token)).toEqual({ ok: true, value: { kind: "restock" } });
      expect(await findSubscription(anyone, token)).toEqual({ kind: "restock", wanted: false, guest: false });
    }
    await makeDue();
    await run();
    expect(await mailsTo(reader.email)).toMatchObject([{ state: "withdrawn", subject: null }]);
    const other = await aBook(shop, { stock: 0 });
    await prebook(as(shop, reader.actor), { bookId: other.id });
    await receiveStock(as(shop, person("staff")), { lines: [{ isbn: other.id, quantity: 1 }], note: null });
    await announceRestocks.run(worker, { data: null, lastTry: false });
    expect(await mailsTo(reader.email)).toHaveLength(1);
    expect(await listPreferences(as(shop, reader.actor))).toContainEqual({
      kind: "restock",
      channel: "mail",
      wanted: false,
    });
  });

  it("PRE-3 it can be undone from the same place", async () => {
    const { token, actor } = await aWaiter();
    await unsubscribe(anyone, token);
    for (let click = 0; click < 2; click++) expect((await subscribeAgain(anyone, token)).ok).toBe(true);
    expect(await findSubscription(anyone, token)).toEqual({ kind: "restock", wanted: true, guest: false });
    expect((await listPreferences(as(shop, actor))).every(({ wanted }) => wanted)).toBe(true);
  });

  it("PRE-3 a mail that is being sent at that moment is not tried again", async () => {
    const { email, token } = await aWaiter();
    const failing: MailTransport["send"] = async () => {
      await unsubscribe(anyone, token);
      throw new Error("451 later");
    };
    await run(as({ ...shop, mails: { name: "smtp", send: failing } }, job));
    expect(await mailsTo(email)).toMatchObject([{ state: "queued", last_error: "451 later" }]);
    await makeDue();
    await run();
    expect(await mailsTo(email)).toMatchObject([{ state: "withdrawn" }]);
  });

  it("PRE-3 a link of no account, of another kind, or changed, opens nothing", async () => {
    const { token, id, actor } = await aWaiter();
    const review = unsubscribeToken(anyone, id, "review_invitation");
    expect(await findSubscription(anyone, review)).toEqual({ kind: "review_invitation", wanted: true, guest: false });
    expect(review).not.toBe(token);
    const wrong = [
      "x",
      "",
      token.slice(1),
      `${token}A`,
      (token.startsWith("A") ? "B" : "A") + token.slice(1),
      signedId("another secret", "unsubscribe restock", id),
      signedId(shop.secret, "unsubscribe nothing", id),
      unsubscribeToken(anyone, newId(new Date()), "restock"),
    ];
    for (const each of wrong) {
      expect(await findSubscription(anyone, each)).toBeNull();
      expect(await unsubscribe(anyone, each)).toEqual({ ok: false, code: "LINK_INVALID" });
      expect(await subscribeAgain(anyone, each)).toEqual({ ok: false, code: "LINK_INVALID" });
    }
    expect(readSignedId(["new", shop.secret], "unsubscribe restock", token), "a former secret still counts").toBe(id);
    await deleteAccount(as(shop, actor), { password, confirmation: null });
    expect(await unsubscribe(anyone, token)).toEqual({ ok: false, code: "LINK_INVALID" });
  });
});

describe("MSG-2 MSG-3 mails in bulk", () => {
  const crowd = async (size: number) => {
    const book = await aBook(shop, { stock: 1 });
    const people = await Promise.all(Array.from({ length: size }, () => anAccount(shop)));
    const rows = people.map(({ id, email }) => ({
      kind: "restock_alert" as const,
      to: email,
      locale: "en",
      data: { userId: id, bookId: book.id },
      dedupeKey: `crowd:${book.id}:${id}`,
      crowd: book.id,
      place: id,
    }));
    return { people, rows };
  };

  it("MSG-2 are written in one statement with one job; keys that are there add nothing; a rollback leaves none", async () => {
    const jobs = async () => {
      const { rows } = await db.execute<{ n: number }>(
        sql`select count(*)::int as n from pgboss.job where name in ('send-bulk-mails', 'send-mail') and state < 'active'`,
      );
      return rows[0]?.n ?? 0;
    };
    const { rows } = await crowd(30);
    const before = await jobs();
    expect(await worker.transact((tx) => queueMails(tx, worker, []))).toBe(0);
    expect(await worker.transact((tx) => queueMails(tx, worker, rows))).toBe(30);
    expect(await jobs()).toBe(before + 1);
    expect(await worker.transact((tx) => queueMails(tx, worker, rows))).toBe(0);
    expect(await jobs()).toBe(before + 1);
    const more = await crowd(2);
    await expect(
      worker.transact(async (tx) => {
        await queueMails(tx, worker, more.rows);
        throw new Error("and then it broke");
      }),
    ).rejects.toThrow("and then it broke");
    expect(await mailsTo(more.people[0]?.email ?? "")).toEqual([]);
    await run();
  });

  it("MSG-2 MSG-3 leave once each, though several workers are at it, the provider fails, and never answers some", async () => {
    const { people, rows } = await crowd(60);
    await worker.transact((tx) => queueMails(tx, worker, rows));
    const accepted = new Map<string, number>();
    let asked = 0;
    const shaky: MailTransport = {
      name: "resend",
      patienceMs: 50,
      send: async ({ id }) => {
        const n = asked++ % 10;
        if (n < 3) throw new Error("503 try later");
        // the provider knows the key: the same mail is accepted once
        accepted.set(id, (accepted.get(id) ?? 0) + (accepted.has(id) ? 0 : 1));
        return n === 3 ? new Promise(() => {}) : { ref: id };
      },
    };
    const by = as({ ...shop, mails: shaky }, job);
    for (let round = 0; round < 12; round++) {
      await Promise.all([run(by), run(by), run(by)]);
      await makeDue();
    }
    for (const { email } of people) expect(await mailsTo(email)).toMatchObject([{ state: "sent" }]);
    expect([...accepted.values()].every((n) => n === 1)).toBe(true);
    expect(accepted.size).toBe(60);
  });

  it("MSG-2 whose job was lost are found by the sweep, with one job for all", async () => {
    const { people, rows } = await crowd(5);
    await worker.transact((tx) => queueMails(tx, worker, rows));
    await db.execute(sql`delete from pgboss.job where name = 'send-bulk-mails'`);
    await makeDue();
    await sweepOutbox(worker);
    const { rows: jobs } = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from pgboss.job where name = 'send-bulk-mails' and state < 'active'`,
    );
    expect(jobs[0]?.n).toBe(1);
    await run();
    for (const { email } of people) expect(await mailsTo(email)).toMatchObject([{ state: "sent" }]);
  });
});
