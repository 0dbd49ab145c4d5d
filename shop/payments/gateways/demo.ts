import { eq, sql } from "drizzle-orm";
import type { Database } from "../../../db/client.ts";
import { demoRefunds, demoSessions } from "../../../db/schema/payments.ts";
import { newToken } from "../../_kernel/tokens.ts";
import type { PaymentGateway } from "../../_runtime/gateways.ts";

/**
 * A gateway without money (PAY-4): it keeps its sessions in tables of its own, as a foreign system would, and its page stands
 * at /pay/demo/<session>.
 */
export const demoGateway = (database: Database, appUrl: string): PaymentGateway => ({
  name: "demo",
  async createSession({ paymentId, orderNumber, amount, returnUrl, expiresAt }) {
    const { rows } = await database.db.execute<{ id: string }>(sql`
      insert into demo_sessions (id, payment_id, order_number, amount_minor, currency, return_url, expires_at)
      values (${newToken()}, ${paymentId}, ${orderNumber}, ${amount.minor}, ${amount.currency}, ${returnUrl}, ${expiresAt.toISOString()})
      on conflict (payment_id) do update set return_url = demo_sessions.return_url returning id`);
    const ref = rows[0]?.id ?? "";
    return { ref, url: `${appUrl}/pay/demo/${ref}` };
  },
  async closeSession(ref) {
    await database.db.execute(sql`update demo_sessions set state = 'expired' where id = ${ref} and state = 'open'`);
  },
  async refund({ sessionRef, amount, idempotencyKey }) {
    const [session] = await database.db.select().from(demoSessions).where(eq(demoSessions.id, sessionRef));
    if (session?.state !== "paid") throw new Error("the demo gateway has no money of this session");
    await database.db
      .insert(demoRefunds)
      .values({ id: idempotencyKey, sessionId: sessionRef, amountMinor: amount.minor })
      .onConflictDoNothing();
    return { ref: idempotencyKey };
  },
});
