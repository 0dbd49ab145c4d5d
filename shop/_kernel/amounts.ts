const known = new Map<string, number>();

/** Digits after the point: 2 for EUR, 0 for JPY (ISO 4217). */
export function minorDigits(currency: string): number {
  let digits = known.get(currency);
  if (digits === undefined) {
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    known.set(currency, digits);
  }
  return digits;
}

/**
 * What a person typed as an amount, in minor units: "12", "12.5", "12,50", "1 250.00", with or without the currency's sign.
 * Null for what is no amount, is negative, has more digits than the currency, or does not fit.
 */
export function parseAmount(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const bare = text
    .replace(/\p{Sc}/gu, "")
    .replace(currency, "")
    .replace(/[\s\u00a0\u202f']/g, "");
  const found = /^(\d{1,9})(?:[.,](\d+))?$/.exec(bare);
  const [, whole = "", part = ""] = found ?? [];
  if (!found || part.length > digits) return null;
  return Number(`${whole}${part.padEnd(digits, "0")}`);
}

/** An amount as one types it, without a sign: "12.50". */
export function plainAmount(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const padded = String(minor).padStart(digits + 1, "0");
  return digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
