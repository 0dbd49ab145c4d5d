import { createHash, hkdfSync } from "node:crypto";
import { sql } from "drizzle-orm";
import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { anAccount, as, guest, openTestShop, password } from "../../tests/world.ts";
import { newToken } from "../_kernel/tokens.ts";
import { connect } from "../../db/client.ts";
import {
  endAllSessions,
  endSession,
  findTokenPerson,
  issueTokens,
  listSessions,
  refreshTokens,
  revokeTokens,
} from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const ctx = as(shop, guest);
const invalid = { ok: false, code: "TOKEN_INVALID" };

async function issued(user: { email: string }, at = ctx) {
  const answer = await issueTokens(at, { email: user.email, password, userAgent: "a program" });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}
async function refreshed(refreshToken: string, at = ctx) {
  const answer = await refreshTokens(at, { refreshToken });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}
const familiesOf = async (userId: string) => {
  const { rows } = await db.execute<{ revoked_because: string | null; unused: number }>(sql`
    select f.revoked_because, (select count(*)::int from refresh_tokens t where t.family_id = f.id and t.used_at is null) as unused
    from refresh_families f where f.user_id = ${userId} order by f.created_at`);
  return rows;
};

describe("IDN-3 tokens", () => {
  it("IDN-3 are an access token for 15 minutes and a refresh token of which only the hash is kept", async () => {
    const user = await anAccount(shop);
    const tokens = await issued(user);
    expect(tokens).toMatchObject({ tokenType: "Bearer", expiresIn: 900, refreshExpiresIn: 2_592_000 });
    expect(decodeProtectedHeader(tokens.accessToken)).toMatchObject({ alg: "HS256", typ: "at+jwt" });
    const said = decodeJwt(tokens.accessToken);
    expect(said).toMatchObject({ iss: shop.appUrl, aud: `${shop.appUrl}/api`, sub: user.id });
    expect((said.exp ?? 0) - (said.iat ?? 0)).toBe(900);
    expect(JSON.stringify(said)).not.toContain(user.email);
    const { rows } = await db.execute(sql`select * from refresh_tokens`);
    expect(JSON.stringify(rows)).not.toContain(tokens.refreshToken);
    expect(await findTokenPerson(ctx, tokens.accessToken)).toMatchObject({
      id: user.id,
      email: user.email,
      role: "customer",
      sessionId: null,
    });
  });

  it("IDN-3 an access token counts until its minute, and not after", async () => {
    const user = await anAccount(shop);
    const { accessToken } = await issued(user);
    const later = (seconds: number) => as(shop, guest, new Date(ctx.now.getTime() + seconds * 1_000));
    expect(await findTokenPerson(later(898), accessToken)).not.toBeNull();
    expect(await findTokenPerson(later(901), accessToken)).toBeNull();
  });

  it("IDN-3 pins algorithm, issuer, audience, type and key", async () => {
    const user = await anAccount(shop);
    const { accessToken } = await issued(user);
    const { family } = decodeJwt(accessToken) as { family: string };
    const key = new Uint8Array(hkdfSync("sha256", shop.secret, "", "octavo access token", 32));
    const kid = createHash("sha256").update(key).digest("base64url").slice(0, 16);
    const forge = (change: {
      alg?: string;
      typ?: string;
      kid?: string;
      iss?: string;
      aud?: string;
      sub?: string;
      family?: string;
      key?: Uint8Array;
      lasting?: boolean;
    }) => {
      const token = new SignJWT({ family: change.family ?? family })
        .setProtectedHeader({ alg: change.alg ?? "HS256", typ: change.typ ?? "at+jwt", kid: change.kid ?? kid })
        .setIssuer(change.iss ?? shop.appUrl)
        .setAudience(change.aud ?? `${shop.appUrl}/api`)
        .setSubject(change.sub ?? user.id)
        .setIssuedAt();
      return (change.lasting ? token : token.setExpirationTime("15m")).sign(change.key ?? key);
    };
    expect(await findTokenPerson(ctx, await forge({})), "the forger knows how").not.toBeNull();
    const other = await anAccount(shop);
    const forged = [
      await forge({ alg: "HS512", key: new Uint8Array(64).fill(1) }),
      await forge({ typ: "JWT" }),
      await forge({ kid: "another" }),
      await forge({ iss: "http://elsewhere.test" }),
      await forge({ aud: "http://shop.test/other" }),
      await forge({ key: new TextEncoder().encode(shop.secret) }),
      await forge({ sub: other.id }),
      await forge({ sub: "' or 1=1" }),
      await forge({ family: crypto.randomUUID() }),
      await forge({ lasting: true }),
      `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url")}.${accessToken.split(".")[1]}.`,
      `${accessToken}x`,
      accessToken.split(".").slice(0, 2).join("."),
      "",
      newToken(),
    ];
    for (const token of forged) expect(await findTokenPerson(ctx, token), token).toBeNull();
  });

  it("PLT-9 what the former secret signed counts on, what comes next is signed with the new one", async () => {
    const user = await anAccount(shop);
    const before = await issued(user);
    const rotated = as(
      { ...shop, secret: "another secret, long enough for it", previousSecrets: [shop.secret] },
      guest,
    );
    expect(await findTokenPerson(rotated, before.accessToken)).not.toBeNull();
    const after = await refreshed(before.refreshToken, rotated);
    expect(decodeProtectedHeader(after.accessToken).kid).not.toBe(decodeProtectedHeader(before.accessToken).kid);
    expect(await findTokenPerson(rotated, after.accessToken)).not.toBeNull();
    expect(await findTokenPerson(ctx, after.accessToken)).toBeNull();
    const forgotten = as({ ...shop, secret: "another secret, long enough for it" }, guest);
    expect(await findTokenPerson(forgotten, before.accessToken)).toBeNull();
  });
});

describe("IDN-3 refreshing", () => {
  it("IDN-3 gives the next pair; the one before is used up and the family goes on", async () => {
    const user = await anAccount(shop);
    const first = await issued(user);
    const second = await refreshed(first.refreshToken);
    const third = await refreshed(second.refreshToken);
    expect(new Set([first, second, third].map((tokens) => tokens.refreshToken)).size).toBe(3);
    expect(await findTokenPerson(ctx, third.accessToken)).toMatchObject({ id: user.id });
    expect(await familiesOf(user.id)).toEqual([{ revoked_because: null, unused: 1 }]);
  });

  it("IDN-3 a replayed token revokes its whole family, and no other", async () => {
    const user = await anAccount(shop);
    const [stolen, other] = [await issued(user), await issued(user)];
    const next = await refreshed(stolen.refreshToken);
    expect(await refreshTokens(ctx, { refreshToken: stolen.refreshToken })).toEqual(invalid);
    expect(await refreshTokens(ctx, { refreshToken: next.refreshToken })).toEqual(invalid);
    expect(await findTokenPerson(ctx, next.accessToken)).toBeNull();
    expect(await findTokenPerson(ctx, other.accessToken)).not.toBeNull();
    expect((await familiesOf(user.id)).map((family) => family.revoked_because).sort()).toEqual(
      ["replayed", null].sort(),
    );
    expect((await refreshTokens(ctx, { refreshToken: other.refreshToken })).ok).toBe(true);
  });

  it("IDN-3 two refreshes at once with one token have one outcome for the family, twenty times over", async () => {
    const user = await anAccount(shop);
    // two processes, as far as the database can tell
    const [here, there] = [connect(process.env.DATABASE_URL ?? ""), connect(process.env.DATABASE_URL ?? "")];
    const at = [as({ ...shop, database: here }, guest), as({ ...shop, database: there }, guest)];
    for (let round = 0; round < 20; round++) {
      const { refreshToken } = await issued(user);
      const answers = await Promise.all(at.map((each) => refreshTokens(each, { refreshToken })));
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(answers.filter((answer) => !answer.ok)).toEqual([invalid]);
      for (const answer of answers) {
        if (!answer.ok) continue;
        expect(await refreshTokens(ctx, { refreshToken: answer.value.refreshToken })).toEqual(invalid);
        expect(await findTokenPerson(ctx, answer.value.accessToken)).toBeNull();
      }
    }
    await Promise.all([here.close(), there.close()]);
    const families = await familiesOf(user.id);
    expect(families).toHaveLength(20);
    expect(new Set(families.map((family) => family.revoked_because))).toEqual(new Set(["replayed"]));
  });

  it("IDN-3 refuses what is unknown, has run out or is no token", async () => {
    const user = await anAccount(shop);
    const { refreshToken, accessToken } = await issued(user);
    await db.execute(
      sql`update refresh_families set expires_at = now() - interval '1 second' where user_id = ${user.id}`,
    );
    for (const bad of [refreshToken, accessToken, newToken(), "", "' or 1=1"]) {
      expect(await refreshTokens(ctx, { refreshToken: bad })).toEqual(invalid);
    }
    expect(await findTokenPerson(ctx, accessToken)).toBeNull();
  });

  it("IDN-9 a deactivated account fails at refresh and with a token that has not run out", async () => {
    const user = await anAccount(shop);
    const { refreshToken, accessToken } = await issued(user);
    await db.execute(sql`update users set active = false, deactivated_at = now() where id = ${user.id}`);
    expect(await issueTokens(ctx, { email: user.email, password })).toEqual({ ok: false, code: "BAD_CREDENTIALS" });
    expect(await refreshTokens(ctx, { refreshToken })).toEqual(invalid);
    expect(await findTokenPerson(ctx, accessToken)).toBeNull();
    await db.execute(sql`update users set active = true, deactivated_at = null where id = ${user.id}`);
  });

  it("IDN-3 revoking ends the family by any of its tokens; unknown ones are fine", async () => {
    const user = await anAccount(shop);
    const first = await issued(user);
    const second = await refreshed(first.refreshToken);
    for (const bad of [newToken(), "", "x"]) await revokeTokens(ctx, { refreshToken: bad });
    await revokeTokens(ctx, { refreshToken: first.refreshToken });
    await revokeTokens(ctx, { refreshToken: first.refreshToken });
    expect(await refreshTokens(ctx, { refreshToken: second.refreshToken })).toEqual(invalid);
    expect(await findTokenPerson(ctx, second.accessToken)).toBeNull();
    expect((await familiesOf(user.id))[0]?.revoked_because).toBe("logged_out");
  });
});

describe("IDN-8 programs among the sessions", () => {
  it("IDN-8 are listed, ended one by one or all together, by their person only", async () => {
    const [user, other] = [await anAccount(shop), await anAccount(shop)];
    const own = as(shop, user.actor);
    const [first, second] = [await issued(user), await issued(user)];
    const listed = await listSessions(own);
    expect(listed).toMatchObject([{ kind: "program", userAgent: "a program", current: false }, { kind: "program" }]);
    const [one] = listed;
    expect(await endSession(as(shop, other.actor), one?.id ?? "")).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await endSession(own, one?.id ?? "")).toEqual({ ok: true, value: null });
    expect(await endSession(own, one?.id ?? "")).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await listSessions(own)).toHaveLength(1);
    expect(await endAllSessions(own)).toBe(1);
    expect(await endAllSessions(own)).toBe(0);
    for (const { accessToken } of [first, second]) expect(await findTokenPerson(ctx, accessToken)).toBeNull();
  });
});
