import { add, money, subtract, sum, zero, type Money } from "../_kernel/money.ts";
import { splitDelivery, vatOfParts, vatTable, type VatPart } from "../_kernel/vat.ts";
import type { Ctx } from "../_runtime/context.ts";
import { getSettings, type Settings } from "../settings/index.ts";
import { vatRate } from "../settings/model.ts";
import type { CheckoutQuote, Goods } from "./model.ts";
import { flatRates, type ShippingQuote } from "./shipping.ts";

/** The VAT of goods and of what their delivery costs; lines stand in the order they were given. */
export function taxed(
  goods: Goods,
  shipping: Money,
  given: { tax: Settings["tax"]; country: string },
): { lines: VatPart[]; shipping: VatPart[] } {
  const lines = goods.lines.map((line) => ({
    rateBp: vatRate(given.tax, line.format, given.country),
    grossMinor: line.lineTotal.minor,
  }));
  const parts = vatOfParts([...lines, ...splitDelivery(shipping.minor, lines)]);
  return { lines: parts.slice(0, lines.length), shipping: parts.slice(lines.length) };
}

function quoted(
  settings: Settings,
  goods: Goods,
  way: { delivery: CheckoutQuote["delivery"]; country: string } & ShippingQuote,
): CheckoutQuote {
  const total = add(goods.subtotal, way.price);
  const { lines, shipping } = taxed(goods, way.price, { tax: settings.tax, country: way.country });
  const vat = vatTable([...lines, ...shipping], total.currency);
  return {
    subtotal: goods.subtotal,
    shipping: way.price,
    total,
    net: subtract(
      total,
      sum(
        vat.map((row) => row.vat),
        total.currency,
      ),
    ),
    vat,
    delivery: way.delivery,
    country: way.country,
    freeShippingIn: way.freeIn,
    deliveryDays: way.days,
  };
}

/** What these books cost delivered to `country`; null where the shop does not deliver. */
export async function quoteCheckout(ctx: Ctx, goods: Goods, country: string): Promise<CheckoutQuote | null> {
  const settings = await getSettings(ctx);
  const quote = flatRates(settings.shipping).quote({ country, subtotal: goods.subtotal });
  return quote && quoted(settings, goods, { delivery: "shipping", country, ...quote });
}

/** What these books cost collected in the shop; null where that is not offered. */
export async function quotePickup(ctx: Ctx, goods: Goods): Promise<CheckoutQuote | null> {
  const settings = await getSettings(ctx);
  if (!settings.shipping.pickup.offered) return null;
  return quoted(settings, goods, {
    delivery: "pickup",
    country: settings.shop.country,
    price: zero(goods.subtotal.currency),
    freeIn: null,
    days: { from: 0, to: 1 },
  });
}

/** Quotes for every country the shop delivers to, in the order of its zones. */
export async function listQuotes(ctx: Ctx, goods: Goods): Promise<CheckoutQuote[]> {
  const settings = await getSettings(ctx);
  const rates = flatRates(settings.shipping);
  return rates.countries().flatMap((country) => {
    const quote = rates.quote({ country, subtotal: goods.subtotal });
    return quote ? [quoted(settings, goods, { delivery: "shipping", country, ...quote })] : [];
  });
}

/** The sum of lines as they were sold. */
export const goodsOf = (
  lines: readonly { format: string; unitPriceMinor: number; quantity: number; currency: string }[],
  currency: string,
): Goods => {
  const priced = lines.map((line) => ({
    format: line.format,
    lineTotal: money(line.unitPriceMinor * line.quantity, line.currency),
  }));
  return {
    subtotal: sum(
      priced.map((line) => line.lineTotal),
      currency,
    ),
    lines: priced,
  };
};
