import { sql } from "drizzle-orm";
import { money, sum, zero, type Money } from "../_kernel/money.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { listCardsById, readSaleFacts } from "../catalog/index.ts";
import { getSettings } from "../settings/index.ts";
import { MAX_QUANTITY, type Cart, type CartLine } from "./model.ts";
import { ownedBy, ownerOf, type Owner } from "./owner.ts";

interface LineRow extends Record<string, unknown> {
  version: number;
  book_id: string | null;
  quantity: number;
  seen_price_minor: number;
}

/** The person's cart, or the one that a guest's `token` opens, with today's prices and stock; an empty one where there is none. */
export async function getCart(ctx: Ctx, token: string | null): Promise<Cart> {
  const owner = ownerOf(ctx, token);
  const rows = owner ? await readLines(ctx, owner) : [];
  const held = rows.filter((row): row is LineRow & { book_id: string } => row.book_id !== null);
  const ids = held.map((row) => row.book_id);
  const [found, facts] = await Promise.all([listCardsById(ctx, ids), readSaleFacts(ctx.db, ids)]);
  const cards = new Map(found.map((card) => [card.id, card]));
  const lines = held.flatMap((row): CartLine[] => {
    const card = cards.get(row.book_id);
    if (!card) return [];
    return [
      {
        bookId: card.id,
        slug: card.slug,
        title: card.title,
        authors: card.authors,
        format: card.format,
        language: card.language,
        coverKey: card.coverKey,
        quantity: row.quantity,
        unitPrice: card.price,
        lineTotal: money(card.price.minor * row.quantity, card.price.currency),
        priceBefore:
          row.seen_price_minor === card.price.minor ? null : money(row.seen_price_minor, card.price.currency),
        availability: card.sold ? card.availability : { kind: "out" },
        available: card.sold ? Math.min(facts.get(card.id)?.stock ?? 0, MAX_QUANTITY) : 0,
      },
    ];
  });
  const currency = lines[0]?.unitPrice.currency ?? (await getSettings(ctx)).shop.currency;
  return {
    version: rows[0]?.version ?? 0,
    lines,
    count: lines.reduce((n, line) => n + line.quantity, 0),
    subtotal:
      lines.length === 0
        ? zero(currency)
        : sum(
            lines.map((line): Money => line.lineTotal),
            currency,
          ),
    orderable: lines.length > 0 && lines.every((line) => line.quantity <= line.available),
  };
}

async function readLines(ctx: Ctx, owner: Owner): Promise<LineRow[]> {
  const { rows } = await ctx.db.execute<LineRow>(sql`
    select c.version, l.book_id, l.quantity, l.seen_price_minor from carts c left join cart_lines l on l.cart_id = c.id
    where ${ownedBy(owner)} order by l.created_at, l.book_id`);
  return rows;
}

/** Copies in the person's cart, or in the one that a guest's `token` opens: what the header shows. */
export async function countCart(ctx: Ctx, token: string | null): Promise<number> {
  const owner = ownerOf(ctx, token);
  if (!owner) return 0;
  const { rows } = await ctx.db.execute<{ n: number }>(sql`
    select coalesce(sum(l.quantity), 0)::int as n from carts c join cart_lines l on l.cart_id = c.id
    where ${ownedBy(owner)}`);
  return rows[0]?.n ?? 0;
}

export interface LockedCart {
  id: string;
  version: number;
  lines: { bookId: string; quantity: number }[];
}

/**
 * The person's cart, or the guest's, under lock; null where there is none.
 * @caller checkout
 */
export async function lockCart(tx: Tx, ctx: Ctx, token: string | null): Promise<LockedCart | null> {
  const owner = ownerOf(ctx, token);
  if (!owner) return null;
  const { rows } = await tx.execute<{ id: string; version: number; lines: LockedCart["lines"] | null }>(sql`
    with cart as materialized (
      select id, version from carts where ${ownedBy(owner)} for update
    )
    select cart.id, cart.version, (
      select json_agg(json_build_object('bookId', l.book_id, 'quantity', l.quantity) order by l.created_at, l.book_id)
      from cart_lines l where l.cart_id = cart.id) as lines
    from cart`);
  const row = rows[0];
  return row ? { id: row.id, version: row.version, lines: row.lines ?? [] } : null;
}

/**
 * Empties a locked cart after its order was written; its version moves on, so that the same submission is known again.
 * @caller checkout
 */
export async function clearLockedCart(tx: Tx, cartId: string): Promise<void> {
  await tx.execute(sql`
    with cleared as (delete from cart_lines where cart_id = ${cartId})
    update carts set version = version + 1, touched_at = now() where id = ${cartId}`);
}
