import { allocate, money, type Money } from "./money.ts";

/** VAT that is contained in a gross amount, at one rate. */
export interface VatRow {
  /** Basis points: 700 is 7 %. */
  rateBp: number;
  net: Money;
  vat: Money;
  gross: Money;
}

/** A gross amount with the rate it was sold at; `vatMinor` is the part of it that is VAT. */
export interface VatPart {
  rateBp: number;
  grossMinor: number;
  vatMinor: number;
}

/** The VAT in a gross amount, rounded half away from zero: exact integer arithmetic, in minor units. */
export function vatIn(grossMinor: number, rateBp: number): number {
  if (!Number.isSafeInteger(grossMinor)) throw new RangeError(`not an amount in minor units: ${grossMinor}`);
  if (!Number.isSafeInteger(rateBp) || rateBp < 0) throw new RangeError(`not a rate in basis points: ${rateBp}`);
  const sign = grossMinor < 0 ? -1n : 1n;
  const [gross, base] = [BigInt(grossMinor) * sign, BigInt(10_000 + rateBp)];
  return Number(((2n * gross * BigInt(rateBp) + base) / (2n * base)) * sign);
}

/**
 * VAT of the parts of one sale: reckoned once for each rate over all that bears it, then split among its parts, so that they
 * add up to it to the cent.
 */
export function vatOfParts<T extends { rateBp: number; grossMinor: number }>(
  parts: readonly T[],
): (T & { vatMinor: number })[] {
  const vat = new Map<T, number>();
  for (const rate of new Set(parts.map((part) => part.rateBp))) {
    const same = parts.filter((part) => part.rateBp === rate);
    const gross = same.reduce((sum, part) => sum + part.grossMinor, 0);
    if (gross === 0) continue;
    const shares = allocate(
      money(vatIn(gross, rate), "XXX"),
      same.map((part) => part.grossMinor),
    );
    same.forEach((part, index) => vat.set(part, shares[index]?.minor ?? 0));
  }
  return parts.map((part) => ({ ...part, vatMinor: vat.get(part) ?? 0 }));
}

/**
 * Delivery shares the fate of what is delivered: its price is split among the rates of the books, by their value. Where the
 * books cost nothing it bears the highest of their rates.
 */
export function splitDelivery(
  shippingMinor: number,
  books: readonly { rateBp: number; grossMinor: number }[],
): { rateBp: number; grossMinor: number }[] {
  if (shippingMinor === 0 || books.length === 0) return [];
  const rates = [...new Set(books.map((book) => book.rateBp))].sort((a, b) => a - b);
  const weights = rates.map((rate) =>
    books.filter((book) => book.rateBp === rate).reduce((sum, book) => sum + book.grossMinor, 0),
  );
  if (weights.every((weight) => weight === 0)) return [{ rateBp: rates.at(-1) ?? 0, grossMinor: shippingMinor }];
  return allocate(money(shippingMinor, "XXX"), weights)
    .map((share, index) => ({ rateBp: rates[index] ?? 0, grossMinor: share.minor }))
    .filter((share) => share.grossMinor > 0);
}

/** Net, VAT and gross by rate, lowest rate first; rates under which nothing was sold are left out. */
export function vatTable(parts: readonly VatPart[], currency: string): VatRow[] {
  return [...new Set(parts.map((part) => part.rateBp))]
    .sort((a, b) => a - b)
    .map((rateBp) => {
      const same = parts.filter((part) => part.rateBp === rateBp);
      const gross = same.reduce((sum, part) => sum + part.grossMinor, 0);
      const vat = same.reduce((sum, part) => sum + part.vatMinor, 0);
      return { rateBp, net: money(gross - vat, currency), vat: money(vat, currency), gross: money(gross, currency) };
    })
    .filter((row) => row.gross.minor !== 0);
}

/** "7 %", "5.5 %": a rate as a reader of `locale` writes it. */
export const formatRate = (rateBp: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(rateBp / 10_000);
