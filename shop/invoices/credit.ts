import { allocate, money } from "../_kernel/money.ts";
import type { VatPart } from "../_kernel/vat.ts";

/** Sums by rate (basis points), in minor units. */
export type RateSums = Map<number, { grossMinor: number; vatMinor: number }>;

/** `whole × part / of`, rounded half up, without losing digits. */
function share(whole: number, part: number, of: number): number {
  if (of === 0) return 0;
  const [w, p, o] = [BigInt(whole), BigInt(part), BigInt(of)];
  return Number((2n * w * p + o) / (2n * o));
}

/** An amount split by weights; nothing where the weights are nothing. */
const split = (minor: number, weights: readonly number[]): number[] =>
  minor === 0 || weights.every((weight) => weight === 0)
    ? weights.map(() => 0)
    : allocate(money(minor, "XXX"), weights).map((part) => part.minor);

/**
 * How a credit note's amount divides among the rates of its invoice. Books and delivery go under their own rates, as far as
 * those have not been credited yet; what is left, and what was given besides, goes where there is still something to credit,
 * in proportion. VAT follows what has been credited in all, so that the notes of an invoice add up to it to the cent.
 */
export function credited(note: {
  amountMinor: number;
  lines: readonly { rateBp: number; grossMinor: number }[];
  shippingMinor: number;
  shippingVat: readonly VatPart[];
  invoiced: RateSums;
  creditedBefore: RateSums;
}): VatPart[] {
  const rates = [...note.invoiced.keys()].sort((a, b) => a - b);
  const before = (rate: number) => note.creditedBefore.get(rate) ?? { grossMinor: 0, vatMinor: 0 };
  const invoiced = (rate: number) => note.invoiced.get(rate) ?? { grossMinor: 0, vatMinor: 0 };
  const room = rates.map((rate) => Math.max(0, invoiced(rate).grossMinor - before(rate).grossMinor));
  const delivery = split(
    note.shippingMinor,
    rates.map((rate) => note.shippingVat.find((part) => part.rateBp === rate)?.grossMinor ?? 0),
  );
  const named = rates.map((rate, index) => {
    const books = note.lines.filter((line) => line.rateBp === rate).reduce((sum, line) => sum + line.grossMinor, 0);
    return Math.min(room[index] ?? 0, books + (delivery[index] ?? 0));
  });
  const rest = note.amountMinor - named.reduce((a, b) => a + b, 0);
  const besides = split(
    rest,
    rates.map((_, index) => (room[index] ?? 0) - (named[index] ?? 0)),
  );
  return rates
    .map((rateBp, index) => {
      const grossMinor = (named[index] ?? 0) + (besides[index] ?? 0);
      const all = invoiced(rateBp);
      const vatMinor =
        share(all.vatMinor, before(rateBp).grossMinor + grossMinor, all.grossMinor) - before(rateBp).vatMinor;
      return { rateBp, grossMinor, vatMinor };
    })
    .filter((part) => part.grossMinor > 0);
}
