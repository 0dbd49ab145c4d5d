import { z } from "zod";
import { emailInput } from "../_kernel/email.ts";
import type { Money } from "../_kernel/money.ts";
import type { VatRow } from "../_kernel/vat.ts";
import { postcodes } from "../_kernel/postcodes.ts";

export { postcodes };

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f]*$/);

const common = {
  /** In the form that accounts have, so that whoever proves the address finds the order. */
  email: emailInput,
  name: line(120),
  /** The cart's version the shopper saw. */
  cartVersion: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  /** The total the shopper saw, in minor units: compared, never charged. */
  seenTotal: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
};

const toAnAddress = z
  .object({
    delivery: z.literal("shipping"),
    ...common,
    address: line(200),
    line2: z
      .string()
      .trim()
      .max(200)
      .regex(/^[^\u0000-\u001f\u007f]*$/)
      .default("")
      .transform((v) => v || null),
    postcode: line(12),
    city: line(120),
    country: z.string().regex(/^[A-Z]{2}$/),
  })
  .superRefine((value, issues) => {
    const known = postcodes[value.country];
    if (known && !known.pattern.test(value.postcode)) {
      issues.addIssue({ code: "custom", path: ["postcode"], message: "postcode", params: { example: known.example } });
    }
  });

const inTheShop = z.object({ delivery: z.literal("pickup"), ...common });

/**
 * The checkout form; `delivery` says whether it needs an address, and is `shipping` where it is not said. Issues' messages are
 * keys of the web messages under `checkout.fields`, told by the channel.
 */
export const placeOrderInput = z.preprocess(
  (value) => (typeof value === "object" && value !== null ? { delivery: "shipping", ...value } : value),
  z.discriminatedUnion("delivery", [toAnAddress, inTheShop]),
);
export type PlaceOrderInput = z.output<typeof placeOrderInput>;

/** What is to be quoted for: a cart is. */
export interface Goods {
  subtotal: Money;
  lines: readonly { format: string; lineTotal: Money }[];
}

/** What the checkout page shows beside the form. */
export interface CheckoutQuote {
  subtotal: Money;
  shipping: Money;
  total: Money;
  /** Of the total, without VAT; and the VAT by rate, delivery included. */
  net: Money;
  vat: VatRow[];
  delivery: "shipping" | "pickup";
  /** Where it is taxed: the country it goes to, or the shop's own. */
  country: string;
  /** Books cost this much more until delivery is free; null when it is, or never will be. */
  freeShippingIn: Money | null;
  deliveryDays: { from: number; to: number };
}
