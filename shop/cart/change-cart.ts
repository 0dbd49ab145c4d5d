import { and, eq, sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { hashToken, newToken } from "../_kernel/tokens.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { readSaleFacts } from "../catalog/index.ts";
import { cartLines, carts } from "../../db/schema/cart.ts";
import { MAX_LINES, MAX_QUANTITY } from "./model.ts";
import { ownedBy, ownerOf, type Owner } from "./owner.ts";

/** `available` is how many copies the cart may hold of the book. */
export type CartRefusal =
  | Refusal<"BOOK_UNAVAILABLE">
  | (Refusal<"OUT_OF_STOCK"> & { available: number })
  | Refusal<"CART_EMPTY">
  | Refusal<"INVALID_INPUT">;

/** Locks the cart and moves it on to its next version; null where there is none. */
async function nextVersion(tx: Tx, owner: Owner): Promise<string | null> {
  const [cart] = await tx
    .update(carts)
    .set({ version: sql`${carts.version} + 1`, touchedAt: sql`now()` })
    .where(ownedBy(owner))
    .returning({ id: carts.id });
  return cart?.id ?? null;
}

/** What the cart holds of a book and what there is of it. */
async function standing(tx: Tx, cartId: string, bookId: string) {
  const book = (await readSaleFacts(tx, [bookId])).get(bookId);
  if (!book?.sold) return null;
  const [line] = await tx
    .select({
      held: sql<number>`coalesce(sum(${cartLines.quantity}) filter (where ${cartLines.bookId} = ${bookId}), 0)::int`,
      lines: sql<number>`count(*)::int`,
    })
    .from(cartLines)
    .where(eq(cartLines.cartId, cartId));
  return {
    available: Math.min(book.stock, MAX_QUANTITY),
    held: line?.held ?? 0,
    lines: line?.lines ?? 0,
    priceMinor: book.unitPriceMinor,
  };
}

const put = (tx: Tx, cartId: string, bookId: string, quantity: number, seenPriceMinor: number) =>
  tx
    .insert(cartLines)
    .values({ cartId, bookId, quantity, seenPriceMinor })
    .onConflictDoUpdate({ target: [cartLines.cartId, cartLines.bookId], set: { quantity } });

/** A person's cart, made where there is none; two tabs make one. Locked, and at its next version. */
async function ownCart(tx: Tx, ctx: Ctx, userId: string): Promise<string> {
  const [cart] = await tx
    .insert(carts)
    .values({ id: newId(ctx.now), userId })
    .onConflictDoUpdate({
      target: carts.userId,
      set: { version: sql`${carts.version} + 1`, touchedAt: sql`now()` },
    })
    .returning({ id: carts.id });
  if (!cart) throw new Error("a cart was not written");
  return cart.id;
}

/** The guest's cart, or a new one with a new token. */
async function guestCart(tx: Tx, ctx: Ctx, owner: { token: string } | null): Promise<{ id: string; token: string }> {
  const there = owner && (await nextVersion(tx, owner));
  if (owner && there) return { id: there, token: owner.token };
  const [id, token] = [newId(ctx.now), newToken()];
  await tx.insert(carts).values({ id, tokenHash: hashToken(token) });
  return { id, token };
}

/**
 * Adds copies to the person's cart, or to the one that a guest's `token` opens, or to a new one. Answers with the token a guest
 * has to keep (a new one where the given one opens nothing); null for a person. Refuses `BOOK_UNAVAILABLE` for a book that is not sold, `OUT_OF_STOCK` with what the cart may hold of it,
 * `INVALID_INPUT` for no copies at all or a hundred-and-first title.
 * @caller anyone
 */
export async function addToCart(
  ctx: Ctx,
  token: string | null,
  input: { bookId: string; quantity: number },
): Promise<Result<{ token: string | null; quantity: number }, CartRefusal>> {
  return ctx.transact((tx) => putIntoCart(tx, ctx, token, input));
}

/** The same as part of something larger. */
export async function putIntoCart(
  tx: Tx,
  ctx: Ctx,
  token: string | null,
  input: { bookId: string; quantity: number },
): Promise<Result<{ token: string | null; quantity: number }, CartRefusal>> {
  if (input.quantity < 1) return refuse("INVALID_INPUT");
  const owner = ownerOf(ctx, token);
  const person = owner !== null && "userId" in owner;
  const { id: cartId, token: kept } = person
    ? { id: await ownCart(tx, ctx, owner.userId), token: null }
    : await guestCart(tx, ctx, owner);
  const book = await standing(tx, cartId, input.bookId);
  if (!book) return refuse("BOOK_UNAVAILABLE");
  const quantity = book.held + input.quantity;
  if (quantity > book.available) return refuse("OUT_OF_STOCK", { available: book.available });
  if (book.held === 0 && book.lines >= MAX_LINES) return refuse("INVALID_INPUT");
  await put(tx, cartId, input.bookId, quantity, book.priceMinor);
  return ok({ token: kept, quantity });
}

/**
 * Sets how many copies of a book the cart holds; 0 takes it out. Refuses `CART_EMPTY` where there is no cart,
 * `BOOK_UNAVAILABLE` for a book that is not in it or not sold any more, `OUT_OF_STOCK` with what it may hold. The price
 * first seen stays, so that a change of price is still pointed out.
 * @caller the person, or whoever holds the cart's token
 */
export async function setQuantity(
  ctx: Ctx,
  token: string | null,
  input: { bookId: string; quantity: number },
): Promise<Result<{ quantity: number }, CartRefusal>> {
  const owner = ownerOf(ctx, token);
  if (!owner) return refuse("CART_EMPTY");
  return ctx.transact(async (tx) => {
    const cartId = await nextVersion(tx, owner);
    if (!cartId) return refuse("CART_EMPTY");
    if (input.quantity === 0) {
      await tx.delete(cartLines).where(and(eq(cartLines.cartId, cartId), eq(cartLines.bookId, input.bookId)));
      return ok({ quantity: 0 });
    }
    const book = await standing(tx, cartId, input.bookId);
    if (!book || book.held === 0) return refuse("BOOK_UNAVAILABLE");
    // fewer than before is always right, also when it is still more than there is
    if (input.quantity > book.available && input.quantity >= book.held) {
      return refuse("OUT_OF_STOCK", { available: book.available });
    }
    await put(tx, cartId, input.bookId, input.quantity, book.priceMinor);
    return ok({ quantity: input.quantity });
  });
}

/**
 * Takes everything out of the cart; an empty or unknown one stays as it is.
 * @caller the person, or whoever holds the cart's token
 */
export async function emptyCart(ctx: Ctx, token: string | null): Promise<void> {
  const owner = ownerOf(ctx, token);
  if (!owner) return;
  await ctx.transact(async (tx) => {
    const cartId = await nextVersion(tx, owner);
    if (cartId) await tx.delete(cartLines).where(eq(cartLines.cartId, cartId));
  });
}

/**
 * Puts lines of an earlier order back into a cart as far as there is stock; answers with the token and with what could not
 * be had in full.
 * @caller orders, for whoever holds the order's link
 */
export async function refillCart(
  ctx: Ctx,
  token: string | null,
  lines: readonly { bookId: string; quantity: number }[],
): Promise<{ token: string | null; missing: { bookId: string; quantity: number }[] }> {
  let kept = token;
  const missing: { bookId: string; quantity: number }[] = [];
  for (const line of lines) {
    let added = await addToCart(ctx, kept, line);
    let got = line.quantity;
    if (!added.ok && added.code === "OUT_OF_STOCK" && added.available > 0) {
      got = added.available;
      added = await addToCart(ctx, kept, { bookId: line.bookId, quantity: got });
    }
    if (added.ok) kept = added.value.token;
    else got = 0;
    if (got < line.quantity) missing.push({ bookId: line.bookId, quantity: line.quantity - got });
  }
  return { token: kept, missing };
}

/**
 * Deletes carts that nobody has touched for seven days (CRT-3). Returns how many.
 * @caller the worker's schedule `remove-old-carts`
 */
export async function removeOldCarts(ctx: Ctx): Promise<number> {
  const gone = await ctx.db.delete(carts).where(sql`${carts.touchedAt} < now() - interval '7 days'`);
  return gone.rowCount ?? 0;
}
