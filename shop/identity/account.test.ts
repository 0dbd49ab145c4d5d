import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anAccount, as, guest, job, openTestShop, password, person } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import {
  endAllSessions,
  endSession,
  findSession,
  getProfile,
  issueTokens,
  listAddresses,
  listSessions,
  logIn,
  removeAddress,
  removeOldLogIns,
  requestReset,
  saveAddress,
  sendReset,
  updateProfile,
} from "./index.ts";
import { addressInput, MAX_ADDRESSES, profileInput } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const ctx = as(shop, guest);
const leipzig = addressInput.parse({
  name: "Ines Sander",
  line1: "Karl-Heine-Straße 31",
  line2: "",
  postcode: "04229",
  city: "Leipzig",
  country: "DE",
});

async function enter(email: string, userAgent = "a browser") {
  const answer = await logIn(ctx, { email, password, userAgent });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.sessionId;
}

describe("IDN-8 sessions", () => {
  it("IDN-8 are listed with the current one first; ended ones and other people's are not", async () => {
    const [user, other] = [await anAccount(shop), await anAccount(shop)];
    const [first, second, third] = [
      await enter(user.email, "first"),
      await enter(user.email, "second"),
      await enter(user.email, "x".repeat(500)),
    ];
    await enter(other.email);
    const own = as(shop, { ...user.actor, sessionId: first });
    const listed = await listSessions(own);
    expect(listed.map((session) => session.id).sort()).toEqual([first, second, third].sort());
    expect(listed[0]).toMatchObject({ id: first, kind: "web", userAgent: "first", current: true });
    expect(listed.filter((session) => session.current)).toHaveLength(1);
    expect(listed.find((session) => session.id === third)?.userAgent).toHaveLength(300);

    expect(await endSession(as(shop, other.actor), second)).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await findSession(ctx, second)).not.toBeNull();
    expect(await endSession(own, second)).toEqual({ ok: true, value: null });
    expect(await endSession(own, second)).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await findSession(ctx, second)).toBeNull();
    for (const bad of ["", "x", newId(new Date())]) {
      expect(await endSession(own, bad)).toEqual({ ok: false, code: "NOT_FOUND" });
    }
    expect(await endAllSessions(own, { except: first })).toBe(1);
    expect(await findSession(ctx, first)).not.toBeNull();
    expect(await endAllSessions(own)).toBe(1);
    expect(await findSession(ctx, first)).toBeNull();
    for (const act of [() => listSessions(ctx), () => endSession(ctx, first), () => endAllSessions(ctx)]) {
      await expect(act()).rejects.toThrow("UNAUTHENTICATED");
    }
  });

  it("IDN-4 note when they were last used, to some minutes", async () => {
    const user = await anAccount(shop);
    const sessionId = await enter(user.email);
    const seen = async () => {
      const { rows } = await db.execute<{ fresh: boolean }>(
        sql`select last_seen_at > now() - interval '1 minute' as fresh from sessions where id = ${sessionId}`,
      );
      return rows[0]?.fresh;
    };
    await db.execute(sql`update sessions set last_seen_at = now() - interval '2 minutes' where id = ${sessionId}`);
    await findSession(ctx, sessionId);
    expect(await seen()).toBe(false);
    await db.execute(sql`update sessions set last_seen_at = now() - interval '6 minutes' where id = ${sessionId}`);
    await findSession(ctx, sessionId);
    expect(await seen()).toBe(true);
  });

  it("IDN-4 a log-in during a change of password or a deactivation never outlives it", async () => {
    for (let round = 0; round < 10; round++) {
      const user = await anAccount(shop);
      const closing = ctx.transact(async (tx) => {
        await tx.execute(sql`update users set active = false, deactivated_at = now() where id = ${user.id}`);
        await tx.execute(sql`update sessions set revoked_at = now() where user_id = ${user.id}`);
        await tx.execute(
          sql`update refresh_families set revoked_at = now(), revoked_because = 'deactivated' where user_id = ${user.id}`,
        );
      });
      await Promise.all([
        closing,
        logIn(ctx, { email: user.email, password }),
        issueTokens(ctx, { email: user.email, password }),
      ]);
      const { rows } = await db.execute(sql`
        select id from sessions where user_id = ${user.id} and revoked_at is null
        union all select id from refresh_families where user_id = ${user.id} and revoked_at is null`);
      expect(rows).toEqual([]);
    }
  });
});

describe("IDN-8 the profile", () => {
  it("IDN-8 shows what the account is and changes name and language", async () => {
    const user = await anAccount(shop, { verified: true });
    const own = as(shop, user.actor);
    expect(await getProfile(own)).toMatchObject({
      id: user.id,
      email: user.email,
      emailVerified: true,
      hasPassword: true,
      pendingEmail: null,
      locale: null,
      role: "customer",
    });
    await updateProfile(own, profileInput.parse({ name: " Ines Maria Sander ", locale: "de" }));
    expect(await getProfile(own)).toMatchObject({ name: "Ines Maria Sander", locale: "de" });
    await expect(getProfile(ctx)).rejects.toThrow("UNAUTHENTICATED");
    await expect(updateProfile(ctx, { name: "X", locale: null })).rejects.toThrow("UNAUTHENTICATED");
    await expect(getProfile(as(shop, person("customer")))).rejects.toThrow("not found");
    for (const bad of ["", " ", "a\nb", "x".repeat(121)]) {
      expect(profileInput.safeParse({ name: bad, locale: null }).success, bad).toBe(false);
    }
  });
});

describe("IDN-8 addresses", () => {
  it("IDN-8 are kept, changed and removed; one of them is preferred", async () => {
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    const save = async (change: object) => {
      const saved = await saveAddress(own, { ...leipzig, ...change });
      if (!saved.ok) throw new Error(saved.code);
      return saved.value.id;
    };
    const preferred = async () => (await listAddresses(own)).filter((address) => address.preferred).map(({ id }) => id);
    const first = await save({});
    expect(await preferred()).toEqual([first]);
    const second = await save({ line1: "Elsewhere 1" });
    expect(await preferred()).toEqual([first]);
    const third = await save({ line1: "Elsewhere 2", preferred: true });
    expect(await preferred()).toEqual([third]);
    expect((await listAddresses(own)).map(({ id }) => id)[0]).toBe(third);
    await save({ id: third, city: "Halle" });
    expect(await listAddresses(own)).toHaveLength(3);
    expect((await listAddresses(own))[0]).toMatchObject({ id: third, city: "Halle", preferred: true, line2: null });
    expect((await removeAddress(own, third)).ok).toBe(true);
    expect(await removeAddress(own, third)).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await preferred()).toEqual([second]);
  });

  it("IDN-8 are nobody else's", async () => {
    const [user, other] = [await anAccount(shop), await anAccount(shop)];
    const own = as(shop, user.actor);
    const saved = await saveAddress(own, leipzig);
    const id = saved.ok ? saved.value.id : "";
    const foreign = as(shop, other.actor);
    expect(await saveAddress(foreign, { ...leipzig, id, city: "Stolen" })).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await removeAddress(foreign, id)).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await listAddresses(foreign)).toEqual([]);
    expect((await listAddresses(own))[0]?.city).toBe("Leipzig");
    for (const bad of ["", "x", newId(new Date())]) {
      expect(await removeAddress(own, bad)).toEqual({ ok: false, code: "NOT_FOUND" });
    }
    for (const act of [() => listAddresses(ctx), () => saveAddress(ctx, leipzig), () => removeAddress(ctx, id)]) {
      await expect(act()).rejects.toThrow("UNAUTHENTICATED");
    }
  });

  it(`IDN-8 are ${MAX_ADDRESSES} at most, also when they are saved at once, with one preferred`, async () => {
    const user = await anAccount(shop);
    const own = as(shop, user.actor);
    const answers = await Promise.all(
      Array.from({ length: MAX_ADDRESSES + 3 }, () => saveAddress(own, { ...leipzig, preferred: true })),
    );
    expect(answers.filter((answer) => !answer.ok)).toEqual(
      Array.from({ length: 3 }, () => ({ ok: false, code: "ADDRESSES_FULL" })),
    );
    const kept = await listAddresses(own);
    expect(kept).toHaveLength(MAX_ADDRESSES);
    expect(kept.filter((address) => address.preferred)).toHaveLength(1);
  });

  it("IDN-8 have a postcode as their country writes it", () => {
    expect(addressInput.safeParse({ ...leipzig, postcode: "4229" }).error?.issues[0]).toMatchObject({
      path: ["postcode"],
      message: "postcode",
      params: { example: "04229" },
    });
    expect(addressInput.parse({ ...leipzig, preferred: "on" }).preferred).toBe(true);
    expect(addressInput.safeParse({ ...leipzig, country: "Germany" }).success).toBe(false);
  });
});

it("IDN-4 what can open nothing any more is removed, all else stays", async () => {
  const user = await anAccount(shop);
  const ids = [await enter(user.email), await enter(user.email), await enter(user.email)];
  const old = await issueTokens(ctx, { email: user.email, password });
  const young = await issueTokens(ctx, { email: user.email, password });
  expect(old.ok && young.ok).toBe(true);
  await requestReset(ctx, { email: user.email });
  const linkId = newId(new Date());
  await sendReset(as(shop, job), { userId: user.id, linkId, locale: "en" });
  await sendReset(as(shop, job), { userId: user.id, linkId: newId(new Date()), locale: "en" });
  await db.execute(sql`update sessions set revoked_at = now() - interval '31 days' where id = ${ids[0]}`);
  await db.execute(sql`update sessions set revoked_at = now() where id = ${ids[1]}`);
  await db.execute(sql`
    update refresh_families set expires_at = now() - interval '31 days' where id = (
      select id from refresh_families where user_id = ${user.id} order by id limit 1)`);
  await db.execute(sql`
    update mailed_links set expires_at = now() - interval '8 days' where token_hash = (
      select token_hash from mailed_links where user_id = ${user.id} limit 1)`);
  expect(await removeOldLogIns(as(shop, job))).toEqual({ links: 1, sessions: 1, families: 1, tokens: 0 });
  expect(await removeOldLogIns(as(shop, job))).toEqual({ links: 0, sessions: 0, families: 0, tokens: 0 });
  const { rows } = await db.execute(sql`
    select (select count(*)::int from sessions where user_id = ${user.id}) as sessions,
      (select count(*)::int from refresh_families where user_id = ${user.id}) as families,
      (select count(*)::int from mailed_links where user_id = ${user.id}) as links`);
  expect(rows[0]).toEqual({ sessions: 2, families: 1, links: 1 });
  await expect(removeOldLogIns(as(shop, user.actor))).rejects.toThrow("FORBIDDEN");
});
