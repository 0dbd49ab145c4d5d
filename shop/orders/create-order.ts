import { sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import { hashToken } from "../_kernel/tokens.ts";
import type { Money } from "../_kernel/money.ts";
import { actorColumns, type Ctx, type Tx } from "../_runtime/context.ts";
import type { VatPart } from "../_kernel/vat.ts";
import type { Address, Delivery } from "./model.ts";
import { trackingToken } from "./tracking.ts";

export interface NewOrder {
  email: string;
  delivery: Delivery;
  shipTo: Address;
  subtotal: Money;
  shipping: Money;
  /** The price of delivery by VAT rate. */
  shippingVat: readonly VatPart[];
  total: Money;
  paymentMinutes: number;
  lines: {
    bookId: string;
    title: string;
    authors: string;
    format: string;
    isbn13: string | null;
    quantity: number;
    unitPriceMinor: number;
    vatRateBp: number;
    vatMinor: number;
  }[];
}

export interface CreatedOrder {
  id: string;
  number: string;
  expiresAt: Date;
  lines: { id: string; bookId: string; quantity: number; unitPriceMinor: number }[];
}

/**
 * Writes an order, its lines, its first history entry and its link, in one statement. What it is given is what was sold:
 * titles, prices, VAT and address are kept as they are now.
 * @caller checkout, inside its transaction
 */
export async function createOrder(tx: Tx, ctx: Ctx, order: NewOrder): Promise<CreatedOrder> {
  const id = newId(ctx.now);
  const { actorKind, actorId, actorName } = actorColumns(ctx.actor);
  const lines = order.lines.map((line) => ({ ...line, id: newId(ctx.now) }));
  const rows = JSON.stringify(
    lines.map((line, index) => ({
      id: line.id,
      position: index + 1,
      book_id: line.bookId,
      title: line.title,
      authors: line.authors,
      format: line.format,
      isbn13: line.isbn13,
      quantity: line.quantity,
      unit_price_minor: line.unitPriceMinor,
      vat_rate_bp: line.vatRateBp,
      vat_minor: line.vatMinor,
    })),
  );
  const { rows: made } = await tx.execute<{ number: string; expires_at: Date | string }>(sql`
    with placed as (
      insert into orders (id, number, user_id, email, locale, channel, currency, subtotal_minor, shipping_minor, total_minor,
        shipping_vat, delivery, vat_country, ship_to, expires_at)
      values (${id}, to_char(now(), 'YY') || '-' || lpad(nextval('order_numbers')::text, 5, '0'), ${actorId}, ${order.email},
        ${ctx.locale}, 'web', ${order.total.currency}, ${order.subtotal.minor}, ${order.shipping.minor}, ${order.total.minor},
        ${JSON.stringify(order.shippingVat)}::jsonb, ${order.delivery}, ${order.shipTo.country}, ${JSON.stringify(order.shipTo)}::jsonb, now() + make_interval(mins => ${order.paymentMinutes}))
      returning number, expires_at
    ), listed as (
      insert into order_lines (id, order_id, position, book_id, title, authors, format, isbn13, quantity, unit_price_minor,
        total_minor, vat_rate_bp, vat_minor)
      select l.id, ${id}::uuid, l.position, l.book_id, l.title, l.authors, l.format, l.isbn13, l.quantity, l.unit_price_minor,
        l.unit_price_minor * l.quantity, l.vat_rate_bp, l.vat_minor
      from jsonb_to_recordset(${rows}::jsonb) as l(id uuid, position int, book_id uuid, title text, authors text, format text,
        isbn13 text, quantity int, unit_price_minor int, vat_rate_bp int, vat_minor int)
    ), told as (
      insert into order_history (id, order_id, actor_kind, actor_id, actor_name, to_state)
      values (${newId(ctx.now)}, ${id}, ${actorKind}, ${actorId}, ${actorName}, 'pending_payment')
    ), linked as (
      insert into order_links (token_hash, order_id) values (${hashToken(trackingToken(ctx, id))}, ${id})
    )
    select number, expires_at from placed`);
  const [placed] = made;
  if (!placed) throw new Error("an order was not written");
  return { id, number: placed.number, expiresAt: new Date(placed.expires_at), lines };
}
