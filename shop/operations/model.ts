export const runStates = ["running", "done", "failed"] as const;
export type RunState = (typeof runStates)[number];

export interface Run {
  id: string;
  queue: string;
  state: RunState;
  byHand: boolean;
  startedAt: Date;
  ms: number | null;
  /** What was done, by name; null where there was nothing to do. */
  result: Record<string, unknown> | null;
  reason: string | null;
  /** Nobody tries again. */
  final: boolean;
}

export interface Schedule {
  queue: string;
  cron: string;
  /** Somebody at the desk wants it now, and it has not begun. */
  requestedAt: Date | null;
  /** When the clock starts it next; null where the expression cannot be read. */
  next: Date | null;
  last: Run | null;
}

export interface QueueDepth {
  queue: string;
  waiting: number;
  active: number;
  /** Given up; kept for a while to be looked at. */
  dead: number;
}

const MINUTE = 60_000;
const YEAR_OF_MINUTES = 366 * 24 * 60;

/** Numbers that a field of a cron expression stands for; null where it cannot be read. */
function field(text: string, from: number, to: number): Set<number> | null {
  const found = new Set<number>();
  for (const part of text.split(",")) {
    const [, range = "", step = "1"] = /^(\*|\d+(?:-\d+)?)(?:\/(\d+))?$/.exec(part) ?? [];
    if (range === "" || Number(step) < 1) return null;
    const [first = "", last = first] = range === "*" ? [String(from), String(to)] : range.split("-");
    if (Number(first) < from || Number(last) > to) return null;
    for (let n = Number(first); n <= Number(last); n += Number(step)) found.add(n);
  }
  return found;
}

/** The first minute after `now` that a cron expression (five fields, UTC) names; null where it cannot be read. */
export function nextRun(cron: string, now: Date): Date | null {
  const [minutes, hours, days, months, weekdays, ...more] = cron.trim().split(/\s+/);
  if (weekdays === undefined || more.length > 0) return null;
  const minute = field(minutes ?? "", 0, 59);
  const hour = field(hours ?? "", 0, 23);
  const day = field(days ?? "", 1, 31);
  const month = field(months ?? "", 1, 12);
  const weekday = field(weekdays.replaceAll("7", "0"), 0, 6);
  if (!minute || !hour || !day || !month || !weekday) return null;
  let at = Math.floor(now.getTime() / MINUTE) * MINUTE;
  for (let i = 0; i < YEAR_OF_MINUTES; i++) {
    at += MINUTE;
    const date = new Date(at);
    // either of the two days is enough where both are named
    const dayFits = day.has(date.getUTCDate());
    const weekdayFits = weekday.has(date.getUTCDay());
    const fits = days === "*" || weekdays === "*" ? dayFits && weekdayFits : dayFits || weekdayFits;
    if (fits && minute.has(date.getUTCMinutes()) && hour.has(date.getUTCHours()) && month.has(date.getUTCMonth() + 1)) {
      return date;
    }
  }
  return null;
}

/** Failures shown at the desk. */
export const RECENT_FAILURES = 30;
