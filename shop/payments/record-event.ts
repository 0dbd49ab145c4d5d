import { and, eq, sql } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import { gatewayEvents, payments } from "../../db/schema/payments.ts";
import { emit } from "../outbox/index.ts";
import type { GatewayEvent } from "./model.ts";

/**
 * Applies what a gateway announced, exactly once: the event's id, the payment's new state and everything the order does about
 * it are one transaction. An event that was applied before answers `applied: false`. Refuses `NOT_FOUND` for a session the
 * shop does not know; an amount or currency that differs from the payment throws, so that the gateway asks again and the log
 * shows it.
 * @caller webhooks and the demo gateway
 */
export async function recordGatewayEvent(
  ctx: Ctx,
  event: GatewayEvent,
): Promise<Result<{ applied: boolean; orderId: string }, Refusal<"NOT_FOUND">>> {
  const { gateway, eventId, sessionRef, kind, ...payload } = event;
  return ctx.transact(async (tx) => {
    const [payment] = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.gateway, gateway), eq(payments.sessionRef, sessionRef)))
      .for("update");
    if (!payment) return refuse("NOT_FOUND");
    const [fresh] = await tx
      .insert(gatewayEvents)
      .values({ gateway, eventId, kind, payload: { sessionRef, ...payload }, appliedAt: sql`now()` })
      .onConflictDoNothing()
      .returning({ eventId: gatewayEvents.eventId });
    if (!fresh) return ok({ applied: false, orderId: payment.orderId });

    const unsettled = payment.state !== "succeeded" && payment.state !== "surplus";
    switch (event.kind) {
      case "payment.succeeded": {
        if (event.amountMinor !== payment.amountMinor || event.currency !== payment.currency) {
          throw new Error(`payment ${payment.id}: the gateway took ${event.amountMinor} ${event.currency}`);
        }
        if (!unsettled) break;
        // The order decides whether this money is the one it waits for (`acceptPayment`) or goes back (`returnPayment`).
        await emit(tx, ctx, "payment.succeeded", {
          paymentId: payment.id,
          orderId: payment.orderId,
          amountMinor: payment.amountMinor,
          currency: payment.currency,
        });
        break;
      }
      case "payment.failed":
      case "session.expired":
        if (payment.state !== "open" && payment.state !== "pending") break;
        await tx
          .update(payments)
          .set({
            state: event.kind === "payment.failed" ? "failed" : "expired",
            failure: event.kind === "payment.failed" ? event.failure : null,
            settledAt: sql`now()`,
          })
          .where(eq(payments.id, payment.id));
        if (event.kind === "payment.failed") {
          await emit(tx, ctx, "payment.failed", {
            paymentId: payment.id,
            orderId: payment.orderId,
            failure: event.failure,
          });
        }
        break;
    }
    return ok({ applied: true, orderId: payment.orderId });
  });
}
