import { sql } from "drizzle-orm";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import type { Ctx } from "../_runtime/context.ts";
import type { ContributorRole, Person, StaffNote } from "./model.ts";
import { gatherLeads, type Paging } from "./leads.ts";
import { leadEditionOrder } from "./rows.ts";

/**
 * The works that are sold, by when their first edition came, archived or not: each with its lead edition. The newest first,
 * and of those that came in one moment the one whose first edition has the later id. A walk along what is sold, since what an
 * import brought and took back again is nothing to go past: as far as there are enough that are the first of their work. A work
 * whose first edition is archived is met before, by a later one.
 */
export async function readNewest(
  ctx: Ctx,
  limit: number,
  offset: number,
): Promise<{ slug: string; arrived: string }[]> {
  const { rows } = await ctx.db.execute<{ slug: string; arrived: string }>(sql`
    with newest as materialized (
      select came.created_at, came.id from books came
      where came.archived_at is null
        and came.id = (select e.id from books e where e.work_id = came.work_id order by e.created_at, e.id limit 1)
      order by came.created_at desc, came.id desc limit ${limit + offset}
    ), bound as materialized (
      select created_at, id from newest where (select count(*) from newest) = ${limit + offset}
      order by created_at, id limit 1
    ), first as materialized (
      select distinct earliest.id, earliest.work_id, earliest.created_at from books came
      cross join lateral (
        select e.id, e.work_id, e.created_at from books e where e.work_id = came.work_id order by e.created_at, e.id limit 1
      ) as earliest
      where came.archived_at is null and came.created_at >= coalesce((select created_at from bound), '-infinity')
    )
    select lead.slug, to_char(first.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as arrived
    from (select * from first order by created_at desc, id desc limit ${limit} offset ${offset}) as first
    cross join lateral (
      select b.slug from books b where b.work_id = first.work_id and b.archived_at is null order by ${leadEditionOrder} limit 1
    ) as lead
    order by first.created_at desc, first.id desc`);
  return rows;
}

/** How many works are sold. */
export async function countWorks(ctx: Ctx): Promise<number> {
  const { rows } = await ctx.db.execute<{ n: number }>(
    sql`select count(distinct work_id)::int as n from books where archived_at is null`,
  );
  return rows[0]?.n ?? 0;
}

/** What came in last, one edition a work. */
export async function listNew(ctx: Ctx, { page, pageSize }: Paging): Promise<Page<string>> {
  const [newest, total] = await Promise.all([readNewest(ctx, pageSize, (page - 1) * pageSize), countWorks(ctx)]);
  return pageOf(
    newest.map(({ slug }) => slug),
    total,
    page,
    pageSize,
  );
}

/** Books a person had a part in, the newest text first. */
export const listContributorBooks = (ctx: Ctx, slug: string, paging: Paging): Promise<Page<string>> =>
  gatherLeads(
    ctx,
    sql`b.id in (select bc.book_id from book_contributors bc join contributors c on c.id = bc.contributor_id where c.slug = ${slug})`,
    sql`(select w.first_published from works w where w.id = lead.work_id) desc nulls last, lead.title, lead.id`,
    paging,
  );

/** The booksellers' notes, newest first, each with the edition that stands for its work. */
export async function listStaffPicks(ctx: Ctx, limit: number): Promise<{ note: StaffNote; slug: string }[]> {
  const { rows } = await ctx.db.execute<{ by: string; desk: string; note: string; slug: string }>(sql`
    select n.by, n.desk, n.note, lead.slug from staff_notes n
    cross join lateral (
      select b.slug, b.stock from books b where b.work_id = n.work_id and b.archived_at is null order by ${leadEditionOrder} limit 1
    ) as lead
    order by (lead.stock > 0) desc, n.created_at desc, n.id desc limit ${limit}`);
  return rows.map(({ by, desk, note, slug }) => ({ note: { by, desk, text: note }, slug }));
}

/** A person with the roles they have in books that are sold; null for an unknown slug. */
export async function findContributor(ctx: Ctx, slug: string): Promise<(Person & { roles: ContributorRole[] }) | null> {
  const { rows } = await ctx.db.execute<{ name: string; slug: string; roles: ContributorRole[] | null }>(sql`
    select c.name, c.slug, (select json_agg(distinct bc.role) from book_contributors bc
      join books b on b.id = bc.book_id and b.archived_at is null where bc.contributor_id = c.id) as roles
    from contributors c where c.slug = ${slug}`);
  const row = rows[0];
  return row ? { name: row.name, slug: row.slug, roles: row.roles ?? [] } : null;
}
