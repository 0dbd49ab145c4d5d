/** An amount in integer minor units (cents) of an ISO 4217 currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** Promises a safe integer amount; throws a RangeError for anything else. */
export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not an amount in minor units: ${minor}`);
  return { minor, currency };
}

export const zero = (currency: string): Money => money(0, currency);

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} is not ${b.currency}`);
}

export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.minor + b.minor, a.currency);
}

export function subtract(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.minor - b.minor, a.currency);
}

/** `quantity` must be an integer: fractions of a cent do not exist here. */
export function multiply(a: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) throw new RangeError(`not a whole quantity: ${quantity}`);
  return money(a.minor * quantity, a.currency);
}

/** The sum of amounts of one currency; `currency` says which when there are none. */
export const sum = (amounts: readonly Money[], currency: string): Money => amounts.reduce(add, zero(currency));

/**
 * Splits an amount by weights so that the parts add up to it exactly (largest remainder; ties go to the earlier part).
 * Weights are non-negative integers with a positive sum. Works for negative amounts alike.
 */
export function allocate(amount: Money, weights: readonly number[]): Money[] {
  if (weights.some((w) => !Number.isSafeInteger(w) || w < 0)) throw new RangeError("weights are non-negative integers");
  const total = weights.reduce((a, b) => a + b, 0);
  if (total <= 0) throw new RangeError("weights sum to nothing");
  const sign = amount.minor < 0 ? -1n : 1n;
  const whole = BigInt(amount.minor) * sign;
  const shares = weights.map((w, index) => {
    const scaled = whole * BigInt(w);
    return { index, base: scaled / BigInt(total), rest: scaled % BigInt(total) };
  });
  let missing = Number(whole - shares.reduce((a, s) => a + s.base, 0n));
  for (const share of [...shares].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))) {
    if (missing-- <= 0) break;
    share.base += 1n;
  }
  return shares.map((s) => money(Number(s.base * sign), amount.currency));
}

/** The amount as a reader of `locale` writes it, e.g. "€16.90". */
export function formatMoney(amount: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency: amount.currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount.minor / 10 ** digits);
}

/**
 * The minor units of an amount as people type it: "16.90", "16,90", "€ 16.9", "1.299,00", "17". The last point or comma with
 * one or two digits behind it parts the cents, for a currency that has `digits` of them. Null for anything else.
 */
export function parseMinor(text: string, digits = 2): number | null {
  const bare = text
    .normalize("NFKC")
    .replace(/\p{Sc}|\b[A-Z]{3}\b|[\s'’]/gu, "")
    .replace(/\u2212/g, "-");
  const match = /^([+-]?)(\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?:[.,](\d{1,3}))?$/.exec(bare);
  // "16.905" may be sixteen or sixteen thousand: nobody guesses
  if (!match || /^[+-]?\d{1,3}[.,]\d{3}$/.test(bare)) return null;
  const [, sign = "", whole = "", part = ""] = match;
  if (part.length > digits) return null;
  const minor = Number(whole.replace(/[.,]/g, "") + part.padEnd(digits, "0"));
  if (!Number.isSafeInteger(minor)) return null;
  return sign === "-" ? -minor : minor;
}
