import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Client } from "pg";
import {
  accountMailsOf,
  anAccount,
  as,
  guest,
  job,
  mailedSecret,
  openTestShop,
  password,
  person,
} from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { newToken } from "../_kernel/tokens.ts";
import {
  findReset,
  findSession,
  findTokenPerson,
  issueTokens,
  linkProvider,
  listLinkedLogins,
  logIn,
  requestReset,
  resetPassword,
  sendReset,
} from "./index.ts";

const hashes = vi.hoisted(() => ({ n: 0 }));
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return {
    ...real,
    hash: (...given: Parameters<typeof real.hash>) => (hashes.n++, real.hash(...given)),
    verify: (...given: Parameters<typeof real.verify>) => (hashes.n++, real.verify(...given)),
  };
});

const shop = openTestShop();
const { db } = shop.database;
const ctx = as(shop, guest);
const worker = as(shop, job);
const next = "another horse, another staple";

/** What the request left to the worker, newest first. */
async function asked() {
  const { rows } = await db.execute<{ data: { userId: string; linkId: string; locale: string } }>(
    sql`select data from pgboss.job where name = 'send-reset' order by created_on desc limit 1`,
  );
  const [row] = rows;
  if (!row) throw new Error("no job");
  return row.data;
}

async function mailedLink(user: { id: string; email: string }): Promise<string> {
  await requestReset(ctx, { email: user.email });
  expect(await sendReset(worker, await asked())).toBe(true);
  return mailedSecret(shop, user.id, "reset");
}

describe("IDN-5 asking for a new password", () => {
  it("IDN-5 mails a link once, also when the job comes twice", async () => {
    const user = await anAccount(shop);
    await requestReset(ctx, { email: user.email });
    const job = await asked();
    expect(job.userId).toBe(user.id);
    expect(JSON.stringify(job), "no address waits in the queue").not.toContain("@");
    await sendReset(worker, job);
    await sendReset(worker, job);
    expect(await accountMailsOf(shop, user.id)).toEqual(["password_reset"]);
    const secret = await mailedSecret(shop, user.id, "reset");
    const { rows } = await db.execute(sql`select * from mailed_links where user_id = ${user.id}`);
    expect(JSON.stringify(rows), "only the hash is kept").not.toContain(secret);
    const { rows: mails } = await db.execute(sql`select data from mails where data ->> 'userId' = ${user.id}`);
    expect(JSON.stringify(mails)).not.toContain(secret);
  });

  it.each([
    [null, "de"],
    ["en", "en"],
  ])(
    "IDN-5 MSG-6 asked for on a German page by an account whose language is %s, the mail is in %s",
    async (own, mailed) => {
      const user = await anAccount(shop);
      await db.execute(sql`update users set locale = ${own} where id = ${user.id}`);
      await requestReset({ ...ctx, locale: "de" }, { email: user.email });
      await sendReset(worker, await asked());
      const { rows } = await db.execute(sql`select locale from mails where data ->> 'userId' = ${user.id}`);
      expect(rows).toEqual([{ locale: mailed }]);
    },
  );

  it("IDN-5 mails nothing to nobody, nor to a deactivated account", async () => {
    const closed = await anAccount(shop);
    await db.execute(sql`update users set active = false, deactivated_at = now() where id = ${closed.id}`);
    for (const email of ["nobody@example.org", closed.email]) {
      await requestReset(ctx, { email });
      expect(await sendReset(worker, await asked())).toBe(false);
    }
    expect(await accountMailsOf(shop, closed.id)).toEqual([]);
  });

  it("IDN-5 only the shop's own job sends", async () => {
    const forged = { userId: newId(new Date()), linkId: newId(new Date()), locale: "en" };
    for (const actor of [guest, person("customer"), person("admin")]) {
      await expect(sendReset(as(shop, actor), forged)).rejects.toThrow("FORBIDDEN");
    }
  });
});

describe("IDN-1 known, unknown and deactivated addresses", () => {
  const spied: string[] = [];
  beforeEach(() => {
    const original = Client.prototype.query as (...given: unknown[]) => unknown;
    const spy = vi.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...given: unknown[]) {
      const [query] = given;
      spied.push(typeof query === "string" ? query : ((query as { text?: string }).text ?? "?"));
      return Reflect.apply(original, this, given) as never;
    });
    return () => spy.mockRestore();
  });

  async function cost(work: () => Promise<unknown>) {
    await work(); // what is made once a process is made before
    spied.length = 0;
    hashes.n = 0;
    await work();
    return { hashes: hashes.n, queries: [...spied] };
  }

  it("IDN-1 cost the same hashes and the same queries, at log-in and at reset", async () => {
    const user = await anAccount(shop);
    const closed = await anAccount(shop);
    const without = await anAccount(shop, { password: null });
    await db.execute(sql`update users set active = false, deactivated_at = now() where id = ${closed.id}`);
    const emails = [user.email, "nobody@example.org", closed.email, without.email];

    const wrong = [];
    for (const email of emails) wrong.push(await cost(() => logIn(ctx, { email, password: "a wrong password" })));
    wrong.push(await cost(() => logIn(ctx, { email: closed.email, password })));
    for (const each of wrong) {
      expect(each).toEqual(wrong[0]);
      expect(each.hashes).toBe(1);
      expect(each.queries).toHaveLength(1);
    }
    const tokens = [];
    for (const email of emails)
      tokens.push(await cost(() => issueTokens(ctx, { email, password: "a wrong password" })));
    for (const each of tokens) expect(each).toEqual(wrong[0]);

    const resets = [];
    for (const email of emails) resets.push(await cost(() => requestReset(ctx, { email })));
    for (const each of resets) {
      expect(each).toEqual(resets[0]);
      expect(each.hashes).toBe(0);
      expect(each.queries.length).toBeGreaterThan(2);
    }
  });
});

describe("IDN-5 choosing a new password", () => {
  it("IDN-5 works once, ends every session and token, proves the address and is told by mail", async () => {
    const user = await anAccount(shop);
    const session = await logIn(ctx, { email: user.email, password });
    const tokens = await issueTokens(ctx, { email: user.email, password });
    if (!session.ok || !tokens.ok) throw new Error("not logged in");
    const token = await mailedLink(user);
    expect(await findReset(ctx, token)).toEqual({ email: user.email });
    expect(await resetPassword(ctx, { token, password: next })).toEqual({ ok: true, value: { userId: user.id } });

    expect(await findSession(ctx, session.value.sessionId)).toBeNull();
    expect(await findTokenPerson(ctx, tokens.value.accessToken)).toBeNull();
    expect(await logIn(ctx, { email: user.email, password })).toEqual({ ok: false, code: "BAD_CREDENTIALS" });
    expect((await logIn(ctx, { email: user.email, password: next })).ok).toBe(true);
    expect(await accountMailsOf(shop, user.id)).toEqual(["password_reset", "password_changed"]);
    const { rows } = await db.execute(sql`select email_verified_at from users where id = ${user.id}`);
    expect(rows[0]?.email_verified_at).not.toBeNull();

    expect(await findReset(ctx, token)).toBeNull();
    expect(await resetPassword(ctx, { token, password: next })).toEqual({ ok: false, code: "LINK_INVALID" });
  });

  it("IDN-5 of two clicks at once one counts", async () => {
    const user = await anAccount(shop);
    const token = await mailedLink(user);
    const answers = await Promise.all([1, 2, 3].map((n) => resetPassword(ctx, { token, password: `${next} ${n}` })));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await accountMailsOf(shop, user.id)).toEqual(["password_reset", "password_changed"]);
  });

  it("IDN-5 refuses a common password and keeps the link, and every link that does not count", async () => {
    const user = await anAccount(shop);
    const [first, second] = [await mailedLink(user), await mailedLink(user)];
    expect(await resetPassword(ctx, { token: second, password: "password1" })).toEqual({
      ok: false,
      code: "PASSWORD_COMMON",
    });
    await db.execute(sql`update mailed_links set expires_at = now() - interval '1 second' where user_id = ${user.id}`);
    for (const token of [first, second, newToken(), "", "' or 1=1"]) {
      expect(await findReset(ctx, token)).toBeNull();
      expect(await resetPassword(ctx, { token, password: next })).toEqual({ ok: false, code: "LINK_INVALID" });
    }
    const fresh = await mailedLink(user);
    await db.execute(sql`update users set active = false, deactivated_at = now() where id = ${user.id}`);
    expect(await resetPassword(ctx, { token: fresh, password: next })).toEqual({ ok: false, code: "LINK_INVALID" });
  });

  it("IDN-5 takes all other links back", async () => {
    const user = await anAccount(shop);
    const [older, newer] = [await mailedLink(user), await mailedLink(user)];
    expect((await resetPassword(ctx, { token: newer, password: next })).ok).toBe(true);
    expect(await resetPassword(ctx, { token: older, password: next })).toEqual({ ok: false, code: "LINK_INVALID" });
  });

  it("IDN-2 IDN-5 whoever linked a log-in before the address was proven is out; a proven owner's stays", async () => {
    for (const verified of [false, true]) {
      const user = await anAccount(shop, { verified });
      const own = as(shop, user.actor);
      await linkProvider(own, { provider: "github", subject: `somebody-${user.id}`, email: null });
      expect((await resetPassword(ctx, { token: await mailedLink(user), password: next })).ok).toBe(true);
      expect(await listLinkedLogins(own)).toHaveLength(verified ? 1 : 0);
    }
  });

  it("PLT-9 a link that was mailed before the secret changed still opens", async () => {
    const user = await anAccount(shop);
    const token = await mailedLink(user);
    const rotated = { ...shop, secret: "another secret, long enough for anything", previousSecrets: [shop.secret] };
    expect(await mailedSecret(rotated, user.id, "reset")).toBe(token);
    expect((await resetPassword(as(rotated, guest), { token, password: next })).ok).toBe(true);
  });
});
