import { isRefusal, ok, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx } from "../_runtime/context.ts";
import { checkRemoval, removeAccount } from "../identity/index.ts";
import type { DeleteAccountInput } from "../identity/model.ts";
import { countPersonalOrders } from "../orders/index.ts";
import { countPersonalReviews } from "../reviews/index.ts";
import type { Deleted } from "./model.ts";

/** What deleting the account would leave behind, to tell the person before. */
export async function foreseeDeletion(ctx: Ctx): Promise<Deleted> {
  const [{ all, open }, reviewsRemoved] = await Promise.all([countPersonalOrders(ctx), countPersonalReviews(ctx)]);
  return { ordersKept: all, ordersOpen: open, reviewsRemoved };
}

/**
 * Deletes the person's account for good (IDN-8): log-ins, addresses, cart, wishlist and reviews go; orders stay in the books, without their
 * person. Those that are over lose address and e-mail in the same transaction, those under way once they have arrived. Refuses
 * `BAD_CREDENTIALS` for a wrong password (or, for an account without one, unless its address is typed out);
 * `CANNOT_DELETE_ADMIN`.
 * @caller the person
 */
export async function deleteAccount(
  ctx: Ctx,
  input: DeleteAccountInput,
): Promise<Result<Deleted, Refusal<"BAD_CREDENTIALS" | "CANNOT_DELETE_ADMIN">>> {
  const refusal = await checkRemoval(ctx, input);
  if (refusal) return refusal;
  const { ordersOpen, reviewsRemoved } = await foreseeDeletion(ctx);
  const removed = await ctx.transact((tx) => removeAccount(tx, ctx));
  return isRefusal(removed) ? removed : ok({ ...removed, ordersOpen, reviewsRemoved });
}
