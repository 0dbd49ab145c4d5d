import { Client } from "pg";
import { checkInvariants, type Finding } from "../ops/check-invariants.ts";
import type { StripeServer } from "../tests/stripe/server.ts";

/** A shop that can be entered, bought from, killed and opened again at the same address. */
export interface Door<Cart> {
  open(): Promise<void>;
  /** As `kill -9` does it. */
  kill(): Promise<void>;
  /** A cart with something in it, and what its checkout form says: sent again and again, it is the same submission. */
  fill(buyer: number, round: number): Promise<Cart>;
  /** Submits it; answers with the address of the gateway's page. */
  submit(cart: Cart): Promise<string>;
}

export interface FaultsRun {
  /** Orders that a buyer was told of. */
  acknowledged: string[];
  /** Of those, in the database, and paid there. */
  found: number;
  paid: number;
  /** All there are, and payments that Stripe took. */
  orders: number;
  charged: number;
  kills: number;
  crashes: number;
  /** Requests that came to nothing and were sent again. */
  failures: number;
  findings: Finding[];
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(isSo: () => boolean | Promise<boolean>, within: number, what: string): Promise<void> {
  for (const end = Date.now() + within; Date.now() < end; await pause(50)) if (await isSo()) return;
  throw new Error(`not within ${within / 1_000} s: ${what}`);
}

/**
 * Buyers who submit again until they are told of their order, and pay it, while the shop's process is killed and its
 * database stopped under them; then everything they were told is looked for.
 */
export async function runFaults<Cart>(given: {
  databaseUrl: string;
  stripe: StripeServer;
  door: Door<Cart>;
  buyers: number;
  kills: number;
  crashes: number;
  /** Stops PostgreSQL at once and starts it again. */
  crash?: () => Promise<void>;
  /** Orders that must be paid between one fault and the next, so that a shop that stands still cannot pass. */
  progress: number;
  note: (text: string) => void;
}): Promise<FaultsRun> {
  const { stripe, door, buyers, kills, crashes, crash, progress, note, databaseUrl } = given;
  const acknowledged: string[] = [];
  let [failures, shopping] = [0, true];

  /** Until it comes to something, however often the shop is away. */
  const again = async <T>(what: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await what();
      } catch {
        failures++;
        await pause(30 + Math.random() * 70);
      }
    }
  };
  const buyer = async (n: number) => {
    for (let round = 0; shopping; round++) {
      const cart = await again(() => door.fill(n, round));
      const page = await again(() => door.submit(cart));
      const session = stripe.books.sessions.get(page.slice(page.lastIndexOf("/") + 1));
      if (!session) throw new Error(`no session behind ${page}`);
      acknowledged.push(session.metadata.order_id ?? "");
      stripe.books.pay(session.id);
      // the same submission once more, as from a second tab: the same page, or none any more
      const second = round % 5 === 0 ? await door.submit(cart).catch(() => page) : page;
      if (second.startsWith(stripe.url) && second !== page) throw new Error("two pages for one submission");
    }
  };

  await door.open();
  const buying = Promise.all(Array.from({ length: buyers }, (_, n) => buyer(n)));
  const faults = [
    ...Array.from({ length: kills }, () => "kill" as const),
    ...Array.from({ length: crashes }, () => "crash" as const),
  ].sort(() => Math.random() - 0.5);
  const run = async () => {
    for (const [n, fault] of faults.entries()) {
      const before = acknowledged.length;
      await until(
        () => acknowledged.length >= before + progress,
        60_000,
        `${progress} more orders before fault ${n + 1}`,
      );
      await pause(Math.random() * 300);
      if (fault === "crash") await crash?.();
      else {
        await door.kill();
        await door.open();
      }
      note(`${n + 1} of ${faults.length}: ${fault}; ${acknowledged.length} orders, ${failures} requests sent again`);
    }
    const before = acknowledged.length;
    await until(() => acknowledged.length >= before + progress, 60_000, "orders after the last fault");
    shopping = false;
  };
  await Promise.all([run(), buying]);

  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const count = async (where: string) => {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from orders where id = any ($1) ${where}`,
        [acknowledged],
      );
      return rows[0]?.n ?? 0;
    };
    const paid = () => count("and state = 'paid' and payment_state = 'paid'");
    await until(async () => (await paid()) >= acknowledged.length, 90_000, "every paid order is known as paid").catch(
      (error: Error) => note(error.message),
    );
    const { rows } = await client.query<{ n: number }>("select count(*)::int as n from orders");
    return {
      acknowledged,
      found: await count(""),
      paid: await paid(),
      orders: rows[0]?.n ?? 0,
      charged: [...stripe.books.intents.values()].filter(({ status }) => status === "succeeded").length,
      kills,
      crashes,
      failures,
      findings: await checkInvariants(client),
    };
  } finally {
    await client.end();
  }
}
