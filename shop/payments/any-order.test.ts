import { sql } from "drizzle-orm";
import fc from "fast-check";
import { Client } from "pg";
import { afterAll, expect, it } from "vitest";
import { checkInvariants } from "../../ops/check-invariants.ts";
import type { FakeEvent } from "../../tests/stripe/books.ts";
import { anOrderAtStripe, openStripeShop, post, refundsOf, settleAll } from "../../tests/stripe/shop.ts";
import { mailsOf, orderRow } from "../../tests/world.ts";
import { moneyStanding } from "./index.ts";

const { stripe, shop, buyer, worker } = await openStripeShop();
afterAll(() => stripe.stop());

/** What may happen at Stripe with one session, and what the order's money must come to in the end, whatever the order told. */
const stories = {
  paid: { act: (id: string) => void stripe.books.pay(id), ends: "paid" },
  "declined, then paid": {
    act: (id: string) => {
      stripe.books.decline(id);
      stripe.books.decline(id);
      stripe.books.pay(id);
    },
    ends: "paid",
  },
  "slow, then paid": {
    act: (id: string) => {
      stripe.books.paySlowly(id);
      stripe.books.confirmSlow(id);
    },
    ends: "paid",
  },
  "paid, refunded in two parts at Stripe's desk": {
    act: (id: string) => {
      stripe.books.pay(id);
      const intent = stripe.books.sessions.get(id)?.payment_intent ?? "";
      stripe.books.refund({ payment_intent: intent, amount: "500" });
      stripe.books.refund({ payment_intent: intent, amount: "1040" });
    },
    ends: "refunded",
  },
  "paid, disputed, won": {
    act: (id: string) => {
      stripe.books.pay(id);
      const { id: dispute } = stripe.books.dispute(stripe.books.sessions.get(id)?.payment_intent ?? "");
      stripe.books.closeDispute(dispute, "won");
    },
    ends: "paid",
  },
  "paid, disputed, lost": {
    act: (id: string) => {
      stripe.books.pay(id);
      const { id: dispute } = stripe.books.dispute(stripe.books.sessions.get(id)?.payment_intent ?? "");
      stripe.books.closeDispute(dispute, "lost");
    },
    ends: "refunded",
  },
  "paid with another amount": { act: (id: string) => void stripe.books.pay(id, { amount: 1 }), ends: "unpaid" },
} as const;
type Story = keyof typeof stories;

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));

it("PAY-2 PAY-3 whatever happened at Stripe, told in any order, any number of times, two at once, comes to the same", async () => {
  console.info(`any-order: FC_SEED=${seed}`);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(stories) as Story[])),
      fc.infiniteStream(fc.nat(1_000)),
      async (story, dice) => {
        const roll = () => dice.next().value ?? 0;
        const order = await anOrderAtStripe(buyer);
        const from = stripe.books.events.length;
        stories[story].act(order.session);
        const happened = stripe.books.events.slice(from);
        const told: FakeEvent[] = happened
          .flatMap((event) => Array.from({ length: 1 + (roll() % 3) }, () => event))
          .map((event) => ({ event, at: roll() }))
          .sort((a, b) => a.at - b.at)
          .map(({ event }) => event);
        for (let i = 0; i < told.length; i += 2) {
          const answers = await Promise.all(told.slice(i, i + 2).map((event) => post(shop, event)));
          expect(answers.every((answer) => answer.ok)).toBe(true);
        }
        await settleAll(worker, order.id);
        const row = await orderRow(shop, order.id);
        expect([story, row.payment_state]).toEqual([story, stories[story].ends]);
        expect(row.state).toBe(stories[story].ends === "unpaid" ? "pending_payment" : "paid");
        expect((await moneyStanding(buyer.db, order.id)).state).toBe(stories[story].ends);
        const confirmations = (await mailsOf(shop, order.id)).filter((kind) => kind === "order_confirmed");
        expect(confirmations).toHaveLength(row.state === "paid" ? 1 : 0);
        const refunds = await refundsOf(buyer, order.id);
        expect(refunds.filter(({ reason }) => reason === "outside")).toHaveLength(story.includes("two parts") ? 2 : 0);
        const { rows } = await buyer.db.execute<{ n: number }>(
          sql`select count(*)::int as n from gateway_events where applied_at is null`,
        );
        expect(rows[0]?.n).toBe(0);
      },
    ),
    { seed, numRuns: 40 },
  );
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    expect(await checkInvariants(client)).toEqual([]);
  } finally {
    await client.end();
  }
}, 180_000);
