import { sql } from "drizzle-orm";
import type { Db, Tx } from "../_runtime/context.ts";
import { chunksOf } from "./stored-books.ts";

/**
 * Keeps which other editions a publisher names, whether they are in the shop or not: a book that comes later finds its work by
 * that, and the desk suggests it. Nothing is joined by it, and what is kept already stays. @caller the import
 */
export async function relateBooks(
  tx: Tx,
  given: readonly { bookId: string; isbns: readonly string[] }[],
): Promise<void> {
  const rows = given.flatMap(({ bookId, isbns }) => isbns.map((isbn) => ({ bookId, isbn })));
  for (const chunk of chunksOf(rows)) {
    await tx.execute(sql`
      insert into related_isbns (book_id, isbn13)
      select * from unnest(${sql.param(chunk.map(({ bookId }) => bookId))}::uuid[], ${sql.param(chunk.map(({ isbn }) => isbn))}::char(13)[])
      on conflict do nothing`);
  }
}

/** The works of books that name these ISBNs as other editions, the book that came first where several do. */
export async function namedWorks(db: Db, isbns: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const chunk of chunksOf([...new Set(isbns)])) {
    const { rows } = await db.execute<{ isbn: string; workId: string }>(sql`
      select distinct on (r.isbn13) r.isbn13 as isbn, b.work_id as "workId" from related_isbns r join books b on b.id = r.book_id
      where r.isbn13 = any(${sql.param(chunk)}::char(13)[]) order by r.isbn13, b.id`);
    for (const { isbn, workId } of rows) found.set(isbn, workId);
  }
  return found;
}
