import { eq, sql } from "drizzle-orm";
import { money } from "../_kernel/money.ts";
import { isToken } from "../_kernel/tokens.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import { demoSessions } from "../../db/schema/payments.ts";
import type { DemoDecision, DemoSession } from "./model.ts";
import { recordGatewayEvent } from "./record-event.ts";

const stateNow = sql<DemoSession["state"]>`
  case when ${demoSessions.state} = 'open' and ${demoSessions.expiresAt} <= now() then 'expired' else ${demoSessions.state} end`;

/** What the demo gateway's page shows of a session; null for an unknown one, and whenever another gateway is in use. */
export async function findDemoSession(ctx: Ctx, id: string): Promise<DemoSession | null> {
  if (ctx.shop.payments.name !== "demo" || !isToken(id)) return null;
  const [row] = await ctx.db
    .select({ session: demoSessions, state: stateNow })
    .from(demoSessions)
    .where(eq(demoSessions.id, id));
  if (!row) return null;
  const { session, state } = row;
  return {
    id,
    orderNumber: session.orderNumber,
    amount: money(session.amountMinor, session.currency),
    state,
    returnUrl: session.returnUrl,
  };
}

/**
 * What the person at the demo gateway's page decided, and where they go now. The gateway changes its own books first and then
 * announces it, as a real one would; a second click announces again and changes nothing. Refuses `NOT_FOUND` for an unknown
 * session, `PAYMENT_SESSION_CLOSED` for one that ended otherwise.
 * @caller whoever has the session's address
 */
export async function decideDemoSession(
  ctx: Ctx,
  id: string,
  decision: DemoDecision,
): Promise<
  Result<{ returnUrl: string }, Refusal<"NOT_FOUND"> | (Refusal<"PAYMENT_SESSION_CLOSED"> & { returnUrl: string })>
> {
  const session = await findDemoSession(ctx, id);
  if (!session) return refuse("NOT_FOUND");
  const { returnUrl } = session;
  if (decision === "leave") return ok({ returnUrl });

  const wanted = decision === "pay" ? "paid" : "declined";
  const { rows } = await ctx.db.execute<{ state: string }>(sql`
    update demo_sessions set state = ${wanted}
    where id = ${id} and (state = ${wanted} or (state = 'open' and expires_at > now())) returning state`);
  if (rows.length === 0) return refuse("PAYMENT_SESSION_CLOSED", { returnUrl });
  const announced = await recordGatewayEvent(ctx, {
    gateway: "demo",
    eventId: `${id}:${wanted}`,
    sessionRef: id,
    ...(decision === "pay"
      ? { kind: "payment.succeeded", amountMinor: session.amount.minor, currency: session.amount.currency }
      : { kind: "payment.failed", failure: "card_declined" }),
  });
  return announced.ok ? ok({ returnUrl }) : announced;
}
