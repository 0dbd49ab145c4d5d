import { z } from "zod";

/** ISO 3166-1 alpha-2. */
const country = z.string().regex(/^[A-Z]{2}$/);
const minor = z.number().int().min(0).max(1_000_000);

/** A zone of the IANA database that this Node knows. */
function isTimeZone(name: string): boolean {
  try {
    return name !== "" && new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The shop's own facts. The currency never changes after the first start. */
export const shopSettings = z.object({
  name: z.string().min(1).max(80),
  currency: z.string().regex(/^[A-Z]{3}$/),
  timezone: z.string().refine(isTimeZone),
  email: z.email(),
  street: z.string(),
  postcode: z.string(),
  city: z.string(),
  country,
});
export type ShopSettings = z.output<typeof shopSettings>;

/** Flat rates by zone, free from a threshold (CHK-5); amounts in minor units of the shop's currency. */
export const shippingSettings = z.object({
  zones: z.array(
    z.object({
      code: z.string(),
      countries: z.array(country).min(1),
      flatMinor: minor,
      freeFromMinor: minor.nullable(),
      days: z.object({ from: z.number().int().min(0), to: z.number().int().min(0) }),
    }),
  ),
});
export type ShippingSettings = z.output<typeof shippingSettings>;

/** How long an order waits for its money; a gateway's own session always ends earlier (CHK-7). */
export const checkoutSettings = z.object({
  paymentMinutes: z
    .number()
    .int()
    .min(35)
    .max(7 * 24 * 60),
});
export type CheckoutSettings = z.output<typeof checkoutSettings>;

export const settingSchemas = { shop: shopSettings, shipping: shippingSettings, checkout: checkoutSettings } as const;
export type SettingKey = keyof typeof settingSchemas;
export type SettingValue<K extends SettingKey> = z.output<(typeof settingSchemas)[K]>;

export const defaultSettings = (given: { currency: string; timezone: string }) =>
  ({
    shop: {
      name: "Octavo",
      currency: given.currency,
      timezone: given.timezone,
      email: "desk@octavo.example",
      street: "Buchgasse 8",
      postcode: "04109",
      city: "Leipzig",
      country: "DE",
    },
    checkout: { paymentMinutes: 45 },
    shipping: {
      zones: [
        { code: "home", countries: ["DE"], flatMinor: 290, freeFromMinor: 4000, days: { from: 1, to: 3 } },
        {
          code: "neighbours",
          countries: ["AT", "BE", "CH", "FR", "NL"],
          flatMinor: 790,
          freeFromMinor: 9000,
          days: { from: 3, to: 6 },
        },
        { code: "islands", countries: ["GB", "IE"], flatMinor: 990, freeFromMinor: 12000, days: { from: 4, to: 8 } },
        { code: "overseas", countries: ["US"], flatMinor: 1990, freeFromMinor: null, days: { from: 7, to: 14 } },
      ],
    },
  }) satisfies { [K in SettingKey]: z.input<(typeof settingSchemas)[K]> };
