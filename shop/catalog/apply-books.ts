import { sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import type { BookFacts, BookField } from "./model.ts";
import { emit } from "../outbox/index.ts";
import { moveStock, type Movement, type MoveCause } from "./move-stock.ts";
import type { BookPlan, PlannedBook, PlannedChange } from "./plan-books.ts";
import { freeSlug } from "./slugs.ts";
import { ensureContributors } from "./contributors.ts";
import { chunksOf, genreIds } from "./stored-books.ts";
import { takenSlugs } from "./taken-slugs.ts";

export interface Applied {
  created: { row: number; id: string; slug: string; workId: string }[];
  updated: { row: number; id: string }[];
}

/** What a book is found by. */
const searched: ReadonlySet<BookField> = new Set<BookField>([
  "title",
  "subtitle",
  "seriesName",
  "isbn",
  "description",
  "contributors",
  "genres",
]);

const json = (rows: readonly object[]) => JSON.stringify(rows);

/**
 * Does what a plan without problems says, set by set: people, works, books, their genres, movements of stock, redirects of
 * old addresses. Refuses nothing: what another transaction did meanwhile surfaces as a unique violation, which
 * `transactAgain` answers with a new plan.
 * @caller a transaction that planned with `lock`
 */
export async function applyBooks(tx: Tx, ctx: Ctx, plan: BookPlan, cause: MoveCause): Promise<Applied> {
  if (plan.problems.length > 0) throw new Error("a plan with problems is not applied");
  const people = await ensureContributors(tx, ctx, [
    ...plan.creates.flatMap(({ facts }) => facts.contributors.map(({ name }) => name)),
    ...plan.updates.flatMap(({ changes }) => after(changes, "contributors")?.map(({ name }) => name) ?? []),
  ]);
  const shelves = await genreIds(tx, [
    ...plan.creates.flatMap(({ facts }) => facts.genres),
    ...plan.updates.flatMap(({ changes }) => after(changes, "genres") ?? []),
  ]);
  await tx.execute(sql`select set_config('octavo.search', 'later', true)`);
  const created = await create(tx, ctx, plan);
  await update(tx, plan.updates);

  const idOfRow = new Map(created.map((each) => [each.row, each.id]));
  const peopleOf = new Map<string, BookFacts["contributors"]>();
  const genresOf = new Map<string, string[]>();
  const movements: Movement[] = [];
  for (const { row, facts } of plan.creates) {
    const id = idOfRow.get(row) ?? "";
    if (facts.contributors.length > 0) peopleOf.set(id, facts.contributors);
    if (facts.genres.length > 0) genresOf.set(id, facts.genres);
    if (facts.stock > 0) movements.push({ bookId: id, delta: facts.stock, reason: "opening" });
  }
  const relinked = plan.updates.filter(({ changes }) => after(changes, "contributors"));
  const reshelved = plan.updates.filter(({ changes }) => after(changes, "genres"));
  for (const { book, changes } of relinked) peopleOf.set(book.id, after(changes, "contributors") ?? []);
  for (const { book, changes } of reshelved) genresOf.set(book.id, after(changes, "genres") ?? []);
  for (const { book, changes, restock } of plan.updates) {
    const stock = after(changes, "stock");
    if (stock === undefined) continue;
    movements.push({ bookId: book.id, delta: stock - book.stock, reason: restock ? "restock" : "correction" });
  }
  await clear(tx, "book_contributors", relinked);
  await clear(tx, "book_genres", reshelved);
  const links = [...peopleOf].flatMap(([bookId, all]) =>
    all.map(({ name, role }, position) => ({ book_id: bookId, contributor_id: people.get(name), role, position })),
  );
  for (const chunk of chunksOf(links)) {
    await tx.execute(sql`
      insert into book_contributors (book_id, contributor_id, role, position)
      select book_id, contributor_id, role, position from jsonb_populate_recordset(null::book_contributors, ${json(chunk)})`);
  }
  const shelved = [...genresOf].flatMap(([bookId, all]) =>
    all.map((slug, position) => ({ book_id: bookId, genre_id: shelves.get(slug), position })),
  );
  for (const chunk of chunksOf(shelved)) {
    await tx.execute(sql`
      insert into book_genres (book_id, genre_id, position)
      select book_id, genre_id, position from jsonb_populate_recordset(null::book_genres, ${json(chunk)})`);
  }
  const reworded = plan.updates.filter(({ changes }) => changes.some(({ field }) => searched.has(field)));
  const worded = [...created.map(({ id }) => id), ...reworded.map(({ book }) => book.id)];
  for (const chunk of chunksOf(worded)) await tx.execute(sql`select search_refresh(${sql.param(chunk)}::uuid[])`);
  await tx.execute(sql`select set_config('octavo.search', '', true)`);
  for (const chunk of chunksOf(movements)) await moveStock(tx, ctx, chunk, cause);
  // those with copies all along have no movement that would tell of them
  const restored = plan.updates.filter(
    ({ book, changes }) => after(changes, "archived") === false && book.stock > 0 && after(changes, "stock") !== 0,
  );
  if (restored.length > 0) await emit(tx, ctx, "stock.restocked", { bookIds: restored.map(({ book }) => book.id) });
  return { created, updated: plan.updates.map(({ row, book }) => ({ row, id: book.id })) };
}

/** What a field becomes; undefined where it stays. */
const after = <F extends BookField>(changes: PlannedChange["changes"], field: F): BookFacts[F] | undefined =>
  changes.find((change) => change.field === field)?.after as BookFacts[F] | undefined;

/** The work of each planned book: the one it names, else that of the row it names, else one of its own. */
function worksOf(creates: readonly PlannedBook[], ctx: Ctx): Map<number, { id: string; made: boolean }> {
  const byRow = new Map(creates.map((planned) => [planned.row, planned]));
  const works = new Map<number, { id: string; made: boolean }>();
  const find = (row: number, seen: ReadonlySet<number>): { id: string; made: boolean } => {
    const before = works.get(row);
    if (before) return before;
    const work = byRow.get(row)?.work;
    let found: { id: string; made: boolean };
    if (work && "id" in work) found = { id: work.id, made: false };
    else if (work && byRow.has(work.row) && work.row !== row && !seen.has(work.row))
      found = { id: find(work.row, new Set([...seen, row])).id, made: false };
    else found = { id: newId(ctx.now), made: true };
    works.set(row, found);
    return found;
  };
  for (const { row } of creates) find(row, new Set());
  return works;
}

async function create(tx: Tx, ctx: Ctx, { creates, currency }: BookPlan): Promise<Applied["created"]> {
  const works = worksOf(creates, ctx);
  const slugs = await takenSlugs(
    tx,
    "book",
    creates.map(({ facts }) => facts.slug ?? facts.title),
  );
  for (const { facts } of creates) if (facts.slug) slugs.add(facts.slug);
  const tried = new Map<string, number>();
  const made = creates.map(({ row, facts }) => {
    const slug = facts.slug ?? freeSlug(facts.title, slugs, tried);
    slugs.add(slug);
    const work = works.get(row) ?? { id: newId(ctx.now), made: true };
    return { row, facts, slug, id: newId(ctx.now), work };
  });
  const newWorks = made.filter(({ work }) => work.made);
  for (const chunk of chunksOf(newWorks)) {
    const rows = chunk.map(({ work, facts }) => ({
      id: work.id,
      title: facts.title,
      first_published: facts.firstPublished,
    }));
    await tx.execute(sql`
      insert into works (id, title, first_published)
      select id, title, first_published from jsonb_populate_recordset(null::works, ${json(rows)})`);
  }
  // an edition that knows when its text first appeared tells it of a work that does not
  const dated = made.filter(({ work, facts }) => !work.made && facts.firstPublished !== null);
  for (const chunk of chunksOf(dated)) {
    const rows = chunk.map(({ work, facts }) => ({ id: work.id, first_published: facts.firstPublished }));
    await tx.execute(sql`
      update works w set first_published = n.first_published
      from (select distinct on (id) * from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid, first_published int)) as n
      where w.id = n.id and w.first_published is null`);
  }
  for (const chunk of chunksOf(made)) {
    const rows = chunk.map(({ id, slug, work, facts }) => ({
      id,
      work_id: work.id,
      slug,
      ...columnsOf(facts),
      currency,
      archived_at: facts.archived ? ctx.now : null,
    }));
    await tx.execute(sql`
      insert into books (id, work_id, slug, title, subtitle, series_name, series_number, isbn13, format, language, publisher,
        published, pages, description, price_minor, currency, archived_at)
      select id, work_id, slug, title, subtitle, series_name, series_number, isbn13, format, language, publisher,
        published, pages, description, price_minor, currency, archived_at
      from jsonb_populate_recordset(null::books, ${json(rows)})`);
  }
  return made.map(({ row, id, slug, work }) => ({ row, id, slug, workId: work.id }));
}

const columnsOf = (facts: Omit<BookFacts, "slug" | "stock" | "archived" | "contributors" | "genres">) => ({
  title: facts.title,
  subtitle: facts.subtitle,
  series_name: facts.seriesName,
  series_number: facts.seriesNumber,
  isbn13: facts.isbn,
  format: facts.format,
  language: facts.language,
  publisher: facts.publisher,
  published: facts.published,
  pages: facts.pages,
  description: facts.description,
  price_minor: facts.price,
});

async function update(tx: Tx, updates: readonly PlannedChange[]): Promise<void> {
  // stock alone moves by the ledger, and leaves the book's version as it is
  const changed = updates
    .filter(({ changes }) => changes.some(({ field }) => field !== "stock"))
    .map(({ book, changes }) => {
      const facts: BookFacts = { ...book, ...Object.fromEntries(changes.map(({ field, after: to }) => [field, to])) };
      return { book, changes, facts };
    });
  for (const chunk of chunksOf(changed)) {
    const rows = chunk.map(({ book, facts }) => ({
      id: book.id,
      slug: facts.slug,
      ...columnsOf(facts),
      archived: facts.archived,
    }));
    await tx.execute(sql`
      update books b set slug = n.slug, title = n.title, subtitle = n.subtitle, series_name = n.series_name,
        series_number = n.series_number, isbn13 = n.isbn13, format = n.format, language = n.language,
        publisher = n.publisher, published = n.published, pages = n.pages, description = n.description,
        price_minor = n.price_minor, version = b.version + 1,
        archived_at = case when n.archived then coalesce(b.archived_at, now()) end
      from jsonb_to_recordset(${json(rows)}::jsonb) as n(id uuid, slug text, title text, subtitle text, series_name text,
        series_number text, isbn13 text, format text, language text, publisher text, published text, pages int,
        description text, price_minor int, archived boolean)
      where b.id = n.id`);
  }
  const moved = changed.filter(({ book, facts }) => facts.slug !== book.slug);
  for (const chunk of chunksOf(moved)) {
    const rows = chunk.map(({ book }) => ({ slug: book.slug, target_id: book.id }));
    await tx.execute(sql`
      insert into slug_redirects (kind, slug, target_id)
      select 'book', slug, target_id from jsonb_to_recordset(${json(rows)}::jsonb) as r(slug text, target_id uuid)
      on conflict (kind, slug) do update set target_id = excluded.target_id`);
  }
  const works = changed.filter(({ changes }) =>
    changes.some(({ field }) => field === "firstPublished" || field === "title"),
  );
  for (const chunk of chunksOf(works)) {
    const rows = chunk.map(({ book, facts }) => ({
      id: book.workId,
      title: facts.title,
      first_published: facts.firstPublished,
    }));
    // the text is called what its only edition is called
    await tx.execute(sql`
      update works w set first_published = n.first_published,
        title = case when (select count(*) from books b where b.work_id = w.id) = 1 then n.title else w.title end
      from (select distinct on (id) * from jsonb_to_recordset(${json(rows)}::jsonb)
        as r(id uuid, title text, first_published int)) as n
      where w.id = n.id`);
  }
}

async function clear(
  tx: Tx,
  table: "book_contributors" | "book_genres",
  updates: readonly PlannedChange[],
): Promise<void> {
  for (const chunk of chunksOf(updates.map(({ book }) => book.id))) {
    await tx.execute(sql`delete from ${sql.raw(table)} where book_id = any(${sql.param(chunk)}::uuid[])`);
  }
}
