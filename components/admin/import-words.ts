// the command line, which runs unbuilt, uses these words, too
import { translator, type Locale } from "../../messages/index.ts";
import { formatMoney, money } from "../../shop/_kernel/money.ts";
import type { FieldChange } from "../../shop/catalog/model.ts";
import {
  isFileRefusalCode,
  type ImportFailure,
  type ImportProblem,
  type ImportProgress,
  type ImportState,
} from "../../shop/import/model.ts";

/** How an import's state looks: see `Tag`. */
export const stateLooks: Record<ImportState, { kind: "wait" | "move" | "done" | "bad" | "off"; step?: 25 | 50 | 75 }> =
  {
    uploaded: { kind: "wait" },
    mapped: { kind: "move", step: 25 },
    planning: { kind: "move", step: 25 },
    planned: { kind: "wait" },
    committing: { kind: "move", step: 75 },
    committed: { kind: "done" },
    undoing: { kind: "move", step: 50 },
    undone: { kind: "off" },
    failed: { kind: "bad" },
    cancelled: { kind: "off" },
  };

/** A sentence may speak of facts that were not told. */
const nothing = { expected: "", found: "", title: "", first: "", genre: "", currency: "" };
const unread = {
  ...nothing,
  ...{ text: "", shop: "", notification: "", second: "", name: "", role: "", form: "", codes: "", status: "" },
  ...{ availability: "", column: "", most: "", line: "", encoding: "" },
};

/** A field as the desk calls it; what is none is called as the file calls it. */
export function fieldName(field: string | null, locale: Locale): string {
  const names = translator(locale, "web.catalogue.fields");
  return field !== null && names.has(field as "title") ? names(field as "title") : (field ?? "");
}

/** What is wrong with a row, with the field it is about. */
export function problemWords(problem: ImportProblem, locale: Locale): string {
  const t = translator(locale, "web.imports.rows");
  const words =
    problem.by === "catalogue"
      ? translator(locale, "web.catalogue.problems")(problem.code, { ...nothing, ...problem.facts })
      : translator(locale, "web.importProblems.rows")(problem.code, { ...unread, ...problem.facts });
  const field = fieldName(problem.field, locale);
  return field ? t("problem", { field, problem: words }) : words;
}

/** Why a file as a whole was not read. */
export function failureWords({ code, facts }: Pick<ImportFailure, "code" | "facts">, locale: Locale): string {
  if (isFileRefusalCode(code)) return translator(locale, "web.importProblems.files")(code, { ...unread, ...facts });
  return translator(locale, "web.imports.failures")(code as "broken");
}

/** A field's value, short enough for a table. */
export function valueWords(
  { field }: FieldChange,
  value: FieldChange["before"],
  currency: string,
  locale: Locale,
): string {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) {
    return translator(locale, "web.imports.rows")("nothing");
  }
  if (field === "price") return formatMoney(money(Number(value), currency), locale);
  if (field === "archived") return translator(locale, "web.catalogue.states")(value === true ? "archived" : "on_sale");
  const text = Array.isArray(value)
    ? value.map((each) => (typeof each === "string" ? each : each.name)).join(", ")
    : String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** "12.4 MB" in the reader's way of writing numbers. */
export function sizeWords(bytes: number, locale: Locale): string {
  const [unit, size] =
    bytes >= 1e9
      ? (["gigabyte", 1e9] as const)
      : bytes >= 1e6
        ? (["megabyte", 1e6] as const)
        : (["kilobyte", 1e3] as const);
  const format = new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 });
  return format.format(Math.max(bytes / size, 0.1));
}

/** How far it is: rows, rows a second, what is left. */
export function progressWords({ rows, rate, remaining }: ImportProgress, locale: Locale): string {
  const t = translator(locale, "web.imports.progress");
  return [
    t("rows", { rows }),
    rate === null ? null : t("rate", { rate: Math.round(rate) }),
    remaining === null ? null : t("remaining", { minutes: Math.round(remaining / 60) }),
  ]
    .filter(Boolean)
    .join(" · ");
}
