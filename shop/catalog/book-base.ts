import { createHash } from "node:crypto";
import type { BookFacts, BookField, FieldChange } from "./model.ts";

/** What the form of a book edits; its stock and its place in the archive have ways of their own. */
export const editedFields = [
  "title",
  "subtitle",
  "seriesName",
  "seriesNumber",
  "contributors",
  "isbn",
  "format",
  "language",
  "publisher",
  "published",
  "firstPublished",
  "pages",
  "description",
  "genres",
  "price",
  "slug",
] as const satisfies readonly BookField[];

function markOf(field: BookField, value: unknown): string {
  const told =
    field === "contributors" ? (value as BookFacts["contributors"]).map((who) => [who.name, who.role]) : value;
  return createHash("sha256").update(JSON.stringify(told)).digest("base64url").slice(0, 12);
}

/** Stands for a book's fields as an editor saw them: a few letters a field, to travel with the form. */
export const baseOf = (book: BookFacts): string =>
  editedFields.map((field) => `${field}:${markOf(field, book[field])}`).join(",");

/** A field as it is now, which another editor changed meanwhile. */
export type FieldNow = Pick<FieldChange, "field"> & { now: FieldChange["before"] };

/**
 * Takes apart what was given by what its editor had seen: `mine` are changes of this editor, and of these `both` are such that
 * somebody else changed the field, too; `theirs` are fields that only somebody else changed.
 */
export function sinceBase(
  base: string,
  book: BookFacts,
  changes: readonly FieldChange[],
): { mine: FieldChange[]; both: FieldChange[]; theirs: FieldNow[] } {
  const seen = new Map(base.split(",").map((pair) => pair.split(":") as [string, string]));
  const isOther = (field: BookField, value: unknown) => seen.has(field) && seen.get(field) !== markOf(field, value);
  const mine = changes.filter(({ field, after }) => !seen.has(field) || isOther(field, after));
  const own = new Set<BookField>(mine.map(({ field }) => field));
  return {
    mine,
    both: mine.filter(({ field, before }) => isOther(field, before)),
    theirs: editedFields.flatMap((field) =>
      !own.has(field) && isOther(field, book[field]) ? [{ field, now: book[field] }] : [],
    ),
  };
}
