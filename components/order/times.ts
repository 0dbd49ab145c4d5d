import { regionOf, type Locale } from "@/messages";

/** "Thu, 20 Nov, 10:42" on the shop's clock. */
export const formatWhen = (at: Date, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(regionOf[locale], {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(at);

const day = (at: Date, timeZone: string) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);

/** "10:42", with its day where that is not the day of `before`. */
export const formatNext = (at: Date, before: Date | null, locale: Locale, timeZone: string): string =>
  before && day(at, timeZone) === day(before, timeZone)
    ? new Intl.DateTimeFormat(regionOf[locale], { hour: "2-digit", minute: "2-digit", timeZone }).format(at)
    : formatWhen(at, locale, timeZone);

/** How long until then, rounded down to what a person would say. */
export function timeLeft(until: Date, now: Date): { unit: "minutes" | "hours" | "days"; count: number } {
  const minutes = Math.max(0, Math.floor((until.getTime() - now.getTime()) / 60_000));
  if (minutes < 120) return { unit: "minutes", count: minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? { unit: "hours", count: hours } : { unit: "days", count: Math.floor(hours / 24) };
}
