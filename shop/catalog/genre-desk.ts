import { sql } from "drizzle-orm";
import { isId, newId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import type { CreateGenreInput, DeskGenre, RenameGenreInput, SeenGenre } from "./model.ts";
import { freeSlug } from "./slugs.ts";
import { takenSlugs } from "./taken-slugs.ts";
import { transactAgain } from "./transact-again.ts";

/** Changes of the tree wait for each other; the number is the one that its trigger takes. */
const TREE = 20_806;
const lockTree = (tx: Tx) => tx.execute(sql`select pg_advisory_xact_lock(${TREE})`);

interface GenreRow extends Record<string, unknown> {
  id: string;
  parentId: string | null;
  slug: string;
  name: string;
  names: Record<string, string>;
  coverFamily: string;
  archived: boolean;
}

export type GenreChanged = Refusal<"GENRE_CHANGED"> & {
  /** As it is now: given as `seen` with the next change, it may be overwritten. */
  there: SeenGenre & { parentId: string | null };
};
const nowThere = ({ names, slug, coverFamily, parentId }: GenreRow) =>
  refuse("GENRE_CHANGED", { there: { en: names.en ?? "", de: names.de ?? "", slug, coverFamily, parentId } });

async function find(tx: Tx, id: string): Promise<GenreRow | null> {
  if (!isId(id)) return null;
  const { rows } = await tx.execute<GenreRow>(sql`
    select id, parent_id as "parentId", slug, names ->> 'en' as name, names, cover_family as "coverFamily",
      archived_at is not null as archived
    from genres where id = ${id} for no key update`);
  return rows[0] ?? null;
}

const subject = (genre: { id: string; name: string }) => ({ kind: "genre", id: genre.id, name: genre.name }) as const;
const pathOf = (parent: GenreRow | null) => parent?.name ?? "/";

/** All genres, archived ones too, each with how many books stand in it itself; parents before their children. */
export async function listDeskGenres(ctx: Ctx): Promise<DeskGenre[]> {
  authorize(ctx, "catalog.read");
  const { rows } = await ctx.db.execute<Record<string, unknown> & Omit<DeskGenre, "depth">>(sql`
    select g.id, g.parent_id as "parentId", g.slug, coalesce(g.names ->> ${ctx.locale}, g.names ->> 'en') as name, g.names,
      g.cover_family as "coverFamily", g.archived_at is not null as archived,
      (select count(*)::int from book_genres bg where bg.genre_id = g.id) as books
    from genres g order by g.position, g.slug`);
  const below = (parent: string | null, depth: number): DeskGenre[] =>
    rows.filter((row) => row.parentId === parent).flatMap((row) => [{ ...row, depth }, ...below(row.id, depth + 1)]);
  return below(null, 0);
}

/**
 * A new genre, last among its neighbours. Its slug comes from its English name. Refuses `NOT_FOUND` for the parent.
 * @caller the desk, the API
 */
export async function createGenre(
  ctx: Ctx,
  { names, parentId, coverFamily }: CreateGenreInput,
): Promise<Result<{ id: string; slug: string }, Refusal<"NOT_FOUND"> | Refusal<"GENRE_ARCHIVED">>> {
  authorize(ctx, "catalog.manage");
  return transactAgain(ctx, async (tx) => {
    await lockTree(tx);
    const parent = parentId === null ? null : await find(tx, parentId);
    if (parentId !== null && !parent) return refuse("NOT_FOUND");
    if (parent?.archived) return refuse("GENRE_ARCHIVED");
    const slug = freeSlug(names.en, await takenSlugs(tx, "genre", [names.en]));
    const id = newId(ctx.now);
    await tx.execute(sql`
      insert into genres (id, parent_id, slug, names, cover_family, position)
      values (${id}, ${parentId}, ${slug}, ${JSON.stringify(names)}, ${coverFamily},
        (select coalesce(max(position) + 1, 0) from genres where parent_id is not distinct from ${parentId}::uuid))`);
    await record(tx, ctx, { action: "genre.created", subject: subject({ id, name: names.en }) });
    return ok({ id, slug });
  });
}

/**
 * Names a genre anew; its address stays, unless `slug` gives another: then the old one leads there. Refuses `INVALID_INPUT`
 * for a slug that is another's, or leads to another; with `seen` also `GENRE_CHANGED`, where it would overwrite what somebody
 * else made of it meanwhile.
 * @caller the desk, the API
 */
export async function renameGenre(
  ctx: Ctx,
  { id, names, slug, coverFamily, seen }: RenameGenreInput,
): Promise<
  Result<{ slug: string }, Refusal<"NOT_FOUND"> | (Refusal<"INVALID_INPUT"> & { field: "slug" }) | GenreChanged>
> {
  authorize(ctx, "catalog.manage");
  return transactAgain(ctx, async (tx) => {
    await lockTree(tx);
    const genre = await find(tx, id);
    if (!genre) return refuse("NOT_FOUND");
    const next = slug ?? genre.slug;
    const overwrites = [
      [seen?.en, genre.names.en ?? "", names.en],
      [seen?.de, genre.names.de ?? "", names.de ?? genre.names.de ?? ""],
      [seen?.slug, genre.slug, next],
      [seen?.coverFamily, genre.coverFamily, coverFamily ?? genre.coverFamily],
    ].some(([before, now, given]) => before !== undefined && before !== now && given !== now);
    if (overwrites) return nowThere(genre);
    if (next !== genre.slug) {
      const { rows } = await tx.execute(sql`
        select 1 from genres where slug = ${next}
        union all select 1 from slug_redirects where kind = 'genre' and slug = ${next} and target_id <> ${id}`);
      if (rows.length > 0) return refuse("INVALID_INPUT", { field: "slug" });
    }
    await tx.execute(sql`
      update genres set names = ${JSON.stringify({ ...genre.names, ...names })}, slug = ${next},
        cover_family = coalesce(${coverFamily ?? null}, cover_family) where id = ${id}`);
    if (next !== genre.slug) {
      await tx.execute(sql`
        insert into slug_redirects (kind, slug, target_id) values ('genre', ${genre.slug}, ${id})
        on conflict (kind, slug) do update set target_id = excluded.target_id`);
    }
    await record(tx, ctx, {
      action: "genre.renamed",
      subject: subject({ id, name: names.en }),
      facts: { before: genre.name, after: names.en },
    });
    return ok({ slug: next });
  });
}

/**
 * Puts a genre, with all below it, below another or at the top (null), last among its neighbours. Refuses `GENRE_CYCLE` for
 * a place below itself, also when two moves at once would make the circle; and with `seenParentId` `GENRE_CHANGED`, where
 * somebody else moved it meanwhile.
 * @caller the desk, the API
 */
export async function moveGenre(
  ctx: Ctx,
  { id, parentId, seenParentId }: { id: string; parentId: string | null; seenParentId?: string | null | undefined },
): Promise<
  Result<{ changed: boolean }, Refusal<"NOT_FOUND"> | Refusal<"GENRE_CYCLE"> | Refusal<"GENRE_ARCHIVED"> | GenreChanged>
> {
  authorize(ctx, "catalog.manage");
  return ctx.transact(async (tx) => {
    await lockTree(tx);
    const genre = await find(tx, id);
    const parent = parentId === null ? null : await find(tx, parentId);
    if (!genre || (parentId !== null && !parent)) return refuse("NOT_FOUND");
    if (genre.parentId === parentId) return ok({ changed: false });
    if (seenParentId !== undefined && genre.parentId !== seenParentId) return nowThere(genre);
    if (parent?.archived && !genre.archived) return refuse("GENRE_ARCHIVED");
    if (parentId !== null && (await isBelow(tx, parentId, id))) return refuse("GENRE_CYCLE");
    await tx.execute(sql`
      update genres set parent_id = ${parentId}::uuid,
        position = (select coalesce(max(position) + 1, 0) from genres where parent_id is not distinct from ${parentId}::uuid)
      where id = ${id}`);
    const before = genre.parentId === null ? null : await find(tx, genre.parentId);
    await record(tx, ctx, {
      action: "genre.moved",
      subject: subject(genre),
      facts: { before: pathOf(before), after: pathOf(parent) },
    });
    return ok({ changed: true });
  });
}

/** Whether `id` is `above` or stands somewhere below it. */
async function isBelow(tx: Tx, id: string, above: string): Promise<boolean> {
  const { rows } = await tx.execute<{ found: boolean }>(sql`
    with recursive up as (
      select id, parent_id from genres where id = ${id}
      union select g.id, g.parent_id from genres g join up on g.id = up.parent_id
    ) select exists (select 1 from up where id = ${above}) as found`);
  return rows[0]?.found ?? false;
}

/**
 * Makes two genres one: books and genres below `id` go to `intoId`, every address that led to `id` leads there, and `id` is
 * gone. Refuses `GENRE_CYCLE` where `intoId` stands below `id`, or is the same.
 * @caller the desk, the API
 */
export async function mergeGenres(
  ctx: Ctx,
  { id, intoId }: { id: string; intoId: string },
): Promise<Result<{ slug: string }, Refusal<"NOT_FOUND"> | Refusal<"GENRE_CYCLE"> | Refusal<"GENRE_ARCHIVED">>> {
  authorize(ctx, "catalog.manage");
  return transactAgain(ctx, async (tx) => {
    await lockTree(tx);
    const genre = await find(tx, id);
    const into = await find(tx, intoId);
    if (!genre || !into) return refuse("NOT_FOUND");
    if (into.archived) return refuse("GENRE_ARCHIVED");
    if (await isBelow(tx, intoId, id)) return refuse("GENRE_CYCLE");
    // where a book stands in both, the better place of the two counts
    await tx.execute(sql`
      update book_genres kept set position = least(kept.position, gone.position) from book_genres gone
      where kept.genre_id = ${intoId} and gone.genre_id = ${id} and gone.book_id = kept.book_id and gone.position < kept.position`);
    await tx.execute(sql`
      insert into book_genres (book_id, genre_id, position) select book_id, ${intoId}::uuid, position from book_genres
      where genre_id = ${id} on conflict do nothing`);
    await tx.execute(
      sql`update books set version = version + 1 where id in (select book_id from book_genres where genre_id = ${id})`,
    );
    await tx.execute(sql`delete from book_genres where genre_id = ${id}`);
    await tx.execute(sql`update genres set parent_id = ${intoId} where parent_id = ${id}`);
    await tx.execute(sql`delete from genres where id = ${id}`);
    await tx.execute(sql`update slug_redirects set target_id = ${intoId} where kind = 'genre' and target_id = ${id}`);
    await tx.execute(sql`
      insert into slug_redirects (kind, slug, target_id) values ('genre', ${genre.slug}, ${intoId})
      on conflict (kind, slug) do update set target_id = excluded.target_id`);
    await record(tx, ctx, { action: "genre.merged", subject: subject(genre), facts: { after: into.name } });
    return ok({ slug: into.slug });
  });
}

/**
 * Takes a genre out of sight; its books keep it. Refuses `GENRE_NOT_EMPTY` while living genres stand below it. A second time
 * changes nothing.
 * @caller the desk, the API
 */
export async function archiveGenre(
  ctx: Ctx,
  id: string,
): Promise<Result<{ changed: boolean }, Refusal<"NOT_FOUND"> | Refusal<"GENRE_NOT_EMPTY">>> {
  authorize(ctx, "catalog.manage");
  return ctx.transact(async (tx) => {
    await lockTree(tx);
    const genre = await find(tx, id);
    if (!genre) return refuse("NOT_FOUND");
    if (genre.archived) return ok({ changed: false });
    const { rows } = await tx.execute(
      sql`select 1 from genres where parent_id = ${id} and archived_at is null limit 1`,
    );
    if (rows.length > 0) return refuse("GENRE_NOT_EMPTY");
    await tx.execute(sql`update genres set archived_at = now() where id = ${id}`);
    await record(tx, ctx, { action: "genre.archived", subject: subject(genre) });
    return ok({ changed: true });
  });
}

/**
 * Shows an archived genre again. Refuses `GENRE_ARCHIVED` while the one above it is. A second time changes nothing.
 * @caller the desk, the API
 */
export async function restoreGenre(
  ctx: Ctx,
  id: string,
): Promise<Result<{ changed: boolean }, Refusal<"NOT_FOUND"> | Refusal<"GENRE_ARCHIVED">>> {
  authorize(ctx, "catalog.manage");
  return ctx.transact(async (tx) => {
    await lockTree(tx);
    const genre = await find(tx, id);
    if (!genre) return refuse("NOT_FOUND");
    if (!genre.archived) return ok({ changed: false });
    if (genre.parentId !== null && (await find(tx, genre.parentId))?.archived) return refuse("GENRE_ARCHIVED");
    await tx.execute(sql`update genres set archived_at = null where id = ${id}`);
    await record(tx, ctx, { action: "genre.restored", subject: subject(genre) });
    return ok({ changed: true });
  });
}
