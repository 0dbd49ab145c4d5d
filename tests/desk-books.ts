import { sql } from "drizzle-orm";
import { createBook, getDeskBook } from "../shop/catalog/index.ts";
import type { BookProblem } from "../shop/catalog/model.ts";
import type { Shop } from "../shop/context.ts";
import { as, person } from "./world.ts";

export { anIsbn } from "./imports.ts";

let made = 0;
/** A book as the desk's form says it; nothing else here has its title. */
export const facts = (more: Record<string, unknown> = {}) => ({
  title: `A new book ${++made}`,
  format: "paperback",
  language: "en",
  price: 1_250,
  contributors: [{ name: "Ada Writer", role: "author" }],
  ...more,
});

export const problems = (result: { ok: boolean; problems?: BookProblem[] }) =>
  (result.problems ?? []).map(({ row, field, code }) => `${row} ${field} ${code}`);

/** Books made by hand at this shop's desk, and what was written down of them. */
export function deskOf(shop: Shop) {
  const desk = as(shop, person("staff"));
  return {
    desk,
    async create(more: Record<string, unknown> = {}) {
      const result = await createBook(desk, facts(more));
      if (!result.ok) throw new Error(JSON.stringify(result));
      return { ...result.value, book: await getDeskBook(desk, result.value.id) };
    },
    async audited(id: string) {
      const { rows } = await shop.database.db.execute<{ action: string }>(
        sql`select action from audit_entries where subject_id = ${id} order by at, id`,
      );
      return rows.map(({ action }) => action);
    },
  };
}
