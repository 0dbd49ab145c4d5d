import { z } from "zod";
import type { Money } from "../_kernel/money.ts";
import { postcodes } from "../_kernel/postcodes.ts";

export { postcodes };

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f]*$/);

/** The checkout form. Issues' messages are keys of the web messages under `checkout.fields`, told by the channel. */
export const placeOrderInput = z
  .object({
    email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
    name: line(120),
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
  })
  .superRefine((value, issues) => {
    const known = postcodes[value.country];
    if (known && !known.pattern.test(value.postcode)) {
      issues.addIssue({ code: "custom", path: ["postcode"], message: "postcode", params: { example: known.example } });
    }
  });
export type PlaceOrderInput = z.output<typeof placeOrderInput>;

/** What the checkout page shows beside the form. */
export interface CheckoutQuote {
  subtotal: Money;
  shipping: Money;
  total: Money;
  country: string;
  /** Books cost this much more until delivery is free; null when it is, or never will be. */
  freeShippingIn: Money | null;
  deliveryDays: { from: number; to: number };
}
