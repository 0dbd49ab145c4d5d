import type { RowProblemCode } from "./codes-model.ts";

export type DateReading = { ok: true; date: string } | { ok: false; code: RowProblemCode };

/** Months by the first letters of their names, in English and German. */
const months: Record<string, number> = {
  jan: 1,
  jän: 1,
  feb: 2,
  mar: 3,
  mär: 3,
  mrz: 3,
  apr: 4,
  may: 5,
  mai: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  dec: 12,
  dez: 12,
};
const monthName = "(\\p{L}{3})\\p{L}*\\.?";

const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/;
const compact = /^(\d{4})(\d\d)(\d\d)$/;
const byDay = /^(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})(?: [\d:.]+)?$/;
const byMonth = /^(\d{1,2})[-/.] ?(\d{4})$/;
const dayNamed = new RegExp(`^(\\d{1,2})(?:\\.|st|nd|rd|th)?[ -]?${monthName}[ ,-]*(\\d{4})$`, "u");
const monthFirst = new RegExp(`^${monthName} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})$`, "u");
const monthOnly = new RegExp(`^${monthName}[ -](\\d{4})$`, "u");

const two = (number: number) => String(number).padStart(2, "0");

/** A day, month or year of the calendar. */
export function madeDate(year: number, month?: number, day?: number): DateReading {
  if (year < 1000 || year > 2100) return { ok: false, code: "date_far" };
  if (month === undefined) return { ok: true, date: String(year) };
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (days === undefined) return { ok: false, code: "date_impossible" };
  if (day === undefined) return { ok: true, date: `${year}-${two(month)}` };
  if (day < 1 || day > days) return { ok: false, code: "date_impossible" };
  return { ok: true, date: `${year}-${two(month)}-${two(day)}` };
}

/**
 * Reads a date as sheets have it, with the precision known: "2023-05-01", "01.05.2023", "05/2023", "1 May 2023", "Mai 2023",
 * "2023", "20230501". `order` says what 03/04/2023 is. Years have four digits: 20223 is refused as `date_far`.
 */
export function readDate(text: string, order: "dmy" | "mdy"): DateReading {
  const bare = text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
  const plain = iso.exec(bare.toUpperCase()) ?? compact.exec(bare);
  if (plain)
    return madeDate(Number(plain[1]), plain[2] ? Number(plain[2]) : undefined, plain[3] ? Number(plain[3]) : undefined);
  const day = byDay.exec(bare);
  if (day) {
    const [, one, sign, other, year] = day.map(Number);
    // with points the day comes first everywhere
    const swapped = order === "mdy" && day[2] !== "." && sign !== undefined;
    return madeDate(year ?? 0, swapped ? one : other, swapped ? other : one);
  }
  const month = byMonth.exec(bare);
  if (month) return madeDate(Number(month[2]), Number(month[1]));
  const named = dayNamed.exec(bare);
  const first = named ? null : monthFirst.exec(bare);
  const only = named || first ? null : monthOnly.exec(bare);
  const name = named?.[2] ?? first?.[1] ?? only?.[1];
  if (name !== undefined && months[name] !== undefined) {
    const at = named?.[1] ?? first?.[2];
    return madeDate(
      Number(named?.[3] ?? first?.[3] ?? only?.[2]),
      months[name],
      at === undefined ? undefined : Number(at),
    );
  }
  return { ok: false, code: /(?:^|\D)\d{5}(?:\D|$)/.test(bare) ? "date_far" : "date_unreadable" };
}
