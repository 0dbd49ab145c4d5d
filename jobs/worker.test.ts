import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { until } from "../tests/database.ts";
import {
  aBook,
  anOrder,
  as,
  guest,
  letExpire,
  mailsOf,
  openTestShop,
  orderRow,
  pay,
  person,
  stockOf,
} from "../tests/world.ts";
import { runNow } from "../shop/operations/index.ts";
import { cancelTrackedOrder } from "../shop/orders/index.ts";

// The real program, against this file's own database.

const root = path.resolve(import.meta.dirname, "..");
const shop = openTestShop();
const { db } = shop.database;
const ctx = as(shop, guest);

const running = new Set<ChildProcess>();
interface Worker {
  process: ChildProcess;
  log: () => string;
  stop: (signal?: NodeJS.Signals) => Promise<{ code: number | null; ms: number }>;
}

function startWorker(): Worker {
  const child = spawn(process.execPath, ["jobs/worker.ts"], {
    cwd: root,
    env: {
      ...process.env,
      APP_URL: shop.appUrl,
      AUTH_SECRET: shop.secret,
      LOG_LEVEL: "info",
      OCTAVO_STARTER: String(process.pid),
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  running.add(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  void exited.then(() => running.delete(child));
  return {
    process: child,
    log: () => text,
    async stop(signal = "SIGTERM") {
      const from = performance.now();
      child.kill(signal);
      return { code: await exited, ms: performance.now() - from };
    },
  };
}

const started = (worker: Worker) =>
  expect.poll(worker.log, { timeout: 60_000, interval: 50 }).toContain('"msg":"worker started"');

afterEach(async () => {
  const left = [...running];
  for (const child of left) child.kill("SIGKILL");
  await until(() => running.size === 0, 30_000);
  expect(
    left.map(({ pid }) => pid),
    "workers left running",
  ).toEqual([]);
});

const inMailbox = async (orderId: string) => {
  const { rows } = await db.execute<{ subject: string }>(sql`
    select b.subject from mailbox b join mails m on m.id = b.mail_id where m.data ->> 'orderId' = ${orderId} order by m.created_at, m.id`);
  return rows.map((row) => row.subject);
};
const anyOrder = async (stock = 5) => {
  const book = await aBook(shop, { title: "Stoner", stock });
  return { book, ...(await anOrder(ctx, [{ bookId: book.id, quantity: 2 }])) };
};

describe("the worker", { timeout: 200_000 }, () => {
  // the first of the file: of starts within ten seconds only one looks, and the others leave it to the minute's
  it("CHK-7 as it starts it ends orders whose time is over, gives the books back and tells the guest", async () => {
    const order = await anyOrder(2);
    expect(await stockOf(shop, order.book.id)).toBe(0);
    await letExpire(shop, order.id);
    const worker = startWorker();
    await expect
      .poll(() => orderRow(shop, order.id), { timeout: 60_000, interval: 50 })
      .toMatchObject({ state: "cancelled", cancel_reason: "expired" });
    expect(await stockOf(shop, order.book.id)).toBe(2);
    await expect
      .poll(() => inMailbox(order.id), { timeout: 60_000, interval: 50 })
      .toContain(`Order ${order.number}: cancelled`);
    await worker.stop();
  });

  it("MSG-2 MSG-3 PLT-4 without it an order succeeds and no mail arrives; with it each arrives once, also with two of them", async () => {
    const order = await anyOrder();
    await pay(ctx, order.id);
    expect(await orderRow(shop, order.id)).toMatchObject({ state: "paid" });
    expect(await mailsOf(shop, order.id)).toEqual(["order_received", "order_confirmed"]);
    expect(await inMailbox(order.id)).toEqual([]);

    const workers = [startWorker(), startWorker()];
    await Promise.all(workers.map(started));
    await expect.poll(() => inMailbox(order.id), { timeout: 60_000, interval: 50 }).toHaveLength(2);
    expect(await inMailbox(order.id)).toEqual([
      `Order ${order.number}: we have it, payment is open`,
      `Order ${order.number}: paid, thank you`,
    ]);

    const next = await anyOrder();
    await expect.poll(() => inMailbox(next.id), { timeout: 60_000, interval: 50 }).toHaveLength(1);
    const ended = await Promise.all(workers.map((worker) => worker.stop()));
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    const log = workers.map((worker) => worker.log()).join("");
    expect(log.match(/"msg":"mail sent"/g)).toHaveLength(3);
    expect(log, "nobody's address").not.toMatch(/aoife|Karl-Heine/i);
    expect(log, "nobody's link").not.toContain(order.token);
  });

  it("CHK-9 a cancelled order's money goes back through the gateway, and both mails say so", async () => {
    const order = await anyOrder();
    await pay(ctx, order.id);
    const worker = startWorker();
    await started(worker);
    expect(await cancelTrackedOrder(ctx, order.token)).toEqual({ ok: true, value: null });
    await expect
      .poll(() => orderRow(shop, order.id), { timeout: 60_000, interval: 50 })
      .toMatchObject({ payment_state: "refunded" });
    await expect.poll(() => inMailbox(order.id), { timeout: 60_000, interval: 50 }).toHaveLength(4);
    await worker.stop();
  });

  it("PLT-4 every minute's work is on the schedule once, however many workers there are", async () => {
    const workers = [startWorker(), startWorker()];
    await Promise.all(workers.map(started));
    const { rows } = await db.execute<{ name: string; cron: string }>(
      sql`select name, cron from pgboss.schedule order by name`,
    );
    expect(rows).toEqual([
      { name: "announce-restocks", cron: "* * * * *" },
      { name: "count-bestsellers", cron: "* * * * *" },
      { name: "expire-orders", cron: "* * * * *" },
      { name: "forget-customers", cron: "29 * * * *" },
      { name: "invite-reviews", cron: "7 * * * *" },
      { name: "issue-invoices", cron: "23 * * * *" },
      { name: "reconcile-payments", cron: "* * * * *" },
      { name: "remove-old-carts", cron: "17 * * * *" },
      { name: "remove-old-covers", cron: "43 3 * * *" },
      { name: "remove-old-imports", cron: "40 3 * * *" },
      { name: "remove-old-keys", cron: "11 * * * *" },
      { name: "remove-old-limits", cron: "41 * * * *" },
      { name: "remove-old-logins", cron: "43 * * * *" },
      { name: "remove-old-mails", cron: "19 4 * * *" },
      { name: "remove-old-notifications", cron: "31 4 * * *" },
      { name: "remove-old-runs", cron: "37 * * * *" },
      { name: "sweep-imports", cron: "* * * * *" },
      { name: "sweep-outbox", cron: "* * * * *" },
      { name: "sweep-refunds", cron: "* * * * *" },
    ]);
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  it("CRT-3 what somebody at the desk asks for runs once, and is noted with what it did", async () => {
    const worker = startWorker();
    await started(worker);
    const admin = as(shop, person("admin"));
    const clicks = await Promise.all([1, 2].map(() => runNow(admin, "remove-old-carts")));
    expect(clicks.filter(({ ok }) => ok)).toHaveLength(1);
    const runs = async () =>
      (await db.execute(sql`select state from job_runs where queue = 'remove-old-carts' and by_hand`)).rows;
    await expect.poll(runs, { timeout: 60_000, interval: 50 }).toEqual([{ state: "done" }]);
    await worker.stop();
  });

  it.each(["SIGTERM", "SIGINT"] as const)("PLT-1 %s ends it within three seconds, by itself", async (signal) => {
    const began = performance.now();
    const worker = startWorker();
    await started(worker);
    const slowness = performance.now() - began; // a machine that starts it slowly ends it slowly
    const { code, ms } = await worker.stop(signal);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(3_000 + slowness);
    expect(worker.log()).toContain('"msg":"worker stopped"');
  });

  it("PLT-1 it goes when the program that started it is gone", async () => {
    const worker = startWorker();
    await started(worker);
    worker.process.disconnect();
    expect(await until(() => worker.process.exitCode !== null || worker.process.signalCode !== null, 4_000)).toBe(true);
  });

  it("PLT-3 a bad variable stops it with its name", async () => {
    const child = spawn(process.execPath, ["jobs/worker.ts"], {
      cwd: root,
      env: { ...process.env, AUTH_SECRET: "short" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let told = "";
    child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(code).toBe(1);
    expect(told).toMatch(/AUTH_SECRET must be at least 32/);
    expect(told, "no stack").not.toContain("    at ");
  });
});
