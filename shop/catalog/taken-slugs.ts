import { sql } from "drizzle-orm";
import type { Db } from "../_runtime/context.ts";
import { slugify } from "./slugs.ts";

/** Whose these slugs are, or were: what leads on to a book is not free for another. */
export async function slugOwners(db: Db, slugs: readonly string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map();
  const { rows } = await db.execute<{ slug: string; id: string }>(sql`
    select slug, id from books where slug = any(${sql.param(slugs)}::text[])
    union all select slug, target_id from slug_redirects where kind = 'book' and slug = any(${sql.param(slugs)}::text[])`);
  return new Map(rows.map((row) => [row.slug, row.id]));
}

/** Slugs that begin like these titles' and are taken, by living books or by old addresses. */
export async function takenSlugs(
  db: Db,
  kind: "book" | "contributor" | "genre",
  texts: readonly string[],
): Promise<Set<string>> {
  const table = sql.raw({ book: "books", contributor: "contributors", genre: "genres" }[kind]);
  const bases = [...new Set(texts.map(slugify))];
  if (bases.length === 0) return new Set();
  const { rows } = await db.execute<{ slug: string }>(sql`
    with bases as (select unnest(${sql.param(bases)}::text[]) as base),
    living as (
      select slug from bases join ${table} on slug = base
      union all
      select slug from bases join ${table} on slug >= base || '-' and slug < base || '.' and slug ~ '-[0-9]+$'
    ), former as (
      select slug from bases join slug_redirects on kind = ${kind} and slug = base
      union all
      select slug from bases join slug_redirects on kind = ${kind} and slug >= base || '-' and slug < base || '.' and slug ~ '-[0-9]+$'
    )
    select slug from living union select slug from former`);
  return new Set(rows.map((row) => row.slug));
}
