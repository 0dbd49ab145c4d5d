import { asc, eq, inArray, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { isToken } from "../_kernel/tokens.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { readSaleFacts } from "../catalog/index.ts";
import { cartLines, carts } from "../../db/schema/cart.ts";
import { MAX_LINES, MAX_QUANTITY } from "./model.ts";
import { ownedBy } from "./owner.ts";

type Line = typeof cartLines.$inferSelect;

/**
 * The subscriber that moves a guest's cart into the cart of the person who logs in (CRT-2), exactly once: the guest's cart is
 * gone with the same commit, so a second tab or a repeated request finds none. Quantities add up, capped at what there is and
 * at 50 copies; what the person's own cart held stays, and a book that sold out meanwhile stays in view with one copy. A
 * hundred-and-first title stays behind. The person's cart moves on beyond the versions of both, so that no form that was shown
 * before can order it.
 * @caller the event `user.logged_in`, inside its transaction
 */
export async function mergeCarts(
  tx: Tx,
  ctx: Ctx,
  { userId, cartToken }: { userId: string; cartToken: string | null },
): Promise<void> {
  if (cartToken === null || !isToken(cartToken)) return;
  const [guest] = await tx
    .select({ id: carts.id, version: carts.version })
    .from(carts)
    .where(ownedBy({ token: cartToken }))
    .for("update");
  if (!guest) return;
  const [own] = await tx
    .insert(carts)
    .values({ id: newId(ctx.now), userId, version: guest.version + 1 })
    .onConflictDoUpdate({
      target: carts.userId,
      set: { version: sql`greatest(${carts.version}, ${guest.version}) + 1`, touchedAt: sql`now()` },
    })
    .returning({ id: carts.id });
  if (!own) throw new Error("a cart was not written");
  const lines = await tx
    .select()
    .from(cartLines)
    .where(inArray(cartLines.cartId, [guest.id, own.id]))
    .orderBy(asc(cartLines.createdAt), asc(cartLines.bookId));
  const held = lines.filter((line) => line.cartId === own.id);
  const brought = lines.filter((line) => line.cartId === guest.id);
  const merged = await add(tx, own.id, held, brought);
  if (merged.length > 0) {
    await tx
      .insert(cartLines)
      .values(merged)
      .onConflictDoUpdate({
        target: [cartLines.cartId, cartLines.bookId],
        set: { quantity: sql`excluded.quantity` },
      });
  }
  await tx.delete(carts).where(eq(carts.id, guest.id));
}

/** The lines that change, as they are to be. */
async function add(tx: Tx, cartId: string, held: readonly Line[], brought: readonly Line[]): Promise<Line[]> {
  const facts = await readSaleFacts(
    tx,
    brought.map((line) => line.bookId),
  );
  const own = new Map(held.map((line) => [line.bookId, line]));
  let titles = own.size;
  return brought.flatMap((line): Line[] => {
    const there = own.get(line.bookId);
    if (!there && titles++ >= MAX_LINES) return [];
    const book = facts.get(line.bookId);
    const available = book?.sold ? Math.min(book.stock, MAX_QUANTITY) : 0;
    const both = Math.min((there?.quantity ?? 0) + line.quantity, Math.max(available, 1));
    return [{ ...(there ?? line), cartId, quantity: Math.max(both, there?.quantity ?? 0) }];
  });
}
