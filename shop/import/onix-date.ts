import type { RowProblemCode } from "./codes-model.ts";
import { brief, child, value, type Element } from "./onix-tree.ts";
import { madeDate } from "./read-date.ts";

type OnixDate = { ok: true; date: string } | { ok: false; code: RowProblemCode; text: string };

/**
 * A date composite's day, month or year (ONIX list 55): YYYYMMDD and its like with a time, YYYYMM, YYYY; weeks, quarters and
 * seasons give their year, a span its beginning. The format stands in an element or an attribute; without one, the digits say.
 */
export function onixDate(composite: Element | undefined): OnixDate | null {
  const date = child(composite, "Date");
  if (!date) return null;
  const text = date.text.trim();
  const format = value(composite, "DateFormat") || date.dateformat || "";
  const refuse = (code: RowProblemCode): OnixDate => ({ ok: false, code, text: brief(text) });
  const digits = text.replace(/[-T:].*$/s, (rest) =>
    /^\d{4}-/.test(text) ? rest.replace(/[-]/g, "").slice(0, 4) : "",
  );
  if (!/^\d{4,}$/.test(digits)) return refuse("date_unreadable");
  const span = ["06", "07", "11"].includes(format);
  if (!span && digits.length > 8 && format !== "13" && format !== "14") return refuse("date_far");
  if (format === "05" && digits.length > 4) return refuse("date_far");
  const precise = ["02", "03", "04", "08", "09", "10"].includes(format) ? 4 : span && format === "07" ? 6 : 8;
  const bare = digits.slice(0, precise);
  if (bare.length !== 4 && bare.length !== 6 && bare.length !== 8) {
    return refuse(bare.length === 5 ? "date_far" : "date_unreadable");
  }
  const [year, month, day] = [bare.slice(0, 4), bare.slice(4, 6), bare.slice(6, 8)];
  const made = madeDate(Number(year), month ? Number(month) : undefined, day ? Number(day) : undefined);
  return made.ok ? made : refuse(made.code);
}
