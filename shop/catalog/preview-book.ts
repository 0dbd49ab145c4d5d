import { NotFound } from "../_kernel/errors.ts";
import { isId } from "../_kernel/ids.ts";
import { money } from "../_kernel/money.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { getSettings } from "../settings/index.ts";
import type { ShippingSettings, ShopSettings } from "../settings/model.ts";
import { FileTooLarge } from "../storage/model.ts";
import { findDetails } from "./find-book.ts";
import { listDeskGenres } from "./genre-desk.ts";
import type { BookDetails, BookFacts, BookProblem } from "./model.ts";
import { planBooks } from "./plan-books.ts";
import { slugify } from "./slugs.ts";
import { readBooksById } from "./stored-books.ts";

const MOST_BYTES = 200_000;
/** One a book and person: the newest takes the place of the one before. */
const draftOf = (ctx: Ctx, bookId: string) =>
  `drafts/${bookId}/${ctx.actor.kind === "user" ? ctx.actor.id : "shop"}.json`;

/**
 * Keeps what somebody has typed into the form of a book and not saved, for `previewBook` to show; a day later it is gone.
 * @caller the desk
 */
export async function keepDraft(
  ctx: Ctx,
  { bookId, record }: { bookId: string; record: Record<string, unknown> },
): Promise<Result<null, Refusal<"NOT_FOUND"> | Refusal<"INVALID_INPUT">>> {
  authorize(ctx, "catalog.manage");
  if (!isId(bookId) || !(await readBooksById(ctx.db, [bookId])).has(bookId)) return refuse("NOT_FOUND");
  try {
    await ctx.shop.files.put(draftOf(ctx, bookId), Buffer.from(JSON.stringify(record)), { maxBytes: MOST_BYTES });
  } catch (error) {
    if (error instanceof FileTooLarge) return refuse("INVALID_INPUT");
    throw error;
  }
  return ok(null);
}

async function readDraft(ctx: Ctx, bookId: string): Promise<Record<string, unknown> | null> {
  const file = await ctx.shop.files.read(draftOf(ctx, bookId));
  if (!file) return null;
  return JSON.parse(Buffer.concat(await Array.fromAsync(file)).toString()) as Record<string, unknown>;
}

export interface BookPreview {
  book: BookDetails;
  archived: boolean;
  /** Whether it shows what is not saved. */
  drafted: boolean;
  /** Fields of the draft that cannot be read: these are shown as they are saved. */
  problems: BookProblem[];
  /** What the page says of buying and delivery. */
  shop: ShopSettings;
  shipping: ShippingSettings;
}

/**
 * The page of a book as its readers will see it: archived or not, and with `draft` what its editor has typed since. Nothing is
 * written. Throws NotFound.
 * @caller the desk
 */
export async function previewBook(
  ctx: Ctx,
  { bookId, draft }: { bookId: string; draft: boolean },
): Promise<BookPreview> {
  authorize(ctx, "catalog.read");
  const book = isId(bookId) ? await findDetails(ctx, bookId) : null;
  const stored = book && (await readBooksById(ctx.db, [bookId])).get(bookId);
  if (!book || !stored) throw new NotFound("book");
  const { shop, shipping } = await getSettings(ctx);
  const { archived } = stored;
  const typed = draft ? await readDraft(ctx, bookId) : null;
  if (!typed) return { book, archived, drafted: false, problems: [], shop, shipping };

  const plan = (record: Record<string, unknown>) =>
    planBooks(ctx.db, [{ ...record, id: bookId }], { mode: "update", currency: shop.currency });
  const { problems } = await plan(typed);
  const wrong = new Set(problems.map(({ field }) => field));
  const { updates } = await plan(Object.fromEntries(Object.entries(typed).filter(([field]) => !wrong.has(field))));
  const changed = Object.fromEntries(
    updates.flatMap(({ changes }) => changes).map(({ field, after }) => [field, after]),
  );
  const facts: BookFacts = { ...stored, ...changed };
  return { book: await withFacts(ctx, book, facts), archived, drafted: true, problems, shop, shipping };
}

async function withFacts(ctx: Ctx, book: BookDetails, facts: BookFacts): Promise<BookDetails> {
  const genres = new Map((await listDeskGenres(ctx)).map(({ slug, name }) => [slug, name]));
  const people = facts.contributors.map(({ name, role }) => ({
    name,
    role,
    slug: book.contributors.find((each) => each.name === name)?.slug ?? slugify(name),
  }));
  const authors = people.filter(({ role }) => role === "author");
  return {
    ...book,
    title: facts.title,
    subtitle: facts.subtitle,
    series: facts.seriesName === null ? null : { name: facts.seriesName, number: facts.seriesNumber },
    authors: authors.length > 0 ? authors : people.filter(({ role }) => role === "editor"),
    contributors: people,
    isbn13: facts.isbn,
    format: facts.format,
    language: facts.language,
    publisher: facts.publisher,
    published: facts.published,
    firstPublished: facts.firstPublished,
    pages: facts.pages,
    description: facts.description,
    price: money(facts.price, book.price.currency),
    genres: facts.genres.map((slug) => ({ slug, name: genres.get(slug) ?? slug })),
  };
}
