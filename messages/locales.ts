/** Languages the shop speaks; the first is the default and lives at the bare URL. */
export const locales = ["en"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = locales[0];

/** Whose habits of writing dates and clocks a language follows here. */
export const regionOf: Record<Locale, string> = { en: "en-GB" };

export const isLocale = (value: string): value is Locale => (locales as readonly string[]).includes(value);
