import { ok, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import { recordGatewayEvent } from "./record-event.ts";

/**
 * Takes what a gateway announced over the wire: read from the raw body, believed only with its signature, applied once.
 * Answers how many announcements were new; what the shop has no use for is none. Refuses `WEBHOOK_REFUSED` for what is
 * forged, altered or older than five minutes.
 * @caller the webhook's route; the gateway proves itself by its signature
 */
export async function receiveWebhook(
  ctx: Ctx,
  body: string,
  headers: Headers,
): Promise<Result<{ applied: number }, Refusal<"WEBHOOK_REFUSED">>> {
  const read = ctx.shop.payments.readEvents(body, headers, ctx.now);
  if (!read.ok) return read;
  let applied = 0;
  for (const event of read.value) if ((await recordGatewayEvent(ctx, event)).applied) applied++;
  return ok({ applied });
}
