import type { Answer } from "@/app/_server/action";
import type { Typed } from "@/components/form/model";
import { MOST_PEOPLE } from "@/components/admin/book-form-model";
import { locale, localWords } from "@/app/_server/language";
import { formatMoney, money, parseMinor } from "@/shop/_kernel/money";
import type { BookChanged, RecordRefusal } from "@/shop/catalog";
import type { BookProblem, FieldChange } from "@/shop/catalog/model";

const filled = (typed: Typed, name: string): string | null => typed[name]?.trim() || null;
/** A whole number, or what the record refuses. */
const whole = (text: string | null) => (text === null ? null : /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

/** The record that a form's texts mean. Empty lines of people and genres are left out. */
export function recordOf(typed: Typed): Record<string, unknown> {
  const people = Array.from({ length: MOST_PEOPLE }, (_, i) => ({
    name: filled(typed, `person${i}`),
    role: typed[`role${i}`] ?? "author",
  }));
  const genres = Object.keys(typed)
    .filter((name) => /^genre\d+$/.test(name))
    .sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)))
    .flatMap((name) => filled(typed, name) ?? []);
  const price = filled(typed, "price");
  return {
    title: typed.title ?? "",
    subtitle: filled(typed, "subtitle"),
    seriesName: filled(typed, "seriesName"),
    seriesNumber: filled(typed, "seriesNumber"),
    contributors: people.flatMap(({ name, role }) => (name ? [{ name, role }] : [])),
    isbn: filled(typed, "isbn"),
    format: typed.format,
    language: typed.language,
    publisher: filled(typed, "publisher"),
    published: filled(typed, "published"),
    firstPublished: whole(filled(typed, "firstPublished")),
    pages: whole(filled(typed, "pages")),
    description: typed.description ?? "",
    genres,
    price: price === null ? 0 : (parseMinor(price) ?? Number.NaN),
    ...(filled(typed, "slug") && { slug: filled(typed, "slug") }),
    ...(filled(typed, "stock") && { stock: whole(filled(typed, "stock")) }),
    ...(filled(typed, "editionOf") && { editionOf: filled(typed, "editionOf") }),
  };
}

/** Which of the form's fields a problem belongs to. */
function formField({ field, facts }: BookProblem, typed: Typed): string {
  if (field === "contributors") {
    const nth = Number(facts?.at?.split(".")[0] ?? 0);
    const lines = Array.from({ length: MOST_PEOPLE }, (_, i) => i).filter((i) => filled(typed, `person${i}`));
    return `person${lines[nth] ?? 0}`;
  }
  if (field === "genres") {
    const at = Object.keys(typed).find((name) => /^genre\d+$/.test(name) && typed[name] === facts?.genre);
    return at ?? "genre0";
  }
  return field;
}

export function problemWords({ code, facts }: Pick<BookProblem, "code" | "facts">): string {
  const t = localWords("web.catalogue.problems");
  return t(code, {
    expected: "",
    found: "",
    title: "",
    first: "",
    genre: "",
    currency: "",
    ...facts,
  });
}

/** A field's value as the page says it. */
function shown({ field }: Pick<FieldChange, "field">, value: FieldChange["before"], currency: string): string {
  const t = localWords("web.catalogue");
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return t("book.changed.nothing");
  if (field === "price") return formatMoney(money(Number(value), currency), locale());
  if (Array.isArray(value)) {
    return value
      .map((each) => (typeof each === "string" ? each : `${each.name} (${t(`roles.${each.role}`)})`))
      .join(", ");
  }
  const text = String(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

/** A refusal of a record, told by the fields of the form. */
export function refusedRecord(refusal: RecordRefusal | BookChanged, typed: Typed, currency: string): Answer {
  const t = localWords("web.catalogue");
  if (refusal.code === "BOOK_CHANGED") {
    const state = (archived: boolean) => t(`states.${archived ? "archived" : "on_sale"}`);
    const mine = typed.archived === "yes";
    return {
      heading: t("book.changed.heading"),
      message: t("book.changed.text"),
      items: [
        ...refusal.changes.map((change) =>
          t("book.changed.line", {
            field: t(`fields.${change.field}`),
            theirs: shown(change, change.before, currency),
            mine: shown(change, change.after, currency),
          }),
        ),
        ...refusal.theirs.map(({ field, now }) =>
          t("book.changed.theirField", { field: t(`fields.${field}`), theirs: shown({ field }, now, currency) }),
        ),
        ...(typed.archived !== undefined && mine !== refusal.archived
          ? [t("book.changed.state", { theirs: state(refusal.archived) })]
          : []),
      ],
      facts: { version: String(refusal.version) },
    };
  }
  const fields: Record<string, string> = {};
  for (const problem of refusal.problems) fields[formField(problem, typed)] ??= problemWords(problem);
  return { fields, ...(refusal.code === "ISBN_TAKEN" && { facts: { taken: refusal.book.id } }) };
}
