import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { runFaults } from "../../bench/faults-run.ts";
import { freePort } from "../../db/embedded.mjs";
import { reconcilePayments } from "../../shop/payments/index.ts";
import { openStripeShop } from "../stripe/shop.ts";
import { testKey, webhookSecret } from "../stripe/server.ts";
import { aBook, address, stockOf } from "../world.ts";

const { stripe, shop, worker } = await openStripeShop();
let child: ChildProcess | undefined;
afterAll(async () => {
  child?.kill("SIGKILL");
  await stripe.stop();
});

interface Form {
  token: string;
  cartVersion: number;
  seenTotal: number;
}

it("CHK-1 CHK-3 PAY-5 PLT-4 the process is killed three times under buyers who submit again: every order they were told of is there, once, and paid once", async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  stripe.webhookUrl = `${url}/api/webhooks/stripe`;
  const books = await Promise.all(Array.from({ length: 6 }, () => aBook(shop, { stock: 10_000 })));
  const post = async <T>(where: string, body: object): Promise<T> => {
    const answered = await fetch(`${url}${where}`, { method: "POST", body: JSON.stringify(body) });
    if (!answered.ok) throw new Error(`${answered.status} ${await answered.text()}`);
    return (await answered.json()) as T;
  };

  const ran = await runFaults<Form>({
    databaseUrl: process.env.DATABASE_URL ?? "",
    stripe,
    buyers: 8,
    kills: 3,
    crashes: 0,
    progress: 10,
    note: () => {},
    door: {
      async open() {
        const opened = spawn(process.execPath, [path.join(import.meta.dirname, "door.ts")], {
          stdio: ["ignore", "pipe", "inherit"],
          env: {
            ...process.env,
            NODE_ENV: "production",
            SHOP_MODE: "demo",
            PORT: String(port),
            DATABASE_URL: process.env.DATABASE_URL,
            AUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
            PAYMENTS: "stripe",
            STRIPE_SECRET_KEY: testKey,
            STRIPE_WEBHOOK_SECRET: webhookSecret,
            STRIPE_API_BASE: stripe.url,
            LOG_LEVEL: "silent",
          },
        });
        child = opened;
        await new Promise<void>((resolve, reject) => {
          opened.stdout.once("data", () => resolve());
          opened.once("exit", (code) => reject(new Error(`the door ended with ${code}`)));
        });
      },
      async kill() {
        const ended = new Promise((resolve) => child?.once("exit", resolve));
        child?.kill("SIGKILL");
        await ended;
      },
      fill: (buyer, round) => post("/cart", { bookId: books[(buyer + round) % books.length]?.id, quantity: 1 }),
      submit: async (form) => {
        const { url: page } = await post<{ url: string }>("/checkout", { ...address, line2: "", ...form });
        return page;
      },
    },
  });
  await reconcilePayments(worker);

  expect(ran.failures).toBeGreaterThan(0);
  expect(new Set(ran.acknowledged).size).toBe(ran.acknowledged.length);
  expect(ran.acknowledged.length).toBeGreaterThanOrEqual(40);
  expect(ran).toMatchObject({
    found: ran.acknowledged.length,
    orders: ran.acknowledged.length,
    paid: ran.acknowledged.length,
    charged: ran.acknowledged.length,
    findings: [],
  });
  const left = await Promise.all(books.map((book) => stockOf(shop, book.id)));
  expect(left.reduce((a, b) => a + b, 0)).toBe(60_000 - ran.acknowledged.length);
  const ended = new Promise((resolve) => child?.once("exit", resolve));
  child?.kill("SIGTERM");
  await ended;
}, 240_000);
