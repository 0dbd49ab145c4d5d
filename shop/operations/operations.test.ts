import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { registry } from "../../messages/index.ts";
import { anAccount, as, guest, job, openTestShop, person } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { removeOldKeys } from "../checkout/index.ts";
import { removeOldNotifications } from "../notifications/index.ts";
import { queues, removeOldMails } from "../outbox/index.ts";
import {
  beginRun,
  endRun,
  listFailures,
  listQueues,
  listSchedules,
  noteFailure,
  noteSchedules,
  removeOldRuns,
  runNow,
} from "./index.ts";
import { nextRun } from "./model.ts";

const shop = openTestShop();
const { db } = shop.database;
const worker = as(shop, job);
const admin = as(shop, person("admin"));
const others = [
  [as(shop, guest), "UNAUTHENTICATED"],
  [as(shop, person("customer")), "FORBIDDEN"],
  [as(shop, person("staff")), "FORBIDDEN"],
] as const;

const schedules = [
  { queue: "remove-old-carts", cron: "17 * * * *" },
  { queue: "expire-orders", cron: "* * * * *" },
];
const jobId = () => newId(new Date());
const sentTo = async (queue: string) =>
  (await db.execute<{ data: unknown }>(sql`select data from pgboss.job where name = ${queue}`)).rows;
const ofCarts = async () => (await listSchedules(admin)).find(({ queue }) => queue === "remove-old-carts");

describe("CRT-3 the schedule at the desk", () => {
  it("CRT-3 shows each job with its next run and what became of the last one; retired ones go", async () => {
    await noteSchedules(worker, [...schedules, { queue: "retired", cron: "* * * * *" }]);
    await noteSchedules(worker, schedules);
    expect((await listSchedules(admin)).map(({ queue, last }) => [queue, last])).toEqual([
      ["expire-orders", null],
      ["remove-old-carts", null],
    ]);
    const first = await beginRun(worker, { queue: "remove-old-carts", jobId: jobId(), byHand: false });
    expect((await ofCarts())?.last).toMatchObject({ state: "running", ms: null });
    await endRun(worker, first, { ok: true, ms: 12.4, result: { carts: 3 } });
    expect(await ofCarts()).toMatchObject({
      next: nextRun("17 * * * *", admin.now),
      last: { state: "done", ms: 12, result: { carts: 3 }, byHand: false },
    });
  });

  it("CRT-3 a run that failed says why, without addresses or the statement's values", async () => {
    await noteSchedules(worker, schedules);
    const run = await beginRun(worker, { queue: "expire-orders", jobId: jobId(), byHand: false });
    const cause = new Error("no room for aoife@example.org");
    const error = new Error("Failed query: select … params: secret", { cause });
    await endRun(worker, run, { ok: false, ms: 5, error, final: false });
    await noteFailure(worker, { queue: "send-mail", jobId: jobId() }, { ok: false, ms: 1, error, final: true });
    const failures = await listFailures(admin);
    expect(failures.map(({ queue, final }) => [queue, final]).sort()).toEqual([
      ["expire-orders", false],
      ["send-mail", true],
    ]);
    expect(failures.every(({ reason }) => reason === "no room for …")).toBe(true);
  });

  it("CRT-3 a worker that was killed leaves a run that counts as lost", async () => {
    await noteSchedules(worker, schedules);
    const lost = await beginRun(worker, { queue: "remove-old-carts", jobId: jobId(), byHand: false });
    await db.execute(sql`update job_runs set started_at = now() - interval '3 hours' where id = ${lost}`);
    const next = await beginRun(worker, { queue: "remove-old-carts", jobId: jobId(), byHand: false });
    expect((await listFailures(admin)).find(({ id }) => id === lost)).toMatchObject({ reason: "lost", final: true });
    await endRun(worker, next, { ok: true, ms: 1, result: null });
  });

  it("CRT-3 SEC-5 “run now” sends one job however often it is pressed at once, and is audited once", async () => {
    await noteSchedules(worker, schedules);
    const before = (await sentTo("remove-old-carts")).length;
    const clicks = await Promise.all([1, 2, 3].map(() => runNow(admin, "remove-old-carts")));
    expect(clicks.map((click) => (click.ok ? "ok" : click.code)).sort()).toEqual(["JOB_WAITING", "JOB_WAITING", "ok"]);
    expect((await sentTo("remove-old-carts")).slice(before)).toEqual([{ data: { byHand: true } }]);
    expect((await ofCarts())?.requestedAt).not.toBeNull();
    const { rows } = await db.execute(
      sql`select actor_id from audit_entries where action = 'job.started' and subject_id = 'remove-old-carts'`,
    );
    expect(rows).toEqual([{ actor_id: admin.actor.kind === "user" ? admin.actor.id : "" }]);

    const run = await beginRun(worker, { queue: "remove-old-carts", jobId: jobId(), byHand: true });
    await endRun(worker, run, { ok: true, ms: 1, result: null });
    expect(await ofCarts()).toMatchObject({ requestedAt: null, last: { byHand: true } });
    expect((await runNow(admin, "remove-old-carts")).ok).toBe(true);
    expect(await runNow(admin, "send-mail")).toEqual({ ok: false, code: "NOT_FOUND" });
  });

  it("CRT-3 every job has a name that a person understands", () => {
    expect(Object.keys(registry.en.web.jobs.names).sort()).toEqual(Object.keys(queues).sort());
  });

  it("CRT-3 shows what waits in the queues", async () => {
    await noteSchedules(worker, schedules);
    const waits = async () => (await listQueues(admin)).find(({ queue }) => queue === "expire-orders")?.waiting ?? 0;
    const before = await waits();
    expect((await runNow(admin, "expire-orders")).ok).toBe(true);
    expect(await waits()).toBe(before + 1);
  });

  it.each(others)("CRT-3 IDN-6 nobody but admins sees or starts them", async (ctx, code) => {
    for (const command of [listSchedules, listFailures, listQueues]) await expect(command(ctx)).rejects.toThrow(code);
    await expect(runNow(ctx, "remove-old-carts")).rejects.toThrow(code);
    await expect(noteSchedules(ctx, [])).rejects.toThrow("FORBIDDEN");
    await expect(beginRun(ctx, { queue: "x", jobId: jobId(), byHand: false })).rejects.toThrow("FORBIDDEN");
    for (const remove of [removeOldRuns, removeOldKeys, removeOldMails, removeOldNotifications]) {
      await expect(remove(ctx)).rejects.toThrow("FORBIDDEN");
    }
  });
});

describe("CRT-3 what is kept, and for how long", () => {
  it("CRT-3 runs: a day where there was nothing to do, thirty days otherwise, the newest always", async () => {
    await db.execute(sql`delete from job_runs`);
    const row = (result: string | null, age: string) =>
      db.execute(sql`
        insert into job_runs (id, queue, job_id, state, result, started_at, ended_at)
        values (${jobId()}, 'expire-orders', ${jobId()}, 'done', ${result}::jsonb, now() - ${age}::interval, now())`);
    await row('{"expired": 1}', "31 days");
    await row('{"expired": 1}', "29 days");
    await row(null, "3 days");
    await row(null, "2 days");
    expect(await removeOldRuns(worker)).toBe(2);
    expect(await removeOldRuns(worker)).toBe(0);
  });

  it("CHK-3 MSG-2 MSG-5 keys a week, bodies of mails 90 days, events 180, notifications 90 days after they were read", async () => {
    const { id } = await anAccount(shop);
    for (const [age, n] of [
      ["6 days", 1],
      ["8 days", 2],
    ] as const) {
      await db.execute(sql`insert into idempotency_keys (scope, key, order_id, created_at)
        values ('test', ${`key ${n}`}, ${jobId()}, now() - ${age}::interval)`);
    }
    for (const age of ["89 days", "91 days"]) {
      await db.execute(sql`insert into mailbox (mail_id, sender, recipient, subject, html, text, received_at)
        values (${jobId()}, 'a', 'b', 'c', 'd', 'e', now() - ${age}::interval)`);
    }
    for (const age of ["179 days", "181 days"]) {
      await db.execute(sql`insert into events (id, kind, payload, created_at)
        values (${jobId()}, 'user.registered', '{}', now() - ${age}::interval)`);
    }
    for (const [made, read] of [
      ["364 days", null],
      ["366 days", null],
      ["100 days", "89 days"],
      ["100 days", "91 days"],
    ] as const) {
      await db.execute(sql`insert into notifications (id, user_id, kind, data, created_at, read_at)
        values (${jobId()}, ${id}, 'restock', '{}', now() - ${made}::interval, now() - ${read}::interval)`);
    }
    expect(await removeOldKeys(worker)).toBe(1);
    await db.execute(sql`delete from idempotency_keys`); // no order is behind it
    expect(await removeOldMails(worker)).toEqual({ bodies: 1, events: 1 });
    expect(await removeOldNotifications(worker)).toBe(2);
    expect(await removeOldNotifications(worker)).toBe(0);
  });
});

describe("CRT-3 the next run", () => {
  const now = new Date("2026-11-27T10:17:30Z"); // a Friday
  it.each([
    ["* * * * *", "2026-11-27T10:18:00Z"],
    ["17 * * * *", "2026-11-27T11:17:00Z"],
    ["*/15 * * * *", "2026-11-27T10:30:00Z"],
    ["43 3 * * *", "2026-11-28T03:43:00Z"],
    ["0,30 9-17 * * 1-5", "2026-11-27T10:30:00Z"],
    ["0 0 1 * *", "2026-12-01T00:00:00Z"],
    ["0 6 * * 7", "2026-11-29T06:00:00Z"],
    ["0 6 1 * 1", "2026-11-30T06:00:00Z"],
  ])("CRT-3 of %s is %s", (cron, next) => expect(nextRun(cron, now)).toEqual(new Date(next)));

  it.each(["", "* * * *", "60 * * * *", "*/0 * * * *", "a * * * *", "0 0 31 2 *", "* * * * * *"])(
    "CRT-3 of “%s” there is none",
    (cron) => expect(nextRun(cron, now)).toBeNull(),
  );
});
