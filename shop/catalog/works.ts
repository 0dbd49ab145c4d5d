import { sql } from "drizzle-orm";
import { isId, newId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import type { EditionRow, WorkSuggestion } from "./model.ts";

/** Works are joined and taken apart one at a time, so that each sees what the one before made of them. */
const lockWorks = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(20808)`);

/**
 * Makes the editions of two works those of one (CAT-10): all of `bookId`'s work become editions of `intoBookId`'s. Its staff
 * note comes along where the other has none. Refuses `SAME_WORK` for two that are together already.
 * @caller the desk, the API
 */
export async function joinWorks(
  ctx: Ctx,
  { bookId, intoBookId }: { bookId: string; intoBookId: string },
): Promise<Result<{ workId: string }, Refusal<"NOT_FOUND"> | Refusal<"SAME_WORK">>> {
  authorize(ctx, "catalog.manage");
  if (!isId(bookId) || !isId(intoBookId)) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    await lockWorks(tx);
    const { rows } = await tx.execute<{ id: string; title: string; workId: string }>(sql`
      select b.id, b.title, b.work_id as "workId" from books b where b.work_id in
        (select work_id from books where id in (${bookId}, ${intoBookId})) order by b.id for no key update`);
    const [book, into] = [bookId, intoBookId].map((id) => rows.find((row) => row.id === id));
    if (!book || !into) return refuse("NOT_FOUND");
    if (book.workId === into.workId) return refuse("SAME_WORK");
    await tx.execute(sql`update books set work_id = ${into.workId} where work_id = ${book.workId}`);
    await tx.execute(sql`
      update staff_notes set work_id = ${into.workId} where work_id = ${book.workId}
        and not exists (select 1 from staff_notes where work_id = ${into.workId})`);
    await tx.execute(sql`
      update works set first_published = coalesce(first_published, (select first_published from works where id = ${book.workId}))
      where id = ${into.workId}`);
    await tx.execute(sql`delete from works where id = ${book.workId}`);
    await record(tx, ctx, {
      action: "book.joined",
      subject: { kind: "book", id: bookId, name: book.title },
      facts: { after: into.title },
    });
    return ok({ workId: into.workId });
  });
}

/**
 * Gives an edition a work of its own, with the year of the old one. Refuses `ONLY_EDITION` where nothing is left behind.
 * @caller the desk, the API
 */
export async function splitEdition(
  ctx: Ctx,
  bookId: string,
): Promise<Result<{ workId: string }, Refusal<"NOT_FOUND"> | Refusal<"ONLY_EDITION">>> {
  authorize(ctx, "catalog.manage");
  if (!isId(bookId)) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    await lockWorks(tx);
    const { rows } = await tx.execute<{ id: string; title: string; workId: string }>(sql`
      select b.id, b.title, b.work_id as "workId" from books b
      where b.work_id = (select work_id from books where id = ${bookId}) order by b.id for no key update`);
    const book = rows.find(({ id }) => id === bookId);
    if (!book) return refuse("NOT_FOUND");
    if (rows.length === 1) return refuse("ONLY_EDITION");
    const workId = newId(ctx.now);
    await tx.execute(sql`
      insert into works (id, title, first_published)
      select ${workId}::uuid, ${book.title}, first_published from works where id = ${book.workId}`);
    await tx.execute(sql`update books set work_id = ${workId} where id = ${bookId}`);
    await record(tx, ctx, { action: "book.split", subject: { kind: "book", id: bookId, name: book.title } });
    return ok({ workId });
  });
}

/** The other editions of a book's work, archived ones too. */
export async function listEditions(ctx: Ctx, bookId: string): Promise<EditionRow[]> {
  authorize(ctx, "catalog.read");
  if (!isId(bookId)) return [];
  const { rows } = await ctx.db.execute<Record<string, unknown> & EditionRow>(sql`
    select e.id, e.slug, e.title, e.format, e.language, e.publisher, e.isbn13 as isbn, e.archived_at is not null as archived
    from books b join books e on e.work_id = b.work_id and e.id <> b.id where b.id = ${bookId}
    order by array_position(array['paperback','hardback','large_print','audio_cd','ebook'], e.format), e.id`);
  return rows;
}

/**
 * Works that a book may be an edition of: the publisher says so of one of their books or of this one; or a person in common,
 * and a title that reads alike (three letters at a time). The likeliest first, one edition each.
 */
export async function suggestWorks(ctx: Ctx, bookId: string, limit = 5): Promise<WorkSuggestion[]> {
  authorize(ctx, "catalog.read");
  if (!isId(bookId)) return [];
  const { rows } = await ctx.db.execute<Record<string, unknown> & WorkSuggestion>(sql`
    with me as (select id, title, work_id, isbn13 from books where id = ${bookId}),
    told as (
      select b.work_id as id from me join related_isbns r on r.book_id = me.id join books b on b.isbn13 = r.isbn13
      where b.work_id <> me.work_id
      union
      select b.work_id from me join related_isbns r on r.isbn13 = me.isbn13 join books b on b.id = r.book_id
      where b.work_id <> me.work_id
    ),
    theirs as (
      select distinct b.work_id as id from me join book_contributors mine on mine.book_id = me.id
      join book_contributors other on other.contributor_id = mine.contributor_id join books b on b.id = other.book_id
      where mine.role in ('author', 'editor') and b.work_id <> me.work_id
    ),
    alike as (
      select w.id, greatest(similarity(w.title, me.title), (
        select max(similarity(b.title, me.title)) from books b where b.work_id = w.id and lower(b.title) = lower(me.title)
      )) as likeness
      from me, theirs join works w on w.id = theirs.id
    ), likely as (
      select id, likeness from alike where likeness > 0.4
      union all select id, 2 from told
    ), best as (select id, max(likeness) as likeness from likely group by id)
    select edition.id as "bookId", edition.title, edition.format, edition.language, edition.isbn13 as isbn,
      (select count(*)::int from books b where b.work_id = best.id) as editions
    from best cross join lateral (
      select b.id, b.title, b.format, b.language, b.isbn13 from books b where b.work_id = best.id order by b.created_at, b.id limit 1
    ) as edition order by best.likeness desc, edition.id limit ${limit}`);
  return rows;
}
