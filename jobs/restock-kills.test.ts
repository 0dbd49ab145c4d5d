import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, expect, it } from "vitest";
import { until } from "../tests/database.ts";
import { aBook, aCrowd, as, job, openTestShop, person } from "../tests/world.ts";
import { receiveStock } from "../shop/catalog/index.ts";
import { sweepOutbox } from "../shop/outbox/index.ts";

// The real worker, killed again and again, and a provider on this machine that is not well.

const PEOPLE = 500;
const FEW = 5;
const shop = openTestShop();
const { db } = shop.database;

/** What the provider has taken, by idempotency key: the same key twice is the same mail. */
const accepted = new Map<string, string>();
const asked = new Map<string, number>();
let requests = 0;
const outcomes = { failed: 0, hung: 0 };
const provider = http.createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    requests++;
    const key = String(request.headers["idempotency-key"]);
    const times = (asked.get(key) ?? 0) + 1;
    asked.set(key, times);
    const luck = (createHash("sha256").update(`${key} ${times}`).digest()[0] ?? 0) % 10;
    if (luck < 3 && times < 6) {
      outcomes.failed++;
      response.writeHead(503, { "content-type": "application/json" });
      return response.end(JSON.stringify({ name: "internal_server_error", message: "try later" }));
    }
    if (!accepted.has(key)) accepted.set(key, (JSON.parse(body) as { to: string }).to);
    if (luck === 3 && times < 6) return (outcomes.hung++, undefined); // taken, and never answered
    response.writeHead(200, { "content-type": "application/json" });
    return response.end(JSON.stringify({ id: `re_${key}` }));
  });
});
const providerUrl = new Promise<string>((resolve) =>
  provider.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(provider.address() as AddressInfo).port}`)),
);
afterAll(() => {
  provider.closeAllConnections();
  provider.close();
});

const running = new Set<ChildProcess>();
async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["jobs/worker.ts"], {
    cwd: path.resolve(import.meta.dirname, ".."),
    env: {
      ...process.env,
      APP_URL: shop.appUrl,
      AUTH_SECRET: shop.secret,
      MAIL: "resend",
      MAIL_FROM: "Octavo <desk@shop.test>",
      MAIL_PATIENCE: "1",
      RESEND_API_KEY: "re_test",
      RESEND_BASE_URL: await providerUrl,
      OCTAVO_STARTER: String(process.pid),
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}
const gone = (child: ChildProcess) => until(() => !running.has(child), 30_000);
afterEach(async () => {
  for (const child of running) child.kill("SIGKILL");
  await until(() => running.size === 0, 30_000);
});

const figures = async (bookId: string) => {
  const { rows } = await db.execute<{
    notified: number;
    reached: number;
    finished: number;
    bells: number;
    mails: number;
    sent: number;
  }>(sql`select
    (select count(*)::int from prebookings p join prebooking_rounds r on r.id = p.round_id
      where r.book_id = ${bookId} and r.restocked_at is not null and p.cancelled_at is null) as notified,
    (select count(*)::int from prebookings p join prebooking_rounds r on r.id = p.round_id
      where r.book_id = ${bookId} and p.told is not null) as reached,
    (select count(*)::int from prebooking_rounds where book_id = ${bookId} and finished_at is not null) as finished,
    (select count(*)::int from notifications where data ->> 'bookId' = ${bookId}) as bells,
    (select count(*)::int from mails where data ->> 'bookId' = ${bookId}) as mails,
    (select count(*)::int from mails where data ->> 'bookId' = ${bookId} and state = 'sent') as sent`);
  return rows[0] ?? { notified: 0, reached: 0, finished: 0, bells: 0, mails: 0, sent: 0 };
};

/** What some minutes would do: claims of the dead run out, waits are over, and the sweeps have looked. */
async function letTimePass(): Promise<void> {
  await db.execute(
    sql`update mails set claimed_until = null, next_attempt_at = now() - interval '2 minutes' where state = 'queued'`,
  );
  const worker = as(shop, job);
  await worker.transact((tx) => shop.jobs.send(tx, "announce-restocks", { restockId: null }));
  await sweepOutbox(worker);
}

it(
  "PRE-3 MSG-2 MSG-3 five hundred wait, the worker is killed five times half-way, the provider fails and hangs: each has one notification and one mail",
  { timeout: 400_000 },
  async () => {
    const book = await aBook(shop, { stock: 0, title: "Middlemarch" });
    await aCrowd(shop, book.id, { people: PEOPLE });
    const received = await receiveStock(as(shop, person("staff")), {
      lines: [{ isbn: book.id, quantity: 3 }],
      note: null,
    });
    expect(received.ok, "without a worker the save succeeds").toBe(true);
    expect(await figures(book.id)).toMatchObject({ notified: PEOPLE, reached: 0, bells: 0, mails: 0 });
    expect(accepted.size, "and no mail has left").toBe(0);

    // where each worker is when it is killed
    const halfway: ((now: Awaited<ReturnType<typeof figures>>) => boolean)[] = [
      ({ reached }) => reached > 0,
      ({ reached }) => reached > 200,
      () => accepted.size > 60,
      () => accepted.size > 180,
      () => accepted.size > 300,
    ];
    // a small crowd comes behind the great one, while that is being mailed
    const small = await aBook(shop, { stock: 0, title: "Silas Marner" });
    await aCrowd(shop, small.id, { people: FEW });
    for (const [n, here] of halfway.entries()) {
      if (n === 3) {
        const lines = [{ isbn: small.id, quantity: 1 }];
        expect((await receiveStock(as(shop, person("staff")), { lines, note: null })).ok).toBe(true);
      }
      const worker = await startWorker();
      expect(await until(async () => here(await figures(book.id)), 60_000)).toBe(true);
      worker.kill("SIGKILL");
      expect(await gone(worker)).toBe(true);
      expect((await figures(book.id)).sent).toBeLessThan(PEOPLE);
      await letTimePass();
    }
    const tried = (bookId: string) =>
      db.execute(sql`select 1 from mails where data ->> 'bookId' = ${bookId} and (attempts > 0 or state = 'sent')`);
    expect((await tried(small.id)).rowCount, "the small crowd had its turns between those of the great one").toBe(FEW);

    const last = [await startWorker(), await startWorker()];
    let sent = 0;
    const both = async () => (await figures(book.id)).sent + (await figures(small.id)).sent;
    for (let round = 0; round < 120 && sent < PEOPLE + FEW; round++) {
      await until(async () => (sent = await both()) === PEOPLE + FEW, 1_500);
      // only waits are cut short: two workers live, and their claims hold
      await db.execute(sql`
        update mails set next_attempt_at = now() - interval '2 minutes' where state = 'queued' and claimed_until is null`);
      await sweepOutbox(as(shop, job));
    }
    for (const [{ id }, people] of [
      [book, PEOPLE],
      [small, FEW],
    ] as const) {
      expect(await figures(id)).toEqual({
        notified: people,
        reached: people,
        finished: 1,
        bells: people,
        mails: people,
        sent: people,
      });
    }
    for (const worker of last) worker.kill("SIGTERM");
    for (const worker of last) expect(await gone(worker)).toBe(true);

    expect(accepted.size).toBe(PEOPLE + FEW);
    expect(new Set(accepted.values()).size, "one mail each").toBe(PEOPLE + FEW);
    const { rows } = await db.execute<{ n: number }>(
      sql`select max(n)::int as n from (select count(*) as n from notifications where data ->> 'bookId' = ${book.id} group by user_id) as each`,
    );
    expect(rows[0]?.n, "one notification each").toBe(1);
    // it was as ill as it should be
    expect(outcomes.failed / requests).toBeGreaterThan(0.2);
    expect(outcomes.hung / requests).toBeGreaterThan(0.05);
  },
);
