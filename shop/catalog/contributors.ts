import { sql } from "drizzle-orm";
import { newId } from "../_kernel/ids.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { freeSlug } from "./slugs.ts";
import { chunksOf, nameKeys } from "./stored-books.ts";
import { takenSlugs } from "./taken-slugs.ts";

const particles = "(?:(?:le|la|de|du|di|da|van|von|der|den|del|ten|mc) )*";
const surname = new RegExp(`^(.+?) (${particles}[^ ]+(?: (?:Jr\\.|Sr\\.|II|III))?)$`, "iu");

/** "Le Guin, Ursula K.": particles stay with the surname. A name of one word is itself. */
export function sortNameOf(name: string): string {
  const match = surname.exec(name);
  return match ? `${match[2]}, ${match[1]}` : name;
}

/**
 * The ids of people with these names, found by their normalised name or made; by name as it is spelled here. Two
 * transactions that need the same new person agree on one.
 * @caller a transaction
 */
export async function ensureContributors(tx: Tx, ctx: Ctx, names: readonly string[]): Promise<Map<string, string>> {
  const keys = await nameKeys(tx, names);
  const spelling = new Map<string, string>();
  for (const [name, key] of keys) if (!spelling.has(key)) spelling.set(key, name);
  const find = async () => {
    const found = new Map<string, string>();
    for (const chunk of chunksOf([...spelling.keys()])) {
      const { rows } = await tx.execute<{ key: string; id: string }>(
        sql`select name_key(name) as key, id from contributors where name_key(name) = any(${sql.param(chunk)}::text[])`,
      );
      for (const { key, id } of rows) found.set(key, id);
    }
    return found;
  };
  let ids = await find();
  const missing = [...spelling].filter(([key]) => !ids.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (missing.length > 0) {
    const slugs = await takenSlugs(
      tx,
      "contributor",
      missing.map(([, name]) => name),
    );
    const made = missing.map(([, name]) => {
      const slug = freeSlug(name, slugs);
      slugs.add(slug);
      return { id: newId(ctx.now), name, sort_name: sortNameOf(name), slug };
    });
    for (const chunk of chunksOf(made)) {
      await tx.execute(sql`
        insert into contributors (id, name, sort_name, slug)
        select id, name, sort_name, slug from jsonb_populate_recordset(null::contributors, ${JSON.stringify(chunk)})
        on conflict (name_key(name)) do nothing`);
    }
    ids = await find();
  }
  return new Map([...keys].map(([name, key]) => [name, ids.get(key) ?? ""]));
}
