import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../_kernel/ids.ts";
import { refuse } from "../_kernel/result.ts";
import { sqlState } from "../_runtime/context.ts";
import { as, guest, job, openTestShop, person } from "../../tests/world.ts";
import { listAudit, listAuditActors, record } from "./index.ts";
import { auditFilter, type AuditAction, type AuditFacts } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const [ada, ben] = [person("admin"), person("admin")];
const admin = as(shop, ada);
const BERLIN = "Europe/Berlin";
const list = async (filter: object = {}) => (await listAudit(admin, auditFilter.parse(filter), BERLIN)).items;

const write = (actor: typeof ada, action: AuditAction, id: string, facts: AuditFacts = {}, name?: string) => {
  const ctx = as(shop, actor);
  const kind = action.split(".")[0] as "user" | "order" | "mail";
  return ctx.transact((tx) => record(tx, ctx, { action, subject: { kind, id, name }, facts }));
};

describe("the audit log", () => {
  const [reader, order] = [newId(new Date()), newId(new Date())];

  beforeAll(async () => {
    await write(ada, "user.deactivated", reader, { reason: "asked for it", note: null });
    await write(ben, "user.reactivated", reader, { reason: "came back" });
    await write(ben, "order.shipped", order, { carrier: "DHL" }, "26-00017");
  });

  it("SEC-5 tells who did what to what, the newest first", async () => {
    expect(await list()).toMatchObject([
      { action: "order.shipped", subject: { kind: "order", id: order, name: "26-00017" }, facts: { carrier: "DHL" } },
      { action: "user.reactivated", actor: { kind: "user", id: ben.kind === "user" && ben.id, name: "A admin" } },
      { action: "user.deactivated", subject: { kind: "user", id: reader, name: null } },
    ]);
    expect((await list({ action: "user.deactivated" }))[0]?.facts).toEqual({ reason: "asked for it" });
  });

  it("SEC-5 is filtered by who, what and when, alone and together", async () => {
    const actor = ben.kind === "user" ? ben.id : "";
    expect(await list({ actor })).toHaveLength(2);
    expect(await list({ actor, subjectKind: "user" })).toHaveLength(1);
    expect(await list({ subjectKind: "user", subjectId: reader })).toHaveLength(2);
    expect(await list({ action: "mail.retried" })).toEqual([]);
    const { rows } = await db.execute<{ today: string }>(
      sql`select (now() at time zone ${BERLIN})::date::text as today`,
    );
    const today = rows[0]?.today;
    expect(await list({ from: today, to: today })).toHaveLength(3);
    expect(await list({ from: "2001-01-01", to: "2001-01-02" })).toEqual([]);
    expect(await listAuditActors(admin)).toHaveLength(2);
  });

  it("SEC-5 days begin when they do where the shop is", async () => {
    await db.execute(sql`
      insert into audit_entries (id, at, actor_kind, action, subject_kind, subject_id)
      values (${newId(new Date())}, '2020-07-01T22:30:00Z', 'system', 'mail.retried', 'mail', ${newId(new Date())})`);
    expect(await list({ from: "2020-07-02", to: "2020-07-02" })).toHaveLength(1);
    expect(await list({ from: "2020-07-01", to: "2020-07-01" })).toEqual([]);
  });

  it.each([
    ["changed", sql`update audit_entries set facts = '{}'`],
    ["deleted", sql`delete from audit_entries`],
    ["emptied", sql`truncate audit_entries`],
  ])("SEC-5 cannot be %s, not even by SQL", async (_, statement) => {
    const before = (await list()).length;
    const error: unknown = await db.execute(statement).catch((thrown: unknown) => thrown);
    expect(sqlState(error)).toBe("23001");
    expect(await list()).toHaveLength(before);
  });

  it("SEC-5 an act that is refused leaves no entry", async () => {
    const before = (await list()).length;
    await admin.transact(async (tx) => {
      await record(tx, admin, { action: "user.deactivated", subject: { kind: "user", id: reader } });
      return refuse("ALREADY_DONE");
    });
    expect(await list()).toHaveLength(before);
  });

  it("SEC-5 has pages", async () => {
    for (let i = 0; i < 60; i++) await write(ada, "mail.retried", newId(new Date()));
    const first = await listAudit(admin, auditFilter.parse({ action: "mail.retried" }), BERLIN);
    expect([first.items.length, first.total, first.pages]).toEqual([50, 61, 2]);
    expect(await list({ action: "mail.retried", page: 2 })).toHaveLength(11);
  });

  it("IDN-6 SEC-5 is for admins alone", async () => {
    const filter = auditFilter.parse({});
    await expect(listAudit(as(shop, guest), filter, BERLIN)).rejects.toThrow("UNAUTHENTICATED");
    for (const role of ["customer", "staff"] as const) {
      await expect(listAudit(as(shop, person(role)), filter, BERLIN)).rejects.toThrow("FORBIDDEN");
      await expect(listAuditActors(as(shop, person(role)))).rejects.toThrow("FORBIDDEN");
    }
    await expect(listAudit(as(shop, job), filter, BERLIN)).resolves.toBeDefined();
  });
});
