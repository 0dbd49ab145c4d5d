import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anAccount, anOrder, aBook, as, guest, job, mailedSecret, openTestShop, password } from "../tests/world.ts";
import {
  changeEmail,
  changePassword,
  findReset,
  findVerification,
  register,
  requestReset,
  sendReset,
} from "../shop/identity/index.ts";
import { inviteGuest, trackingUrl } from "../shop/orders/index.ts";
import { forgetCustomers } from "./forget-customers.ts";
import { removeOldLogins } from "./remove-old-logins.ts";
import { sendMail } from "./send-mail.ts";
import { sendReset as sendResetJob } from "./send-reset.ts";

const shop = openTestShop();
const { db } = shop.database;
const ctx = as(shop, guest);
const worker = as(shop, job);

/** Sends what waits for this address, and reads it: the newest first. */
async function readPost(email: string) {
  const { rows: due } = await db.execute<{ id: string }>(
    sql`select id from mails where recipient = ${email} and state = 'queued'`,
  );
  for (const { id } of due) await sendMail.run(worker, { data: { mailId: id }, lastTry: false });
  const { rows } = await db.execute<{ kind: string; text: string; html: string; state: string }>(sql`
    select m.kind, m.state, b.text, b.html from mails m join mailbox b on b.mail_id = m.id where m.recipient = ${email}`);
  return new Map(rows.map((row) => [row.kind, row]));
}
const links = (text: string) => text.match(/http:\/\/shop\.test\/\S+/g) ?? [];

describe("the worker writes the mails of an account", () => {
  it("IDN-1 the welcome leads to the account, the other one's link proves the address", async () => {
    const made = await register(ctx, { email: "post@example.org", password, name: "Ines Sander" });
    if (!made.ok) throw new Error(made.code);
    const post = await readPost("post@example.org");
    expect([...post.keys()].sort()).toEqual(["verify_email", "welcome"]);
    expect(links(post.get("welcome")?.text ?? "")).toEqual(["http://shop.test/account"]);
    expect(post.get("welcome")?.text).toContain("Hello Ines Sander,");
    const [link = ""] = links(post.get("verify_email")?.text ?? "");
    expect(link).toBe(`http://shop.test/verify/${await mailedSecret(shop, made.value.userId, "verify")}`);
    expect(await findVerification(ctx, link.slice(link.lastIndexOf("/") + 1))).toMatchObject({
      email: "post@example.org",
    });
  });

  it("IDN-5 the job that a request left writes to somebody who is there, and its link opens", async () => {
    const user = await anAccount(shop);
    await requestReset(ctx, { email: user.email });
    const { rows } = await db.execute<{ data: unknown }>(
      sql`select data from pgboss.job where name = 'send-reset' and data ->> 'userId' = ${user.id}`,
    );
    expect(await sendResetJob.run(worker, { data: rows[0]?.data, lastTry: false })).toBeNull();
    const [link = ""] = links((await readPost(user.email)).get("password_reset")?.text ?? "");
    expect(link).toContain("http://shop.test/reset/");
    expect(await findReset(ctx, link.slice(link.lastIndexOf("/") + 1))).toEqual({ email: user.email });
    await expect(sendResetJob.run(worker, { data: { userId: "x" }, lastTry: false })).rejects.toThrow();
  });

  it("IDN-8 changes are told where they matter", async () => {
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    await changeEmail(own, { email: "elsewhere@example.org", password });
    await changePassword(own, { current: password, password: "quite another thing" });
    const post = await readPost(user.email);
    expect([...post.keys()].sort()).toEqual(["email_change", "password_changed"]);
    for (const { text } of post.values()) {
      expect(links(text)).toEqual(["http://shop.test/forgot"]);
      expect(text).not.toContain("elsewhere@example.org");
    }
    const [link = ""] = links((await readPost("elsewhere@example.org")).get("verify_email")?.text ?? "");
    expect(link, "taken back by the new password, the page says so").toContain("http://shop.test/verify/");
    expect(await findVerification(ctx, link.slice(link.lastIndexOf("/") + 1))).toBeNull();
  });

  it("CHK-4 the invitation leads to the order's page", async () => {
    const order = await anOrder(ctx, [{ bookId: (await aBook(shop)).id }], { email: "guest@example.org" });
    await ctx.transact((tx) => inviteGuest(tx, ctx, { orderId: order.id, email: "guest@example.org", locale: "en" }));
    const invitation = (await readPost("guest@example.org")).get("invitation");
    expect(links(invitation?.text ?? "")).toEqual([trackingUrl(ctx, order.token)]);
    expect(invitation?.text).toContain("Hello Aoife Dunne,");
  });

  it("MSG-5 a mail whose account is gone is not sent", async () => {
    const user = await anAccount(shop);
    await sendReset(worker, { userId: user.id, linkId: crypto.randomUUID(), locale: "en" });
    await db.execute(sql`delete from users where id = ${user.id}`);
    expect((await readPost(user.email)).size).toBe(0);
    const { rows } = await db.execute(sql`select last_error from mails where recipient = ${user.email}`);
    expect(rows[0]?.last_error).toBe("the account of this mail is gone");
  });

  it("IDN-4 IDN-8 the hourly jobs say nothing when there is nothing to do", async () => {
    expect(await removeOldLogins.run(worker, { data: null, lastTry: false })).toBeNull();
    expect(await forgetCustomers.run(worker, { data: null, lastTry: false })).toBeNull();
    const user = await anAccount(shop);
    await sendReset(worker, { userId: user.id, linkId: crypto.randomUUID(), locale: "en" });
    await db.execute(sql`update mailed_links set expires_at = now() - interval '8 days' where user_id = ${user.id}`);
    expect(await removeOldLogins.run(worker, { data: null, lastTry: false })).toMatchObject({ links: 1 });
  });
});
