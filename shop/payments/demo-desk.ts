import { desc, eq, sql } from "drizzle-orm";
import { money } from "../_kernel/money.ts";
import { isToken } from "../_kernel/tokens.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import type { GatewayEvent } from "../_runtime/gateways.ts";
import { demoSessions } from "../../db/schema/payments.ts";
import type { DemoAct, DemoDecision, DemoSession } from "./model.ts";
import { recordGatewayEvent } from "./record-event.ts";

const stateNow = sql<DemoSession["state"]>`
  case when ${demoSessions.state} = 'open' and ${demoSessions.expiresAt} <= now() then 'expired' else ${demoSessions.state} end`;

const view = (session: typeof demoSessions.$inferSelect, state: DemoSession["state"]): DemoSession => ({
  id: session.id,
  orderNumber: session.orderNumber,
  amount: money(session.amountMinor, session.currency),
  state,
  successUrl: session.returnUrl,
  cancelUrl: session.cancelUrl ?? session.returnUrl,
  dispute: session.dispute as DemoSession["dispute"],
  refusesRefunds: session.refusesRefunds,
});

/** What the demo gateway's page shows of a session; null for an unknown one, and whenever another gateway is in use. */
export async function findDemoSession(ctx: Ctx, id: string): Promise<DemoSession | null> {
  if (ctx.shop.payments.name !== "demo" || !isToken(id)) return null;
  const [row] = await ctx.db
    .select({ session: demoSessions, state: stateNow })
    .from(demoSessions)
    .where(eq(demoSessions.id, id));
  return row ? view(row.session, row.state) : null;
}

/** The demo gateway's newest sessions, for its operator's panel; none whenever another gateway is in use. */
export async function listDemoSessions(ctx: Ctx, orderNumber: string | null = null): Promise<DemoSession[]> {
  authorize(ctx, "orders.manage");
  if (ctx.shop.payments.name !== "demo") return [];
  const rows = await ctx.db
    .select({ session: demoSessions, state: stateNow })
    .from(demoSessions)
    .where(orderNumber === null ? undefined : eq(demoSessions.orderNumber, orderNumber))
    .orderBy(desc(demoSessions.createdAt), demoSessions.id)
    .limit(25);
  return rows.map((row) => view(row.session, row.state));
}

type Told = GatewayEvent extends infer E ? (E extends GatewayEvent ? Omit<E, "gateway" | "eventId"> : never) : never;

const announce = (ctx: Ctx, id: string, what: string, event: Told) =>
  recordGatewayEvent(ctx, { ...event, gateway: "demo", eventId: `${id}:${what}`, sessionRef: id } as GatewayEvent);

/** Changes the demo gateway's books from one of some states, or finds them changed so already. */
async function move(ctx: Ctx, id: string, from: readonly string[], to: string, inTime: boolean): Promise<boolean> {
  const { rows } = await ctx.db.execute(sql`
    update demo_sessions set state = ${to} where id = ${id} and (state = ${to} or (state in ${[...from]}
      and (state <> 'open' or not ${inTime} or expires_at > now()))) returning state`);
  return rows.length > 0;
}

const paid = (session: DemoSession): Told => ({
  kind: "payment.succeeded",
  paymentRef: session.id,
  amountMinor: session.amount.minor,
  currency: session.amount.currency,
});

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
  // the shop has heard already what this gateway says: nobody need wait for it at the session's `successUrl`
  const { cancelUrl } = session;
  const closed = () => refuse("PAYMENT_SESSION_CLOSED", { returnUrl: cancelUrl });
  switch (decision) {
    case "leave":
      return ok({ returnUrl: cancelUrl });
    case "pay":
      if (!(await move(ctx, id, ["open"], "paid", true))) return closed();
      await announce(ctx, id, "paid", paid(session));
      return ok({ returnUrl: cancelUrl });
    case "pay_slowly":
      if (!(await move(ctx, id, ["open"], "pending", true))) return closed();
      await announce(ctx, id, "pending", { kind: "payment.pending", paymentRef: id });
      return ok({ returnUrl: cancelUrl });
    case "decline":
      if (!(await move(ctx, id, ["open"], "declined", true))) return closed();
      await announce(ctx, id, "declined", { kind: "payment.failed", failure: "card_declined" });
      return ok({ returnUrl: cancelUrl });
  }
}

/**
 * What the operator of the demo gateway lets happen: money that comes late, slow money that comes or doesn't, disputes and
 * their ends, refunds that are refused. Refuses `NOT_FOUND` for an unknown session, `PAYMENT_SESSION_CLOSED` where it does
 * not fit the session's state.
 * @caller staff and admins (orders.manage), with the demo gateway only
 */
export async function actOnDemoSession(
  ctx: Ctx,
  id: string,
  act: DemoAct,
): Promise<Result<null, Refusal<"NOT_FOUND" | "PAYMENT_SESSION_CLOSED">>> {
  authorize(ctx, "orders.manage");
  const session = await findDemoSession(ctx, id);
  if (!session) return refuse("NOT_FOUND");
  const { minor: amountMinor, currency } = session.amount;
  const disputed = { paymentRef: id, disputeRef: `${id}:dispute`, amountMinor, currency, reason: "fraudulent" };
  const turn = async (from: string | null, to: string) => {
    const { rows } = await ctx.db.execute(sql`
      update demo_sessions set dispute = ${to} where id = ${id} and state = 'paid'
        and (dispute = ${to} or dispute is not distinct from ${from}::text) returning id`);
    return rows.length > 0;
  };
  switch (act) {
    case "pay_late":
      if (!(await move(ctx, id, ["open", "expired"], "paid", false))) return refuse("PAYMENT_SESSION_CLOSED");
      await announce(ctx, id, "paid", paid(session));
      return ok(null);
    case "confirm_slow":
      if (!(await move(ctx, id, ["pending"], "paid", false))) return refuse("PAYMENT_SESSION_CLOSED");
      await announce(ctx, id, "paid", paid(session));
      return ok(null);
    case "fail_slow":
      if (!(await move(ctx, id, ["pending"], "declined", false))) return refuse("PAYMENT_SESSION_CLOSED");
      await announce(ctx, id, "declined", { kind: "payment.failed", failure: "insufficient_funds" });
      return ok(null);
    case "dispute":
      if (!(await turn(null, "open"))) return refuse("PAYMENT_SESSION_CLOSED");
      await announce(ctx, id, "disputed", { kind: "dispute.opened", ...disputed });
      return ok(null);
    case "dispute_won":
    case "dispute_lost": {
      const won = act === "dispute_won";
      if (!(await turn("open", won ? "won" : "lost"))) return refuse("PAYMENT_SESSION_CLOSED");
      await announce(ctx, id, act, { kind: "dispute.closed", ...disputed, won });
      return ok(null);
    }
    case "refuse_refunds":
    case "take_refunds":
      await ctx.db
        .update(demoSessions)
        .set({ refusesRefunds: act === "refuse_refunds" })
        .where(eq(demoSessions.id, id));
      return ok(null);
  }
}
