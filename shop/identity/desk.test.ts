import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aBook, anOrder, as, guest, job, openTestShop, pay, person } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import type { Role } from "../_kernel/permissions.ts";
import type { Actor } from "../context.ts";
import { cancelOrder, deliverOrder, listOrders, processOrder, shipOrder } from "../orders/index.ts";
import { retryMail } from "../outbox/index.ts";
import {
  changeRole,
  countUsers,
  deactivateUser,
  endUserSessions,
  findSession,
  getUser,
  listUserNames,
  listUsers,
  reactivateUser,
} from "./index.ts";
import { reasonInput, userFilter } from "./model.ts";

const [shop, other] = [openTestShop(), openTestShop()];
const { db } = shop.database;

async function aPerson(given: { name?: string; email?: string; role?: Role; active?: boolean } = {}) {
  const id = newId(new Date());
  const { name = "Aoife Dunne", email = `${id}@example.org`, role = "customer", active = true } = given;
  await db.execute(sql`
    insert into users (id, email, name, role, active, deactivated_at)
    values (${id}, ${email}, ${name}, ${role}, ${active}, ${active ? null : new Date().toISOString()})`);
  return { id, name, email };
}
async function anAdmin() {
  const { id, name } = await aPerson({ name: "Ada Admin", role: "admin" });
  const actor: Actor = { kind: "user", id, name, role: "admin", sessionId: null };
  return { id, ctx: as(shop, actor), elsewhere: as(other, actor) };
}
/** A browser and a program that are logged in. */
async function logIns(userId: string) {
  const [session, family] = [newId(new Date()), newId(new Date())];
  await db.execute(sql`
    insert into sessions (id, user_id, user_agent, expires_at) values (${session}, ${userId}, 'a browser', now() + interval '1 day')`);
  await db.execute(sql`
    insert into refresh_families (id, user_id, user_agent, expires_at) values (${family}, ${userId}, 'a program', now() + interval '1 day')`);
  await db.execute(sql`insert into refresh_tokens (token_hash, family_id) values (${`hash of ${family}`}, ${family})`);
  return { session, family };
}
const familyOf = async (id: string) =>
  (await db.execute(sql`select revoked_because from refresh_families where id = ${id}`)).rows[0]?.revoked_because;
const logOf = async (subjectId: string) =>
  (
    await db.execute<{ action: string; facts: object; actor_id: string; subject_name: string | null }>(
      sql`select action, facts, actor_id, subject_name from audit_entries where subject_id = ${subjectId} order by at, id`,
    )
  ).rows;
const why = { reason: "asked for it" };

describe("the list of accounts", () => {
  const names = async (filter: object) =>
    (await listUsers((await anAdmin()).ctx, userFilter.parse(filter))).items.map(({ name }) => name);

  it("IDN-7 is filtered by role, state and text, alone and together, sorted and in pages", async () => {
    const tag = crypto.randomUUID().slice(0, 8);
    await aPerson({ name: `Änne ${tag}` });
    await aPerson({ name: `Bo ${tag}`, role: "staff" });
    await aPerson({ name: `Cy ${tag}`, role: "staff", active: false });
    await aPerson({ name: "Dee", email: `dee.${tag}@example.org`, active: false });
    const text = tag.toUpperCase();
    expect(await names({ text, sort: "name", direction: "asc" })).toHaveLength(4);
    expect(await names({ text, sort: "joined" })).toEqual(["Dee", `Cy ${tag}`, `Bo ${tag}`, `Änne ${tag}`]);
    expect(await names({ text, role: "staff", sort: "name", direction: "asc" })).toEqual([`Bo ${tag}`, `Cy ${tag}`]);
    expect(await names({ text, state: "inactive", sort: "email", direction: "desc" })).toContain("Dee");
    expect(await names({ text, role: "staff", state: "active" })).toEqual([`Bo ${tag}`]);
    expect(await names({ text: `a\u0308nne ${tag}`, sort: "name" })).toEqual([`Änne ${tag}`]);
    for (const odd of ["%", "_", "\\", "' or 1=1 --"]) expect(await names({ text: `${odd}${tag}` })).toEqual([]);
    for (let i = 0; i < 30; i++) await aPerson({ name: `Many ${tag}` });
    const { ctx } = await anAdmin();
    const page = await listUsers(ctx, userFilter.parse({ text: `Many ${tag}`, page: 2 }));
    expect([page.items.length, page.total, page.pages]).toEqual([5, 30, 2]);
    const counts = await countUsers(ctx);
    expect(counts.roles.staff).toBeGreaterThanOrEqual(2);
    expect(counts.inactive).toBeGreaterThanOrEqual(2);
  });

  it("IDN-7 a person is seen with log-ins, open sessions and orders", async () => {
    const { ctx } = await anAdmin();
    const { id, name } = await aPerson();
    const { session, family } = await logIns(id);
    await db.execute(sql`insert into linked_logins (provider, subject, user_id) values ('github', ${id}, ${id})`);
    const order = await anOrder(as(shop, guest), [{ bookId: (await aBook(shop)).id }]);
    await db.execute(sql`update orders set user_id = ${id} where id = ${order.id}`);
    const user = await getUser(ctx, id);
    expect(user).toMatchObject({ id, name, role: "customer", active: true, emailVerified: false, hasPassword: false });
    expect(user.logins).toMatchObject([{ provider: "github" }]);
    expect(user.sessions.map((each) => [each.id, each.kind]).sort()).toEqual(
      [
        [session, "web"],
        [family, "program"],
      ].sort(),
    );
    expect((await listOrders(ctx, { userId: id, sort: "placed", direction: "desc", page: 1 })).items).toMatchObject([
      { number: order.number },
    ]);
    expect(await listUserNames(ctx, [id, newId(new Date())])).toEqual(new Map([[id, name]]));
    for (const nobody of ["x", newId(new Date())]) await expect(getUser(ctx, nobody)).rejects.toThrow("not found");
  });
});

describe("closing and opening accounts", () => {
  it("IDN-7 IDN-9 deactivating ends every session and token in the same transaction, and is in the log", async () => {
    const { id: adminId, ctx } = await anAdmin();
    const { id } = await aPerson();
    const { session, family } = await logIns(id);
    expect(await findSession(ctx, session)).not.toBeNull();
    expect(await deactivateUser(ctx, { id, ...why })).toEqual({ ok: true, value: null });
    expect(await findSession(ctx, session)).toBeNull();
    expect(await familyOf(family)).toBe("deactivated");
    expect(await getUser(ctx, id)).toMatchObject({ active: false, deactivatedNote: why.reason, sessions: [] });
    expect(await deactivateUser(ctx, { id, ...why })).toEqual({ ok: false, code: "ALREADY_DONE" });
    expect(await logOf(id)).toEqual([
      { action: "user.deactivated", facts: { ...why, sessions: 2 }, actor_id: adminId, subject_name: null },
    ]);
  });

  it("IDN-7 reactivating opens the account, and nothing that was ended", async () => {
    const { ctx } = await anAdmin();
    const { id } = await aPerson();
    const { session } = await logIns(id);
    expect(await reactivateUser(ctx, { id, ...why })).toEqual({ ok: false, code: "ALREADY_DONE" });
    await deactivateUser(ctx, { id, ...why });
    expect(await reactivateUser(ctx, { id, reason: "came back" })).toEqual({ ok: true, value: null });
    expect(await getUser(ctx, id)).toMatchObject({ active: true, deactivatedAt: null, deactivatedNote: null });
    expect(await findSession(ctx, session)).toBeNull();
    expect((await logOf(id)).map(({ action }) => action)).toEqual(["user.deactivated", "user.reactivated"]);
  });

  it("IDN-7 an admin cannot be deactivated, oneself included", async () => {
    const [one, two] = [await anAdmin(), await anAdmin()];
    for (const id of [one.id, two.id]) {
      expect(await deactivateUser(one.ctx, { id, ...why })).toEqual({ ok: false, code: "CANNOT_DEACTIVATE_ADMIN" });
      expect(await getUser(one.ctx, id)).toMatchObject({ active: true });
      expect(await logOf(id)).toEqual([]);
    }
  });

  it("IDN-7 of two clicks at once, in two processes, one is done and the other told so", async () => {
    const { ctx, elsewhere } = await anAdmin();
    const { id } = await aPerson();
    const done = await Promise.all([ctx, elsewhere].map((each) => deactivateUser(each, { id, ...why })));
    expect(done.map((each) => (each.ok ? "done" : each.code)).sort()).toEqual(["ALREADY_DONE", "done"]);
    expect(await logOf(id)).toHaveLength(1);
  });

  it("IDN-4 all sessions are ended at once; a second time there is nothing to end", async () => {
    const { ctx } = await anAdmin();
    const { id } = await aPerson();
    const { session, family } = await logIns(id);
    expect(await endUserSessions(ctx, { id })).toEqual({ ok: true, value: { ended: 2 } });
    expect(await findSession(ctx, session)).toBeNull();
    expect(await familyOf(family)).toBe("logged_out");
    expect(await endUserSessions(ctx, { id })).toEqual({ ok: false, code: "ALREADY_DONE" });
    expect((await logOf(id)).map(({ action }) => action)).toEqual(["user.sessions_ended"]);
  });

  it("IDN-7 a reason is said, and is no novel", () => {
    expect(reasonInput.parse("  fraud\u0000 ")).toBe("fraud");
    for (const bad of ["", "   ", "x".repeat(501)]) expect(reasonInput.safeParse(bad).success).toBe(false);
  });
});

describe("roles", () => {
  it("IDN-6 SEC-5 are changed by admins, told in the log, and never one's own", async () => {
    const { id: adminId, ctx } = await anAdmin();
    const { id } = await aPerson();
    expect(await changeRole(ctx, { id, role: "staff" })).toEqual({ ok: true, value: null });
    expect(await changeRole(ctx, { id, role: "staff" })).toEqual({ ok: false, code: "ALREADY_DONE" });
    expect(await getUser(ctx, id)).toMatchObject({ role: "staff" });
    expect(await logOf(id)).toMatchObject([
      { action: "user.role_changed", facts: { before: "customer", after: "staff" } },
    ]);
    expect(await changeRole(ctx, { id: adminId, role: "customer" })).toEqual({
      ok: false,
      code: "CANNOT_CHANGE_OWN_ROLE",
    });
  });

  it("IDN-6 two admins who take each other's role away at once leave one admin", async () => {
    for (let round = 0; round < 10; round++) {
      const [one, two] = [await anAdmin(), await anAdmin()];
      const done = await Promise.allSettled([
        changeRole(one.ctx, { id: two.id, role: "customer" }),
        changeRole(two.elsewhere, { id: one.id, role: "customer" }),
      ]);
      expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const { rows } = await db.execute(sql`select role from users where id in (${one.id}, ${two.id}) order by role`);
      expect(rows).toEqual([{ role: "admin" }, { role: "customer" }]);
    }
  });

  it("IDN-6 an admin who was made customer a moment ago does nothing more, though the request had begun before", async () => {
    const [one, two] = [await anAdmin(), await anAdmin()];
    const { id } = await aPerson();
    await changeRole(one.ctx, { id: two.id, role: "customer" });
    await expect(deactivateUser(two.ctx, { id, ...why })).rejects.toThrow("FORBIDDEN");
    expect(await getUser(one.ctx, id)).toMatchObject({ active: true });
  });
});

describe("who may", () => {
  const anybody = newId(new Date());
  const all = [
    ["list", (ctx) => listUsers(ctx, userFilter.parse({}))],
    ["count", (ctx) => countUsers(ctx)],
    ["look at", (ctx) => getUser(ctx, anybody)],
    ["name", (ctx) => listUserNames(ctx, [anybody])],
    ["deactivate", (ctx) => deactivateUser(ctx, { id: anybody, ...why })],
    ["reactivate", (ctx) => reactivateUser(ctx, { id: anybody, ...why })],
    ["change the role of", (ctx) => changeRole(ctx, { id: anybody, role: "admin" })],
    ["log out", (ctx) => endUserSessions(ctx, { id: anybody })],
  ] as const satisfies [string, (ctx: ReturnType<typeof as>) => Promise<unknown>][];

  it.each(all)("IDN-6 IDN-7 only admins %s people", async (_, command) => {
    await expect(command(as(shop, guest))).rejects.toThrow("UNAUTHENTICATED");
    await expect(command(as(shop, person("customer")))).rejects.toThrow("FORBIDDEN");
    await expect(command(as(shop, person("staff")))).rejects.toThrow("FORBIDDEN");
  });

  it("IDN-7 somebody who is not there is not found", async () => {
    const { ctx } = await anAdmin();
    for (const id of [newId(new Date()), "x"]) {
      const missing = { ok: false, code: "NOT_FOUND" };
      expect(await deactivateUser(ctx, { id, ...why })).toEqual(missing);
      expect(await reactivateUser(ctx, { id, ...why })).toEqual(missing);
      expect(await changeRole(ctx, { id, role: "staff" })).toEqual(missing);
      expect(await endUserSessions(as(shop, job), { id })).toEqual(missing);
    }
  });
});

describe("the audit log of the other desks", () => {
  it("SEC-5 every step of an order and every mail tried again is written down, with what was said; what is refused is not", async () => {
    const { id: adminId, ctx } = await anAdmin();
    const shopper = as(shop, guest);
    const order = await anOrder(shopper, [{ bookId: (await aBook(shop)).id }]);
    await pay(shopper, order.id);
    await deliverOrder(ctx, order.number, { note: "too early" });
    await processOrder(ctx, order.number, { note: "a gift" });
    const parcel = { carrier: "DHL", trackingNumber: "0034", note: null };
    await shipOrder(ctx, order.number, parcel);
    await shipOrder(ctx, order.number, parcel);
    await deliverOrder(ctx, order.number, { note: null });
    const entry = { actor_id: adminId, subject_name: order.number };
    expect(await logOf(order.id)).toEqual([
      { ...entry, action: "order.processing", facts: { note: "a gift" } },
      { ...entry, action: "order.shipped", facts: { carrier: "DHL", trackingNumber: "0034" } },
      { ...entry, action: "order.delivered", facts: {} },
    ]);
    const unpaid = await anOrder(shopper, [{ bookId: (await aBook(shop)).id }]);
    await cancelOrder(ctx, unpaid.number, { note: "ordered twice" });
    await cancelOrder(ctx, unpaid.number, { note: "again" });
    expect(await logOf(unpaid.id)).toEqual([
      { actor_id: adminId, subject_name: unpaid.number, action: "order.cancelled", facts: { note: "ordered twice" } },
    ]);
    const { rows } = await db.execute<{ id: string }>(sql`
      update mails set state = 'dead', attempts = 8 where data ->> 'orderId' = ${unpaid.id} returning id`);
    const mailId = rows[0]?.id ?? "";
    await retryMail(ctx, mailId);
    await retryMail(ctx, mailId);
    expect(await logOf(mailId)).toMatchObject([{ action: "mail.retried", actor_id: adminId }]);
  });
});
