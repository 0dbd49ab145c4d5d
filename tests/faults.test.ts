import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "../db/client.ts";
import { startPostgres } from "../db/embedded.mjs";
import { migrate } from "../db/migrate.ts";
import { checkInvariants } from "../ops/check-invariants.ts";
import { placeOrder } from "../shop/checkout/index.ts";
import { jobSender } from "../shop/outbox/index.ts";
import { demoGateway } from "../shop/payments/index.ts";
import { until, withClient } from "./database.ts";
import { aBook, aCart, as, guest, openTestShop, pay, submission } from "./world.ts";

const BUYERS = 8;
const PATIENCE = 30_000;

let folder: string;
let postgres: Awaited<ReturnType<typeof startPostgres>>;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-faults-"));
  fs.chmodSync(folder, 0o755);
  postgres = await startPostgres(path.join(folder, "pg"));
  await migrate(postgres.url());
}, 60_000);

afterAll(async () => {
  await postgres.stop("immediate");
  fs.rmSync(folder, { recursive: true, force: true });
});

it("PLT-4 CHK-1 PostgreSQL crashes three times under load: the same process sells on, nothing acknowledged is lost, nothing hangs", async () => {
  const database = connect(postgres.url(), "web");
  const shop = openTestShop({
    database,
    payments: demoGateway(database, "http://shop.test"),
    jobs: jobSender(database),
  });
  const ctx = as(shop, guest);
  const books = await Promise.all(Array.from({ length: 20 }, () => aBook(shop, { stock: 10_000 })));

  const placed: string[] = [];
  const paid: string[] = [];
  let failures = 0;
  let slowest = 0;
  let open = true;
  const buyer = async (n: number) => {
    for (let round = 0; open; round++) {
      const began = performance.now();
      try {
        const lines = [0, 1, 2].map((i) => ({ bookId: books[(n * 3 + round + i * 7) % books.length]?.id ?? "" }));
        const token = await aCart(ctx, lines);
        const answer = await placeOrder(ctx, token, await submission(ctx, token));
        if (!answer.ok) throw new Error(answer.code);
        placed.push(answer.value.orderId);
        await pay(ctx, answer.value.orderId);
        paid.push(answer.value.orderId);
      } catch {
        failures++;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      slowest = Math.max(slowest, performance.now() - began);
    }
  };
  const buyers = Array.from({ length: BUYERS }, (_, n) => buyer(n));

  for (let crash = 1; crash <= 3; crash++) {
    const before = paid.length;
    expect(await until(() => paid.length >= before + 20, PATIENCE), "orders are being paid").toBe(true);
    await postgres.stop("immediate");
    await postgres.start();
    expect(await until(() => answers(postgres.url()), PATIENCE)).toBe(true);
    const back = paid.length;
    expect(await until(() => paid.length > back, PATIENCE), `sells again after crash ${crash}`).toBe(true);
  }

  open = false;
  await Promise.all(buyers);
  expect(failures).toBeGreaterThan(0);
  // no call outlives its own limits: a statement's timeout, and the wait for a connection
  expect(slowest).toBeLessThan(60_000);

  await withClient(postgres.url(), async (client) => {
    const { rows } = await client.query<{ placed: number; paid: number }>(
      `select (select count(*)::int from orders where id = any ($1)) as placed,
              (select count(*)::int from orders where id = any ($2) and state = 'paid') as paid`,
      [placed, paid],
    );
    expect(rows[0]).toMatchObject({ placed: placed.length, paid: paid.length });
    expect(await checkInvariants(client)).toEqual([]);
  });
  await shop.jobs.close();
  await database.close();
}, 300_000);

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 500 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
