import { add, type Money } from "../_kernel/money.ts";
import type { Ctx } from "../_runtime/context.ts";
import { getSettings } from "../settings/index.ts";
import type { CheckoutQuote } from "./model.ts";
import { flatRates } from "./shipping.ts";

/** What a cart of this value costs delivered to `country`; null where the shop does not deliver. */
export async function quoteCheckout(ctx: Ctx, subtotal: Money, country: string): Promise<CheckoutQuote | null> {
  const quote = flatRates((await getSettings(ctx)).shipping).quote({ country, subtotal });
  if (!quote) return null;
  return {
    subtotal,
    shipping: quote.price,
    total: add(subtotal, quote.price),
    country,
    freeShippingIn: quote.freeIn,
    deliveryDays: quote.days,
  };
}

/** Quotes for every country the shop delivers to, in the order of its zones. */
export async function listQuotes(ctx: Ctx, subtotal: Money): Promise<CheckoutQuote[]> {
  const rates = flatRates((await getSettings(ctx)).shipping);
  return rates.countries().flatMap((country) => {
    const quote = rates.quote({ country, subtotal });
    return quote
      ? [
          {
            subtotal,
            shipping: quote.price,
            total: add(subtotal, quote.price),
            country,
            freeShippingIn: quote.freeIn,
            deliveryDays: quote.days,
          },
        ]
      : [];
  });
}
