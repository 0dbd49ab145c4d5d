import { sql } from "drizzle-orm";
import type { Db } from "../_runtime/context.ts";
import { chunksOf } from "./stored-books.ts";

/** How a book stands: what tells later whether anybody touched it since. */
export interface BookMark {
  version: number;
  /** Movements its ledger has, whoever wrote them. */
  movements: number;
  /** Whether it has a price, without which it is not sold. */
  priced: boolean;
}

/**
 * How these books stand; unknown ones are left out. It holds for as long as the books are locked (`planBooks` with `lock`).
 * @caller the import, after a commit and before it is undone
 */
export async function markBooks(db: Db, ids: readonly string[]): Promise<Map<string, BookMark>> {
  const marks = new Map<string, BookMark>();
  for (const chunk of chunksOf([...new Set(ids)])) {
    const { rows } = await db.execute<BookMark & { id: string } & Record<string, unknown>>(sql`
      select b.id, b.version, b.price_minor > 0 as priced, (select count(*)::int from stock_movements m where m.book_id = b.id) as movements
      from books b where b.id = any(${sql.param(chunk)}::uuid[])`);
    for (const { id, version, movements, priced } of rows) marks.set(id, { version, movements, priced });
  }
  return marks;
}
