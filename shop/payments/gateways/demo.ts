import { eq, sql } from "drizzle-orm";
import type { Database } from "../../../db/client.ts";
import { demoRefunds, demoSessions } from "../../../db/schema/payments.ts";
import { money } from "../../_kernel/money.ts";
import { refuse } from "../../_kernel/result.ts";
import { newToken } from "../../_kernel/tokens.ts";
import type { PaymentGateway, SessionStatus } from "../../_runtime/gateways.ts";

const states = {
  open: "open",
  pending: "pending",
  paid: "paid",
  declined: "failed",
  expired: "expired",
} as const satisfies Record<string, SessionStatus["state"]>;

/**
 * A gateway without money (PAY-4): it keeps its sessions in tables of its own, as a foreign system would, and its page stands
 * at /pay/demo/<session>. What it announces it tells the shop directly (`decideDemoSession`, `actOnDemoSession`).
 */
export const demoGateway = (database: Database, appUrl: string): PaymentGateway => ({
  name: "demo",
  testing: true,
  async createSession({ paymentId, orderNumber, amount, successUrl, cancelUrl, expiresAt }) {
    const { rows } = await database.db.execute<{ id: string }>(sql`
      insert into demo_sessions (id, payment_id, order_number, amount_minor, currency, return_url, cancel_url, expires_at)
      values (${newToken()}, ${paymentId}, ${orderNumber}, ${amount.minor}, ${amount.currency}, ${successUrl}, ${cancelUrl}, ${expiresAt.toISOString()})
      on conflict (payment_id) do update set return_url = demo_sessions.return_url returning id`);
    const ref = rows[0]?.id ?? "";
    return { ref, url: `${appUrl}/pay/demo/${ref}` };
  },
  async closeSession(ref) {
    await database.db.execute(sql`update demo_sessions set state = 'expired' where id = ${ref} and state = 'open'`);
  },
  async findSession(ref) {
    const { rows } = await database.db.execute<{ state: keyof typeof states; amount_minor: number; currency: string }>(
      sql`select case when state = 'open' and expires_at <= now() then 'expired' else state end as state, amount_minor, currency
        from demo_sessions where id = ${ref}`,
    );
    const [session] = rows;
    if (!session) return null;
    const state = states[session.state];
    return {
      state,
      amount: money(session.amount_minor, session.currency),
      paymentRef: state === "paid" || state === "pending" ? ref : null,
      failure: state === "failed" ? "card_declined" : null,
    };
  },
  async refund({ sessionRef, refundId, amount, idempotencyKey }) {
    const [session] = await database.db.select().from(demoSessions).where(eq(demoSessions.id, sessionRef));
    if (session?.state !== "paid") throw new Error("the demo gateway has no money of this session");
    if (session.refusesRefunds) throw new Error("the demo gateway was told to refuse");
    const { rows } = await database.db.execute<{ id: string }>(sql`
      insert into demo_refunds (id, session_id, refund_id, amount_minor)
      select ${idempotencyKey}, ${sessionRef}, ${refundId}, ${amount.minor}::int where ${amount.minor}::int <=
        ${session.amountMinor}::int - (select coalesce(sum(amount_minor), 0) from demo_refunds where session_id = ${sessionRef} and id <> ${idempotencyKey})
      on conflict (id) do update set amount_minor = demo_refunds.amount_minor returning id`);
    if (rows.length === 0) throw new Error("the demo gateway has less money of this session");
    return { ref: idempotencyKey, refundId, state: "succeeded", amount, failure: null };
  },
  async listRefunds({ sessionRef }) {
    const rows = await database.db
      .select({ refund: demoRefunds, currency: demoSessions.currency })
      .from(demoRefunds)
      .innerJoin(demoSessions, eq(demoSessions.id, demoRefunds.sessionId))
      .where(eq(demoRefunds.sessionId, sessionRef));
    return rows.map(({ refund, currency }) => ({
      ref: refund.id,
      refundId: refund.refundId,
      state: "succeeded",
      amount: money(refund.amountMinor, currency),
      failure: null,
    }));
  },
  // it announces nothing over the wire
  readEvents: () => refuse("WEBHOOK_REFUSED"),
});
