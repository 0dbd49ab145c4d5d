import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { getSettings } from "../settings/index.ts";
import { applyBooks } from "./apply-books.ts";
import { sinceBase, type FieldNow } from "./book-base.ts";
import type { BookProblem, BookRecord, FieldChange } from "./model.ts";
import { planBooks } from "./plan-books.ts";
import { transactAgain } from "./transact-again.ts";

/** What is wrong, by field; with an ISBN that is taken also whose it is. */
export type RecordRefusal =
  | (Refusal<"INVALID_INPUT"> & { problems: BookProblem[] })
  | (Refusal<"ISBN_TAKEN"> & { problems: BookProblem[]; book: { id: string; title: string } });

function refuseRecord(problems: BookProblem[]): RecordRefusal {
  const taken = problems.find(({ code }) => code === "isbn_taken")?.facts;
  if (taken) return refuse("ISBN_TAKEN", { problems, book: { id: taken.id ?? "", title: taken.title ?? "" } });
  return refuse("INVALID_INPUT", { problems });
}

/**
 * Puts a book into the catalogue (CAT-2): its people are found by name or made, its work is new unless `editionOf` names
 * another edition, its slug comes from its title. A book without a price waits in the archive. Refuses `INVALID_INPUT` with
 * every problem by field, and `ISBN_TAKEN` with the book that has it.
 * @caller the desk, the API
 */
export async function createBook(
  ctx: Ctx,
  given: BookRecord | Record<string, unknown>,
): Promise<Result<{ id: string; slug: string }, RecordRefusal>> {
  authorize(ctx, "catalog.manage");
  const { shop } = await getSettings(ctx);
  return transactAgain(ctx, async (tx) => {
    const plan = await planBooks(tx, [given], { mode: "create", currency: shop.currency });
    if (plan.problems.length > 0) return refuseRecord(plan.problems);
    const { created } = await applyBooks(tx, ctx, plan, { door: "desk" });
    const [book] = created;
    if (!book) throw new Error("no book was made");
    const title = plan.creates[0]?.facts.title ?? "";
    await record(tx, ctx, { action: "book.created", subject: { kind: "book", id: book.id, name: title } });
    return ok({ id: book.id, slug: book.slug });
  });
}

/** Long texts are cut: the audit log tells what was done, it is no store of versions. */
const told = (value: unknown): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
};
const factsOf = (changes: readonly FieldChange[]) => ({
  fields: changes.map(({ field }) => field).join(", "),
  before: told(Object.fromEntries(changes.map(({ field, before }) => [field, before]))),
  after: told(Object.fromEntries(changes.map(({ field, after }) => [field, after]))),
});

export type BookChanged = Refusal<"BOOK_CHANGED"> & {
  /** The version that is there now: given with the next save, it overwrites what differs. */
  version: number;
  /** Where what was sent differs from what is there: `before` is stored, `after` was given. */
  changes: FieldChange[];
  /** What somebody else changed and this editor did not touch: it stays. Known with a `base` alone. */
  theirs: FieldNow[];
  /** Whether it is in the archive now: that is no field of its form. */
  archived: boolean;
};

/**
 * Changes the fields that are given; the others stay. `version` is that of the book as the editor saw it: if somebody changed
 * it since, nothing is written, and `BOOK_CHANGED` carries where the two differ. With `base` (`baseOf` the book as it was seen)
 * fields that this editor did not touch are left as they are by now, whatever was sent. A new slug makes the old one lead here. Stock
 * given here becomes a correction. Refuses `NOT_FOUND`, `INVALID_INPUT`, `ISBN_TAKEN` (see `createBook`).
 * @caller the desk, the API
 */
export async function updateBook(
  ctx: Ctx,
  {
    id,
    version,
    base,
    ...given
  }: { id: string; version: number; base?: string | undefined } & (BookRecord | Record<string, unknown>),
): Promise<Result<{ changed: FieldChange[]; version: number }, RecordRefusal | BookChanged | Refusal<"NOT_FOUND">>> {
  authorize(ctx, "catalog.manage");
  const { shop } = await getSettings(ctx);
  return transactAgain(ctx, async (tx) => {
    const plan = await planBooks(tx, [{ ...given, id }], { mode: "update", currency: shop.currency, lock: true });
    if (plan.problems.some(({ field, code }) => field === "id" && code !== "twice")) return refuse("NOT_FOUND");
    if (plan.problems.length > 0) return refuseRecord(plan.problems);
    const [update] = plan.updates;
    if (!update) return ok({ changed: [], version });
    const { book } = update;
    const since = base === undefined ? null : sinceBase(base, book, update.changes);
    const changes = since?.mine ?? update.changes;
    if (changes.length === 0) return ok({ changed: [], version });
    if (book.version !== version) {
      const told = { changes: since?.both ?? changes, theirs: since?.theirs ?? [] };
      return refuse("BOOK_CHANGED", { version: book.version, archived: book.archived, ...told });
    }
    await applyBooks(tx, ctx, { ...plan, updates: [{ ...update, changes }] }, { door: "desk" });
    await record(tx, ctx, {
      action: "book.changed",
      subject: { kind: "book", id, name: book.title },
      facts: factsOf(changes),
    });
    return ok({ changed: changes, version: version + 1 });
  });
}
