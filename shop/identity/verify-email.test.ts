import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accountMailsOf, anAccount, as, guest, job, mailedSecret, openTestShop, password } from "../../tests/world.ts";
import { newToken } from "../_kernel/tokens.ts";
import {
  changeEmail,
  changePassword,
  findAccountLetter,
  findProvenEmail,
  findVerification,
  getProfile,
  logIn,
  register,
  requestVerification,
  verifyEmail,
} from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const ctx = as(shop, guest);
let made = 0;
const address = () => `verify-${++made}@example.org`;

async function registered(email = address()) {
  const answer = await register(ctx, { email, password, name: "Ines" });
  if (!answer.ok) throw new Error(answer.code);
  const { userId: id } = answer.value;
  return {
    id,
    email,
    own: as(shop, { kind: "user", id, name: "Ines", role: "customer", sessionId: null }),
  };
}
const proven = (userId: string) => findProvenEmail(db, userId);

describe("IDN-1 proving an address", () => {
  it("IDN-1 works by the mailed link, once; looking at the page uses nothing up", async () => {
    const user = await registered();
    const token = await mailedSecret(shop, user.id, "verify");
    expect(await proven(user.id)).toBeNull();
    expect(await findVerification(ctx, token)).toEqual({ email: user.email, name: "Ines", own: false });
    expect(await findVerification(user.own, token)).toEqual({ email: user.email, name: "Ines", own: true });
    expect(await verifyEmail(user.own, token)).toEqual({ ok: true, value: { userId: user.id, claimed: 0 } });
    expect(await proven(user.id)).toBe(user.email);
    expect(await findVerification(ctx, token)).toBeNull();
    expect(await verifyEmail(user.own, token)).toEqual({ ok: false, code: "LINK_INVALID" });
  });

  it("IDN-1 IDN-2 proves the address of whoever is logged in, and of nobody else: a stranger's click uses nothing up", async () => {
    const [user, other] = [await registered(), await registered()];
    const token = await mailedSecret(shop, user.id, "verify");
    await expect(verifyEmail(ctx, token)).rejects.toThrow("UNAUTHENTICATED");
    expect(await verifyEmail(other.own, token)).toEqual({ ok: false, code: "FORBIDDEN" });
    expect(await proven(user.id)).toBeNull();
    expect(await proven(other.id)).toBeNull();
    const next = address();
    await changeEmail(user.own, { email: next, password });
    const moved = await mailedSecret(shop, user.id, "verify", next);
    expect(await verifyEmail(other.own, moved)).toEqual({ ok: false, code: "FORBIDDEN" });
    expect((await verifyEmail(user.own, token)).ok).toBe(true);
    expect((await verifyEmail(user.own, moved)).ok).toBe(true);
  });

  it("IDN-1 of five clicks at once one counts", async () => {
    const user = await registered();
    const token = await mailedSecret(shop, user.id, "verify");
    const answers = await Promise.all(Array.from({ length: 5 }, () => verifyEmail(user.own, token)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const { rows } = await db.execute(
      sql`select id from events where kind = 'user.verified' and payload ->> 'userId' = ${user.id}`,
    );
    expect(rows).toHaveLength(1);
  });

  it("IDN-1 refuses links that ran out, are made up, are for a password, or of a deactivated account", async () => {
    const user = await registered();
    const token = await mailedSecret(shop, user.id, "verify");
    await db.execute(sql`update users set active = false, deactivated_at = now() where id = ${user.id}`);
    expect(await verifyEmail(user.own, token)).toEqual({ ok: false, code: "LINK_INVALID" });
    await db.execute(sql`update users set active = true, deactivated_at = null where id = ${user.id}`);
    await db.execute(sql`update mailed_links set purpose = 'reset' where user_id = ${user.id}`);
    expect(await verifyEmail(user.own, token)).toEqual({ ok: false, code: "LINK_INVALID" });
    await db.execute(
      sql`update mailed_links set purpose = 'verify', expires_at = now() - interval '1 second' where user_id = ${user.id}`,
    );
    for (const bad of [token, newToken(), "", "x"]) {
      expect(await verifyEmail(user.own, bad)).toEqual({ ok: false, code: "LINK_INVALID" });
    }
    expect(await proven(user.id)).toBeNull();
  });

  it("IDN-1 is mailed again on request, and then the older link counts no longer", async () => {
    const user = await registered();
    const older = await mailedSecret(shop, user.id, "verify");
    expect(await requestVerification(user.own)).toEqual({ ok: true, value: null });
    const newer = await mailedSecret(shop, user.id, "verify");
    expect(await verifyEmail(user.own, older)).toEqual({ ok: false, code: "LINK_INVALID" });
    expect((await verifyEmail(user.own, newer)).ok).toBe(true);
    expect(await requestVerification(user.own)).toEqual({ ok: false, code: "EMAIL_VERIFIED" });
    await expect(requestVerification(ctx)).rejects.toThrow("UNAUTHENTICATED");
  });

  it("IDN-1 only the worker learns what a mail carries", async () => {
    const user = await registered();
    await expect(findAccountLetter(user.own, { userId: user.id, purpose: "verify" })).rejects.toThrow("FORBIDDEN");
    const nobody = { userId: crypto.randomUUID(), purpose: null };
    expect(await findAccountLetter(as(shop, job), nobody)).toBeNull();
  });
});

describe("IDN-8 changing the address", () => {
  it("IDN-8 the new one counts once it is proven; the old one is told and counts until then", async () => {
    const user = await registered();
    const next = address();
    expect(await changeEmail(user.own, { email: next, password })).toEqual({ ok: true, value: null });
    expect(await getProfile(user.own)).toMatchObject({ email: user.email, pendingEmail: next, emailVerified: false });
    const { rows } = await db.execute<{ kind: string; recipient: string }>(
      sql`select kind, recipient from mails where data ->> 'userId' = ${user.id} and kind <> 'welcome' order by created_at, kind`,
    );
    expect(rows).toEqual([
      { kind: "verify_email", recipient: user.email },
      { kind: "email_change", recipient: user.email },
      { kind: "verify_email", recipient: next },
    ]);
    expect((await logIn(ctx, { email: user.email, password })).ok).toBe(true);
    const old = await mailedSecret(shop, user.id, "verify", user.email);
    expect((await verifyEmail(user.own, await mailedSecret(shop, user.id, "verify", next))).ok).toBe(true);
    expect(await getProfile(user.own)).toMatchObject({ email: next, pendingEmail: null, emailVerified: true });
    expect(await logIn(ctx, { email: user.email, password })).toEqual({ ok: false, code: "BAD_CREDENTIALS" });
    expect((await logIn(ctx, { email: next, password })).ok).toBe(true);
    expect(await verifyEmail(user.own, old), "no way back by an old link").toEqual({ ok: false, code: "LINK_INVALID" });
  });

  it("IDN-1 an address that is taken is answered alike, and refused where its owner sees it", async () => {
    const [user, other] = [await registered(), await registered()];
    expect(await changeEmail(user.own, { email: other.email, password })).toEqual({ ok: true, value: null });
    const token = await mailedSecret(shop, user.id, "verify", other.email);
    expect(await verifyEmail(user.own, token)).toEqual({ ok: false, code: "EMAIL_TAKEN" });
    expect(await getProfile(user.own)).toMatchObject({ email: user.email, emailVerified: false });
  });

  it("IDN-8 two accounts that want one address: one gets it", async () => {
    const wanted = address();
    const users = [await registered(), await registered()];
    for (const user of users) await changeEmail(user.own, { email: wanted, password });
    const tokens = await Promise.all(users.map((user) => mailedSecret(shop, user.id, "verify", wanted)));
    const answers = await Promise.all(tokens.map((token, i) => verifyEmail(users[i]?.own ?? ctx, token)));
    expect(answers.map((answer) => (answer.ok ? "ok" : answer.code)).sort()).toEqual(["EMAIL_TAKEN", "ok"]);
  });

  it("IDN-8 asks for the password, refuses the same address, and only the last wish counts", async () => {
    const user = await registered();
    const [first, second] = [address(), address()];
    for (const wrong of ["wrong", null]) {
      expect(await changeEmail(user.own, { email: first, password: wrong })).toEqual({
        ok: false,
        code: "BAD_CREDENTIALS",
      });
    }
    expect(await changeEmail(user.own, { email: user.email, password })).toEqual({
      ok: false,
      code: "EMAIL_UNCHANGED",
    });
    await expect(changeEmail(ctx, { email: first, password })).rejects.toThrow("UNAUTHENTICATED");
    await changeEmail(user.own, { email: first, password });
    const older = await mailedSecret(shop, user.id, "verify", first);
    await changeEmail(user.own, { email: second, password });
    expect(await verifyEmail(user.own, older)).toEqual({ ok: false, code: "LINK_INVALID" });
  });

  it("IDN-8 a new password takes a change of address back that somebody else has asked for", async () => {
    const user = await registered();
    const next = address();
    await changeEmail(user.own, { email: next, password });
    const token = await mailedSecret(shop, user.id, "verify", next);
    const own = await mailedSecret(shop, user.id, "verify", user.email);
    expect((await changePassword(user.own, { current: password, password: "my own again, and long" })).ok).toBe(true);
    expect(await verifyEmail(user.own, token)).toEqual({ ok: false, code: "LINK_INVALID" });
    expect((await verifyEmail(user.own, own)).ok).toBe(true);
  });
});

describe("IDN-4 changing the password", () => {
  it("IDN-4 ends all other sessions at once and keeps the one that asks", async () => {
    const user = await anAccount(shop);
    const sessions = [];
    for (let i = 0; i < 2; i++) sessions.push(await logIn(ctx, { email: user.email, password }));
    const [here, there] = sessions.map((session) => (session.ok ? session.value.sessionId : ""));
    const own = as(shop, { ...user.actor, sessionId: here ?? null });
    expect(await changePassword(own, { current: password, password: "quite another thing" })).toEqual({
      ok: true,
      value: null,
    });
    const { rows } = await db.execute<{ id: string }>(
      sql`select id from sessions where user_id = ${user.id} and revoked_at is null`,
    );
    expect(rows.map((row) => row.id)).toEqual([here]);
    expect(there).not.toBe(here);
    expect(await accountMailsOf(shop, user.id)).toEqual(["password_changed"]);
  });

  it("IDN-8 refuses a wrong one, a common one and nobody's; the second click finds the old one gone", async () => {
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    const change = (current: string | null, next: string) => changePassword(own, { current, password: next });
    expect(await change("wrong", "quite another thing")).toEqual({ ok: false, code: "BAD_CREDENTIALS" });
    expect(await change(null, "quite another thing")).toEqual({ ok: false, code: "BAD_CREDENTIALS" });
    expect(await change(password, "Sunshine1")).toEqual({ ok: false, code: "PASSWORD_COMMON" });
    await expect(changePassword(ctx, { current: password, password: "quite another thing" })).rejects.toThrow();
    const twice = await Promise.all([1, 2].map((n) => change(password, `quite another thing ${n}`)));
    expect(twice.filter((answer) => answer.ok)).toHaveLength(1);
  });

  it("IDN-8 sets the first password of an account that has none", async () => {
    const user = await anAccount(shop, { password: null });
    const own = as(shop, user.actor);
    expect(await changePassword(own, { current: "a guess", password: "quite another thing" })).toMatchObject({
      code: "BAD_CREDENTIALS",
    });
    expect((await changePassword(own, { current: null, password: "quite another thing" })).ok).toBe(true);
    expect((await logIn(ctx, { email: user.email, password: "quite another thing" })).ok).toBe(true);
  });
});
