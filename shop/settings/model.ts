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
  /** Printed on invoices; empty where there is none. */
  vatId: z.string().max(30).default(""),
});
export type ShopSettings = z.output<typeof shopSettings>;

/** Flat rates by zone, free from a threshold (CHK-5); amounts in minor units of the shop's currency. */
export const shippingSettings = z.object({
  /** Books may be collected in the shop, free of charge. */
  pickup: z.object({ offered: z.boolean() }).default({ offered: false }),
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

/** Classes of goods that VAT tells apart. */
export const taxClasses = ["books", "ebooks", "audio"] as const;
export type TaxClass = (typeof taxClasses)[number];

const rate = z.number().int().min(0).max(10_000);

/**
 * VAT that prices include, in basis points, by class and destination (CHK-14). Countries that are not listed bear none: what
 * goes there is an export.
 */
export const taxSettings = z.object({
  rates: z
    .array(z.object({ country, books: rate, ebooks: rate, audio: rate }))
    .refine((rates) => new Set(rates.map((row) => row.country)).size === rates.length),
});
export type TaxSettings = z.output<typeof taxSettings>;

/** How long an order waits for its money; a gateway's own session always ends earlier (CHK-7). */
export const checkoutSettings = z.object({
  paymentMinutes: z
    .number()
    .int()
    .min(35)
    .max(7 * 24 * 60),
});
export type CheckoutSettings = z.output<typeof checkoutSettings>;

/** Whether, and how many days after an order has arrived, its customer is asked for a review. */
export const reviewSettings = z.object({ invite: z.boolean(), days: z.number().int().min(1).max(30) });
export type ReviewSettings = z.output<typeof reviewSettings>;

export const settingSchemas = {
  shop: shopSettings,
  shipping: shippingSettings,
  checkout: checkoutSettings,
  tax: taxSettings,
  reviews: reviewSettings,
} as const;
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
      vatId: "",
    },
    checkout: { paymentMinutes: 45 },
    reviews: { invite: true, days: 7 },
    tax: {
      rates: [
        { country: "DE", books: 700, ebooks: 700, audio: 700 },
        { country: "AT", books: 1000, ebooks: 1000, audio: 1000 },
        { country: "BE", books: 600, ebooks: 600, audio: 2100 },
        { country: "FR", books: 550, ebooks: 550, audio: 550 },
        { country: "IE", books: 0, ebooks: 0, audio: 0 },
        { country: "NL", books: 900, ebooks: 900, audio: 900 },
      ],
    },
    shipping: {
      pickup: { offered: true },
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

const classOf: Readonly<Record<string, TaxClass>> = {
  hardback: "books",
  paperback: "books",
  large_print: "books",
  ebook: "ebooks",
  audio_cd: "audio",
};

/** The VAT rate of a book of this form (`formats` of the catalogue) that goes to `country`, in basis points. */
export const vatRate = (tax: TaxSettings, format: string, country: string): number =>
  tax.rates.find((row) => row.country === country)?.[classOf[format] ?? "books"] ?? 0;

/** How long delivery takes, by country: the zones' own days, in working days. */
export const deliveryEstimates = (
  shipping: ShippingSettings,
): { country: string; days: { from: number; to: number } }[] =>
  shipping.zones.flatMap(({ countries, days }) => countries.map((to) => ({ country: to, days })));
