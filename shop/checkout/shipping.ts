import { money, zero, type Money } from "../_kernel/money.ts";
import type { ShippingSettings } from "../settings/model.ts";

export interface ShippingQuote {
  price: Money;
  /** Books cost this much more until delivery is free; null when it is, or never will be. */
  freeIn: Money | null;
  days: { from: number; to: number };
}

/** What delivery costs. Another calculator (weights, carriers) takes the place of the flat one here (CHK-5). */
export interface ShippingCalculator {
  /** Null for a country the shop does not deliver to. */
  quote(parcel: { country: string; subtotal: Money }): ShippingQuote | null;
  countries(): string[];
}

/** One price a zone, free from a threshold. */
export function flatRates(settings: ShippingSettings): ShippingCalculator {
  return {
    quote({ country, subtotal }) {
      const zone = settings.zones.find((z) => z.countries.includes(country));
      if (!zone) return null;
      const free = zone.freeFromMinor !== null && subtotal.minor >= zone.freeFromMinor;
      return {
        price: free ? zero(subtotal.currency) : money(zone.flatMinor, subtotal.currency),
        freeIn:
          free || zone.freeFromMinor === null ? null : money(zone.freeFromMinor - subtotal.minor, subtotal.currency),
        days: zone.days,
      };
    },
    countries: () => settings.zones.flatMap((zone) => zone.countries),
  };
}
