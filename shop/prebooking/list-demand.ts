import { sql, type SQL } from "drizzle-orm";
import { NotFound } from "../_kernel/errors.ts";
import { isId } from "../_kernel/ids.ts";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { deskBooks } from "../catalog/index.ts";
import { listRecipients } from "../identity/index.ts";
import { PREBOOKINGS_PER_PAGE, type DemandFilter, type DemandRow, type WaitingPerson } from "./model.ts";

const sortable = { waiting: "d.waiting", since: "d.since", latest: "d.latest", title: "lower(b.title)" } as const;

const waiting = sql`prebooking_rounds r join prebookings p on p.round_id = r.id
      where r.restocked_at is null and p.cancelled_at is null`;

/** Books somebody waits for: how many, and since when (PRE-4). Text looks at titles, people, publishers and ISBNs. */
export async function listDemand(ctx: Ctx, filter: DemandFilter): Promise<Page<DemandRow>> {
  authorize(ctx, "stock.manage");
  const parts: SQL[] = [sql`true`];
  if (filter.state) parts.push(filter.state === "archived" ? sql`b.archived` : sql`not b.archived`);
  if (filter.least) parts.push(sql`d.waiting >= ${filter.least}`);
  const direction = sql.raw(filter.direction === "asc" ? "asc" : "desc");
  const { rows } = await ctx.db.execute<Record<string, unknown> & DemandRow & { total: number }>(sql`
    with demand as (
      select r.book_id, count(*)::int as waiting, min(p.created_at) as since, max(p.created_at) as latest
      from ${waiting} group by r.book_id
    )
    select b.id as "bookId", b.slug, b.title, b.authors, b.format, b.language, b.isbn, b.stock, b.archived, d.waiting, d.since, d.latest,
      count(*) over ()::int as total
    from demand d join (${deskBooks(filter.text)}) b on b.id = d.book_id
    where ${sql.join(parts, sql` and `)}
    order by ${sql.raw(sortable[filter.sort])} ${direction}, b.id ${direction}
    limit ${PREBOOKINGS_PER_PAGE} offset ${(filter.page - 1) * PREBOOKINGS_PER_PAGE}`);
  return pageOf(
    rows.map(({ total: _, ...row }) => ({ ...row, since: new Date(row.since), latest: new Date(row.latest) })),
    rows[0]?.total ?? 0,
    filter.page,
    PREBOOKINGS_PER_PAGE,
  );
}

/** How many books are waited for, and by how many people. */
export async function countDemand(ctx: Ctx): Promise<{ books: number; people: number }> {
  authorize(ctx, "stock.manage");
  const { rows } = await ctx.db.execute<{ books: number; people: number }>(sql`
    select count(distinct r.book_id)::int as books, count(*)::int as people from ${waiting}`);
  return rows[0] ?? { books: 0, people: 0 };
}

/** One book and those who wait for it, the first to ask first. Throws NotFound for no book. */
export async function getDemand(
  ctx: Ctx,
  bookId: string,
  { page }: { page: number },
): Promise<{ book: Omit<DemandRow, "waiting" | "since" | "latest">; people: Page<WaitingPerson> }> {
  authorize(ctx, "stock.manage");
  if (!isId(bookId)) throw new NotFound("book");
  const { rows: books } = await ctx.db.execute<
    Record<string, unknown> & Omit<DemandRow, "waiting" | "since" | "latest">
  >(
    sql`select b.id as "bookId", b.slug, b.title, b.authors, b.format, b.language, b.isbn, b.stock, b.archived
      from (${deskBooks()}) b where b.id = ${bookId}`,
  );
  const [book] = books;
  if (!book) throw new NotFound("book");
  const { rows } = await ctx.db.execute<{ id: string; user_id: string; created_at: string; total: number }>(sql`
    select p.id, p.user_id, p.created_at, count(*) over ()::int as total from ${waiting} and r.book_id = ${bookId}
    order by p.created_at, p.id
    limit ${PREBOOKINGS_PER_PAGE} offset ${(page - 1) * PREBOOKINGS_PER_PAGE}`);
  const names = new Map(
    (
      await listRecipients(
        ctx.db,
        rows.map((row) => row.user_id),
      )
    ).map((person) => [person.id, person]),
  );
  const items = rows.map((row) => {
    const person = names.get(row.user_id);
    return {
      id: row.id,
      userId: row.user_id,
      name: person?.name ?? "",
      email: person?.email ?? "",
      active: person !== undefined,
      createdAt: new Date(row.created_at),
    };
  });
  return { book, people: pageOf(items, rows[0]?.total ?? 0, page, PREBOOKINGS_PER_PAGE) };
}
