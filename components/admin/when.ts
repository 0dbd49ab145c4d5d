import { regionOf, type Locale } from "@/messages";

/** What a desk's page knows of its reader and its clock. */
export interface DeskClock {
  now: Date;
  locale: Locale;
  timeZone: string;
}

const write = (at: Date, { locale, timeZone }: DeskClock, how: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(regionOf[locale], { timeZone, ...how }).format(at);

const year = (at: Date, clock: DeskClock) => write(at, clock, { year: "numeric" });
const day = (at: Date, clock: DeskClock) => write(at, clock, { dateStyle: "short" });

/** As short as it says enough: "16:11" of today, "19 Nov" of this year, "19 Nov 2024" of another. */
export function shortWhen(at: Date, clock: DeskClock): string {
  if (day(at, clock) === day(clock.now, clock)) return write(at, clock, { hour: "2-digit", minute: "2-digit" });
  const other = year(at, clock) !== year(clock.now, clock);
  return write(at, clock, { day: "numeric", month: "short", ...(other && { year: "numeric" }) });
}

/** "16:11" of today, "19 Nov, 16:11" of this year, "19 Nov 2024, 16:11" of another. */
export function longWhen(at: Date, clock: DeskClock): string {
  const short = shortWhen(at, clock);
  return day(at, clock) === day(clock.now, clock)
    ? short
    : `${short}, ${write(at, clock, { hour: "2-digit", minute: "2-digit" })}`;
}

/** "Thursday, 20 November". */
export const dayInWords = (clock: DeskClock): string =>
  write(clock.now, clock, { weekday: "long", day: "numeric", month: "long" });
