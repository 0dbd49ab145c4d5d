import { newId } from "../_kernel/ids.ts";
import type { Ctx, Subscriber, Tx } from "../_runtime/context.ts";
import type { EventKind, ShopEvents } from "../_runtime/events.ts";
import { events } from "../../db/schema/outbox.ts";

/**
 * Writes down that something happened and lets everybody concerned act on it, all in the caller's transaction: what it
 * starts commits or vanishes with it. Answers how many things the subscribers say they changed.
 */
export async function emit<K extends EventKind>(tx: Tx, ctx: Ctx, kind: K, payload: ShopEvents[K]): Promise<number> {
  await tx.insert(events).values({ id: newId(ctx.now), kind, payload, requestId: ctx.requestId });
  return signal(tx, ctx, kind, payload);
}

/** Lets everybody concerned act, like `emit`, on what nobody needs to know of later: nothing is written down. */
export async function signal<K extends EventKind>(tx: Tx, ctx: Ctx, kind: K, payload: ShopEvents[K]): Promise<number> {
  const listeners = (ctx.shop.subscribers[kind] ?? []) as readonly Subscriber<K>[];
  let changed = 0;
  for (const listener of listeners) changed += (await listener(tx, ctx, payload)) ?? 0;
  return changed;
}
