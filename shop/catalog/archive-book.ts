import { sql } from "drizzle-orm";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { isId } from "../_kernel/ids.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { emit } from "../outbox/index.ts";

/**
 * Takes a book out of the shop; its page, its orders and its stock stay on record. A second time changes nothing.
 * @caller the desk, the API
 */
export async function archiveBook(ctx: Ctx, id: string): Promise<Result<{ changed: boolean }, Refusal<"NOT_FOUND">>> {
  authorize(ctx, "catalog.manage");
  if (!isId(id)) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    const { rows } = await tx.execute<{ title: string; archived: boolean }>(
      sql`select title, archived_at is not null as archived from books where id = ${id} for no key update`,
    );
    const [book] = rows;
    if (!book) return refuse("NOT_FOUND");
    if (book.archived) return ok({ changed: false });
    await tx.execute(sql`update books set archived_at = now() where id = ${id}`);
    await record(tx, ctx, { action: "book.archived", subject: { kind: "book", id, name: book.title } });
    return ok({ changed: true });
  });
}

/**
 * Puts an archived book on sale again; whoever waits for it is told where it has copies. Refuses `PRICE_MISSING` for one without a price. A second time changes nothing.
 * @caller the desk, the API
 */
export async function restoreBook(
  ctx: Ctx,
  id: string,
): Promise<Result<{ changed: boolean }, Refusal<"NOT_FOUND"> | Refusal<"PRICE_MISSING">>> {
  authorize(ctx, "catalog.manage");
  if (!isId(id)) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    const { rows } = await tx.execute<{ title: string; archived: boolean; price: number; stock: number }>(sql`
      select title, archived_at is not null as archived, price_minor as price, stock
      from books where id = ${id} for no key update`);
    const [book] = rows;
    if (!book) return refuse("NOT_FOUND");
    if (!book.archived) return ok({ changed: false });
    if (book.price === 0) return refuse("PRICE_MISSING");
    await tx.execute(sql`update books set archived_at = null where id = ${id}`);
    if (book.stock > 0) await emit(tx, ctx, "stock.restocked", { bookIds: [id] });
    await record(tx, ctx, { action: "book.restored", subject: { kind: "book", id, name: book.title } });
    return ok({ changed: true });
  });
}
