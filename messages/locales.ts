/** Languages the shop speaks; the first is the default and lives at the bare URL. */
export const locales = ["en", "de"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = locales[0];

/** Whose habits of writing dates and clocks a language follows here. */
export const regionOf: Record<Locale, string> = { en: "en-GB", de: "de-DE" };

/** The cookie of the language that somebody last read or chose: nobody's secret, and bound to the host like every other. */
export const languageCookieName = (appUrl: string): string =>
  appUrl.startsWith("https:") ? "__Host-language" : "language";

export const isLocale = (value: string): value is Locale => (locales as readonly string[]).includes(value);

/** The one of our languages that an `Accept-Language` (RFC 9110) likes best; null where it names none of them. */
export function preferredLocale(accepted: string): Locale | null {
  const wishes = accepted.split(",").map((wish) => {
    const [tag = "", ...parameters] = wish.split(";").map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    return { language: tag.split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
  });
  const spoken = wishes.filter(({ language, weight }) => isLocale(language) && weight > 0);
  const best = spoken.sort((a, b) => b.weight - a.weight)[0]?.language ?? "";
  return isLocale(best) ? best : null;
}
