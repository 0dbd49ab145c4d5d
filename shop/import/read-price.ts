import { minorDigits } from "../_kernel/amounts.ts";
import type { RowProblemCode } from "./codes-model.ts";

/** What stands where a price should: minor units and the currency that stands with it, or why it cannot be read. */
export type PriceReading =
  | { ok: true; minor: number; currency: string | null }
  | { ok: false; code: RowProblemCode; facts: Record<string, string> };

const signs: Record<string, string> = {
  "€": "EUR",
  EURO: "EUR",
  "£": "GBP",
  "¥": "JPY",
  US$: "USD",
  USD$: "USD",
  C$: "CAD",
  A$: "AUD",
  "FR.": "CHF",
  FR: "CHF",
  SFR: "CHF",
  "SFR.": "CHF",
  ZŁ: "PLN",
  KČ: "CZK",
  "₹": "INR",
  "₺": "TRY",
};

let known: ReadonlySet<string> | null = null;
/** Whether ISO 4217 has it. */
export function isCurrency(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf("currency"));
  return known.has(code);
}

/** Currencies that write themselves with a bare "$". */
const dollars = new Set(["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"]);

const grouped = /^\d{1,3}([.,' ])\d{3}(?:\1\d{3})*(?:([.,])(\d+))?$/;
const simple = /^(\d+)(?:([.,])(\d+))?$/;

/** Whole and part of an amount's digits; a string where it is none, or could be two. */
function partsOf(
  body: string,
  decimal: "." | "," | null,
): { whole: string; part: string } | "unreadable" | "ambiguous" {
  const one = simple.exec(body);
  if (one) {
    const [, whole = "", sign, part = ""] = one;
    // three digits behind the only sign may be thousands or a fraction
    const unclear = sign !== undefined && part.length === 3 && whole.length <= 3 && !whole.startsWith("0");
    if (!unclear || sign === decimal) return { whole, part };
    return decimal === null ? "ambiguous" : { whole: whole + part, part: "" };
  }
  const many = grouped.exec(body);
  if (!many || many[1] === many[2] || body.startsWith("0")) return "unreadable";
  const [, , sign, part = ""] = many;
  const whole = sign === undefined ? body : body.slice(0, body.lastIndexOf(sign));
  return { whole: whole.replace(/[.,' ]/g, ""), part };
}

/**
 * Reads a price exactly, as people and spreadsheets of several countries write it: "12.99", "12,99", "£12.99", "1.234,50 €",
 * "EUR 12,-". `decimal` says which sign parts the cents where "1.299" could be either. Never guesses.
 */
export function readPrice(text: string, currency: string, decimal: "." | "," | null): PriceReading {
  const refuse = (code: RowProblemCode, facts: Record<string, string> = {}): PriceReading => ({
    ok: false,
    code,
    facts: { text: text.trim().slice(0, 40), ...facts },
  });
  const bare = text
    .normalize("NFKC")
    .replace(/[\u2212\u2013\u2014]/g, "-")
    .replace(/[\u2019`´]/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    // "12,-" is twelve
    .replace(/[.,]-+(?=$| ?[^\d])/, "");
  const first = bare.search(/\d/);
  if (first < 0) return refuse("price_unreadable");
  let last = bare.length;
  while (!/\d/.test(bare[last - 1] ?? "")) last -= 1;
  let sign = `${bare.slice(0, first)} ${bare.slice(last)}`.trim();
  const negative = /^\(.*\)$/.test(bare) || sign.includes("-");
  sign = sign.replace(/[-+()]/g, "").trim();
  if (negative) return refuse("price_negative");
  let named: string | null = null;
  if (sign !== "") {
    const upper = sign.toUpperCase();
    named = upper === "$" ? (dollars.has(currency) ? currency : "USD") : (signs[upper] ?? upper);
    if (!isCurrency(named)) {
      return /^\p{Sc}$|^[A-Z]{2,4}$/u.test(named)
        ? refuse("currency_unknown", { currency: named })
        : refuse("price_unreadable");
    }
  }
  const parts = partsOf(bare.slice(first, last), decimal);
  if (parts === "unreadable") return refuse("price_unreadable");
  if (parts === "ambiguous") return refuse("price_ambiguous");
  const digits = minorDigits(named ?? currency);
  const part = parts.part.length > digits ? parts.part.replace(/0+$/, "") : parts.part;
  if (part.length > digits) return refuse("price_fraction");
  const whole = parts.whole.replace(/^0+(?=\d)/, "");
  if (whole.length > 9) return refuse("price_too_big");
  return { ok: true, minor: Number(whole + part.padEnd(digits, "0")), currency: named };
}
