import { sql } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { readIsbn } from "../_kernel/isbn.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import type {
  CorrectStockInput,
  ReceivedCopies,
  ReceiveStockInput,
  ReturnCopiesInput,
  UnknownCopies,
} from "./model.ts";
import { moveStock, type MoveCause } from "./move-stock.ts";
import { findIsbns, lockBooks } from "./stored-books.ts";

type Door = { door?: MoveCause["door"] };

/** The figure of a book under lock; null for none. @caller a transaction */
async function lockedStock(tx: Tx, id: string): Promise<{ title: string; stock: number } | null> {
  const { rows } = await tx.execute<{ title: string; stock: number }>(
    sql`select title, stock from books where id = ${id} for no key update`,
  );
  return rows[0] ?? null;
}

/** Books by ISBN, or by id where they have none. */
async function findReceived(tx: Tx, texts: readonly string[]): Promise<Map<string, { id: string; title: string }>> {
  const { rows } = await tx.execute<{ id: string; title: string }>(
    sql`select id, title from books where id = any(${sql.param(texts.filter(isId))}::uuid[])`,
  );
  const isbns = await findIsbns(
    tx,
    texts.filter((text) => !isId(text)),
  );
  return new Map([...isbns, ...rows.map((row) => [row.id, row] as const)]);
}

/** What this delivery has moved already, by book. */
async function receivedBefore(tx: Tx, receiptId: string): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ book_id: string; delta: number }>(
    sql`select book_id, delta from stock_movements where receipt_id = ${receiptId}`,
  );
  return new Map(rows.map((row) => [row.book_id, row.delta]));
}

/**
 * Books a delivery in (CAT-4): copies by ISBN (or by a book's id, where it has none), those of one ISBN added up. What the catalogue does not know is told, with what
 * is wrong with it, and the rest is received. A delivery that is sent twice (`receiptId`) counts once, and answers alike.
 * Whoever waits for a book that had none is told.
 * @caller the desk, the API
 */
export async function receiveStock(
  ctx: Ctx,
  { lines, note, receiptId, door = "desk" }: ReceiveStockInput & Door,
): Promise<Result<{ received: ReceivedCopies[]; unknown: UnknownCopies[] }, Refusal<"INVALID_INPUT">>> {
  authorize(ctx, "stock.manage");
  const wanted = new Map<string, number>();
  const unknown: UnknownCopies[] = [];
  for (const { isbn: text, quantity } of lines) {
    const read = isId(text) ? ({ ok: true, isbn13: text } as const) : readIsbn(text);
    if (read.ok) wanted.set(read.isbn13, (wanted.get(read.isbn13) ?? 0) + quantity);
    else
      unknown.push({ text, quantity, problem: read.problem, ...("expected" in read && { expected: read.expected }) });
  }
  return ctx.transact(async (tx) => {
    const books = await findReceived(tx, [...wanted.keys()]);
    for (const [isbn, quantity] of wanted) {
      if (!books.has(isbn)) unknown.push({ text: isbn, quantity, problem: "not_found" });
    }
    const copies = [...wanted].flatMap(([isbn, quantity]) => {
      const book = books.get(isbn);
      return book ? [{ isbn, quantity, ...book }] : [];
    });
    await lockBooks(
      tx,
      copies.map(({ id }) => id),
    );
    const before = receiptId ? await receivedBefore(tx, receiptId) : new Map<string, number>();
    const now = copies.filter(({ id }) => !before.has(id));
    await moveStock(
      tx,
      ctx,
      now.map(({ id, quantity }) => ({ bookId: id, delta: quantity, reason: "restock" })),
      { door, note: note ?? null, receiptId: receiptId ?? null },
    );
    if (now.length > 0) {
      const total = now.reduce((sum, { quantity }) => sum + quantity, 0);
      const titles = now.map(({ title, quantity }) => `${title} +${quantity}`);
      await record(tx, ctx, {
        action: "stock.received",
        subject: { kind: "books", id: receiptId ?? "delivery" },
        facts: { copies: total, titles: titles.slice(0, 20).join("; "), note: note ?? null },
      });
    }
    const { rows: stocks } = await tx.execute<{ id: string; stock: number }>(
      sql`select id, stock from books where id = any(${sql.param(copies.map(({ id }) => id))}::uuid[])`,
    );
    const stockOf = new Map(stocks.map(({ id, stock }) => [id, stock]));
    return ok({
      received: copies.map(({ id, isbn, title, quantity }) => ({
        bookId: id,
        isbn,
        title,
        copies: before.get(id) ?? quantity,
        stock: stockOf.get(id) ?? 0,
      })),
      unknown,
    });
  });
}

/**
 * Makes the figure what was counted, with the reason why it was not; the difference becomes a movement. `seen` is the figure
 * the counter saw: where it moved since, nothing is written (`STOCK_CHANGED` with what there is). The same figure writes nothing.
 * @caller the desk, the API
 */
export async function correctStock(
  ctx: Ctx,
  { bookId, stock, seen, note, door = "desk" }: CorrectStockInput & Door,
): Promise<Result<{ delta: number }, Refusal<"NOT_FOUND"> | (Refusal<"STOCK_CHANGED"> & { stock: number })>> {
  authorize(ctx, "stock.manage");
  if (!isId(bookId)) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    const book = await lockedStock(tx, bookId);
    if (!book) return refuse("NOT_FOUND");
    if (book.stock === stock) return ok({ delta: 0 });
    if (book.stock !== seen) return refuse("STOCK_CHANGED", { stock: book.stock });
    const delta = stock - book.stock;
    await moveStock(tx, ctx, [{ bookId, delta, reason: "correction" }], { door, note });
    await record(tx, ctx, {
      action: "stock.corrected",
      subject: { kind: "book", id: bookId, name: book.title },
      facts: { before: book.stock, after: stock, note },
    });
    return ok({ delta });
  });
}

/**
 * Copies that came back by hand, outside any order the shop knows. Sent twice with one `receiptId` it counts once. Tells
 * whoever waits for a book that had none.
 * @caller the desk, the API
 */
export async function returnCopies(
  ctx: Ctx,
  { bookId, quantity, note, receiptId, door = "desk" }: ReturnCopiesInput & Door,
): Promise<Result<{ stock: number }, Refusal<"NOT_FOUND">>> {
  authorize(ctx, "stock.manage");
  if (!isId(bookId)) return refuse("NOT_FOUND");
  return ctx.transact(async (tx) => {
    const book = await lockedStock(tx, bookId);
    if (!book) return refuse("NOT_FOUND");
    const cause = { door, note: note ?? null, receiptId: receiptId ?? null };
    if (receiptId && (await receivedBefore(tx, receiptId)).has(bookId)) return ok({ stock: book.stock });
    await moveStock(tx, ctx, [{ bookId, delta: quantity, reason: "return" }], cause);
    await record(tx, ctx, {
      action: "stock.returned",
      subject: { kind: "book", id: bookId, name: book.title },
      facts: { copies: quantity, note: note ?? null },
    });
    return ok({ stock: book.stock + quantity });
  });
}
