import { regionOf, type Locale } from "../../messages/locales.ts"; // mails, which run unbuilt, use this too
import type { Money } from "@/shop/_kernel/money";

/** "21 November 2025" in the reader's words, on the shop's clock. */
export const formatDate = (at: Date, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(regionOf[locale], { dateStyle: "long", timeZone }).format(at);

/** "21 November 2025 at 14:05". */
export const formatMoment = (at: Date, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(regionOf[locale], { dateStyle: "long", timeStyle: "short", timeZone }).format(at);

/** A date of which only the year or the month may be known: "1999", "1999-05" or "1999-05-21". */
export function formatPublished(published: string, locale: string): string {
  const [year = "", month, day] = published.split("-");
  const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  if (Number.isNaN(at.getTime())) return published;
  return new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    year: "numeric",
    ...(month && { month: "long" }),
    ...(day && { day: "numeric" }),
  }).format(at);
}

/** A round amount without its zeros, for thresholds in running text: "€40", but "€2.90". */
export function formatRound({ minor, currency }: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    trailingZeroDisplay: "stripIfInteger",
  });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** "Germany" for "DE". */
export const countryName = (code: string, locale: string): string =>
  new Intl.DisplayNames([locale], { type: "region" }).of(code) ?? code;

/** "English" for "en". */
export const languageName = (code: string, locale: string): string =>
  new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;

/** "Ada, Bo and Cy". */
export const listNames = (names: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
