import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { accountMailsOf, anAccount, as, guest, mailedSecret, openTestShop, password } from "../../tests/world.ts";
import {
  findSession,
  findTokenPerson,
  issueTokens,
  linkProvider,
  listLinkedLogins,
  logIn,
  logInWithProvider,
  unlinkProvider,
  verifyEmail,
} from "./index.ts";
import type { ProviderPerson } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const ctx = as(shop, guest);
let made = 0;

const google = (change: Partial<ProviderPerson> = {}): ProviderPerson => {
  const n = ++made;
  return {
    provider: "google",
    subject: `subject-${n}`,
    email: `by-google-${n}@example.org`,
    emailVerified: true,
    name: "Ines Sander",
    ...change,
  };
};
async function enter(given: ProviderPerson) {
  const answer = await logInWithProvider(ctx, { ...given, userAgent: "a browser" });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}
const userRow = async (id: string) => {
  const { rows } = await db.execute(sql`select * from users where id = ${id}`);
  return rows[0];
};
const deactivate = (id: string) =>
  db.execute(sql`update users set active = false, deactivated_at = now() where id = ${id}`);

describe("IDN-2 logging in by a provider", () => {
  it("IDN-2 makes an account whose address is proven, and knows it again whatever its address is by then", async () => {
    const given = google();
    const first = await enter(given);
    expect(await findSession(ctx, first.sessionId)).toMatchObject({ email: given.email, name: "Ines Sander" });
    expect(await userRow(first.id)).toMatchObject({ password_hash: null, role: "customer" });
    expect((await userRow(first.id))?.email_verified_at).not.toBeNull();
    expect(await accountMailsOf(shop, first.id)).toEqual(["welcome"]);
    const again = await enter({ ...given, email: "moved@example.org", emailVerified: false });
    expect(again.id).toBe(first.id);
    expect((await enter({ ...given, email: null })).id).toBe(first.id);
    expect((await userRow(first.id))?.email).toBe(given.email);
  });

  it("IDN-2 a verified address joins the account that has proven it, which keeps its password", async () => {
    const user = await anAccount(shop, { verified: true });
    const session = await logIn(ctx, { email: user.email, password });
    expect((await enter(google({ email: user.email.toUpperCase() }))).id).toBe(user.id);
    expect((await logIn(ctx, { email: user.email, password })).ok).toBe(true);
    expect(session.ok && (await findSession(ctx, session.value.sessionId))).not.toBeNull();
  });

  it("IDN-2 a verified address takes over an account that never proved it: password, sessions, tokens, log-ins and links go", async () => {
    const user = await anAccount(shop, { name: "A stranger" });
    const stranger = as(shop, user.actor);
    const session = await logIn(ctx, { email: user.email, password });
    const tokens = await issueTokens(ctx, { email: user.email, password });
    await linkProvider(stranger, { provider: "github", subject: `stranger-${user.id}`, email: null });
    if (!session.ok || !tokens.ok) throw new Error("not logged in");

    const owner = await enter(google({ email: user.email }));
    expect(owner).toMatchObject({ id: user.id, name: "Ines Sander" });
    expect(await findSession(ctx, session.value.sessionId)).toBeNull();
    expect(await findTokenPerson(ctx, tokens.value.accessToken)).toBeNull();
    expect(await logIn(ctx, { email: user.email, password })).toEqual({ ok: false, code: "BAD_CREDENTIALS" });
    expect((await listLinkedLogins(as(shop, user.actor))).map((login) => login.provider)).toEqual(["google"]);
    expect(await findSession(ctx, owner.sessionId)).not.toBeNull();
    const { rows } = await db.execute(
      sql`select id from events where kind = 'user.verified' and payload ->> 'userId' = ${user.id}`,
    );
    expect(rows).toHaveLength(1);
  });

  it("IDN-2 an unverified address never joins; where nobody has it, it makes an account that has yet to prove it", async () => {
    const user = await anAccount(shop, { verified: true });
    expect(await logInWithProvider(ctx, google({ email: user.email, emailVerified: false }))).toEqual({
      ok: false,
      code: "PROVIDER_EMAIL_UNVERIFIED",
    });
    expect(await listLinkedLogins(as(shop, user.actor))).toEqual([]);
    const own = await enter(google({ emailVerified: false }));
    expect((await userRow(own.id))?.email_verified_at).toBeNull();
    expect(await accountMailsOf(shop, own.id)).toEqual(["verify_email", "welcome"]);
    const actor = { kind: "user", id: own.id, name: "Ines", role: "customer", sessionId: null } as const;
    expect((await verifyEmail(as(shop, actor), await mailedSecret(shop, own.id, "verify"))).ok).toBe(true);
  });

  it("IDN-2 refuses people without an address that can be used", async () => {
    for (const email of [null, "", "nonsense", '"quoted"@example.org', "in\u0435s@example.org"]) {
      expect(await logInWithProvider(ctx, google({ email }))).toEqual({ ok: false, code: "PROVIDER_EMAIL_MISSING" });
    }
  });

  it("IDN-9 a deactivated account stays closed, by its log-in and by its address", async () => {
    const given = google();
    const session = await enter(given);
    await deactivate(session.id);
    const closed = { ok: false, code: "ACCOUNT_DEACTIVATED" };
    expect(await logInWithProvider(ctx, given)).toEqual(closed);
    expect(await logInWithProvider(ctx, google({ email: given.email }))).toEqual(closed);
    expect(await findSession(ctx, session.sessionId)).toBeNull();
    await db.execute(sql`update users set active = true, deactivated_at = null where id = ${session.id}`);
  });

  it("IDN-2 an address that changed hands at the provider does not open the account of its former owner", async () => {
    const given = google();
    await enter(given);
    expect(await logInWithProvider(ctx, google({ email: given.email }))).toEqual({
      ok: false,
      code: "LOGIN_LINKED_ELSEWHERE",
    });
  });

  it("IDN-2 six first log-ins at once make one account, linked once", async () => {
    for (const known of [false, true]) {
      const given = google(known ? { email: (await anAccount(shop)).email } : {});
      const answers = await Promise.all(Array.from({ length: 6 }, () => enter(given)));
      expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
      expect(new Set(answers.map((answer) => answer.sessionId)).size).toBe(6);
      for (const { sessionId } of answers) expect(await findSession(ctx, sessionId)).not.toBeNull();
    }
  });

  it("IDN-2 somebody without a name at the provider is called by the address", async () => {
    expect((await enter(google({ email: "rosa@example.org", name: null }))).name).toBe("rosa");
    expect((await enter(google({ name: "\u0000" }))).name).toMatch(/^by-google-/);
  });
});

describe("IDN-8 linked log-ins", () => {
  it("IDN-8 are linked once, listed, and lead to one account only", async () => {
    const [user, other] = [await anAccount(shop), await anAccount(shop)];
    const [own, foreign] = [as(shop, user.actor), as(shop, other.actor)];
    const login = { provider: "github", subject: `own-${user.id}`, email: "elsewhere@example.org" } as const;
    expect(await linkProvider(own, login)).toEqual({ ok: true, value: null });
    expect(await linkProvider(own, login), "the second click").toEqual({ ok: true, value: null });
    expect(await listLinkedLogins(own)).toMatchObject([{ provider: "github", email: "elsewhere@example.org" }]);
    expect(await linkProvider(foreign, login)).toEqual({ ok: false, code: "LOGIN_LINKED_ELSEWHERE" });
    expect(await linkProvider(own, { ...login, subject: `second-${user.id}` })).toMatchObject({
      code: "LOGIN_LINKED_ELSEWHERE",
    });
    expect((await enter({ ...login, emailVerified: false, name: null })).id).toBe(user.id);
    for (const act of [() => linkProvider(ctx, login), () => unlinkProvider(ctx, login), () => listLinkedLogins(ctx)]) {
      await expect(act()).rejects.toThrow("UNAUTHENTICATED");
    }
  });

  it("IDN-8 the last way in cannot be unlinked, also by two clicks at once", async () => {
    const user = await anAccount(shop, { password: null });
    const own = as(shop, user.actor);
    await linkProvider(own, { provider: "google", subject: `g-${user.id}`, email: null });
    expect(await unlinkProvider(own, { provider: "github" })).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await unlinkProvider(own, { provider: "google" })).toEqual({ ok: false, code: "LAST_WAY_IN" });
    await linkProvider(own, { provider: "github", subject: `h-${user.id}`, email: null });
    const both = await Promise.all([
      unlinkProvider(own, { provider: "google" }),
      unlinkProvider(own, { provider: "github" }),
    ]);
    expect(both.map((answer) => (answer.ok ? "ok" : answer.code)).sort()).toEqual(["LAST_WAY_IN", "ok"]);
    expect(await listLinkedLogins(own)).toHaveLength(1);
  });

  it("IDN-8 with a password every one can be unlinked", async () => {
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    await linkProvider(own, { provider: "google", subject: `p-${user.id}`, email: null });
    expect((await unlinkProvider(own, { provider: "google" })).ok).toBe(true);
    expect(await listLinkedLogins(own)).toEqual([]);
  });
});
