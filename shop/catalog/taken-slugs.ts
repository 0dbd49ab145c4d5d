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

/**
 * What stands in the way of slugs made of these texts: living books and old addresses that have such a slug itself and, where
 * that is so or several texts would make the same one, also those with a number behind it.
 */
export async function takenSlugs(
  db: Db,
  kind: "book" | "contributor" | "genre",
  texts: readonly string[],
): Promise<Set<string>> {
  const table = sql.raw({ book: "books", contributor: "contributors", genre: "genres" }[kind]);
  const bases = new Set<string>();
  const crowded = new Set<string>();
  for (const base of texts.map(slugify)) {
    if (bases.has(base)) crowded.add(base);
    bases.add(base);
  }
  if (bases.size === 0) return new Set();
  const asked = sql.param([...bases]);
  const { rows } = await db.execute<{ slug: string }>(sql`
    select slug from ${table} where slug = any(${asked}::text[])
    union select slug from slug_redirects where kind = ${kind} and slug = any(${asked}::text[])`);
  const taken = new Set(rows.map(({ slug }) => slug));
  for (const base of taken) crowded.add(base);
  if (crowded.size === 0) return taken;
  // each base is looked up by itself (`offset 0` keeps it so): all of them joined would read the whole table for each
  const { rows: numbered } = await db.execute<{ slug: string }>(sql`
    select found.slug from unnest(${sql.param([...crowded])}::text[]) as base cross join lateral (
      (select slug from ${table} where slug >= base || '-' and slug < base || '.' and slug ~ '-[0-9]+$' offset 0)
      union all
      (select slug from slug_redirects
        where kind = ${kind} and slug >= base || '-' and slug < base || '.' and slug ~ '-[0-9]+$' offset 0)
    ) as found`);
  for (const { slug } of numbered) taken.add(slug);
  return taken;
}
