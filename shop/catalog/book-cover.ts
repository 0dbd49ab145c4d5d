import { sql } from "drizzle-orm";
import { isId } from "../_kernel/ids.ts";
import { ok, refuse, type Refusal, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import type { StoredFile } from "../storage/model.ts";
import { coverWidths, isUploadedCover, MOST_COVER_BYTES } from "../_kernel/covers.ts";

const FOLDER = "covers/";
const fileOf = (bookId: string, coverKey: string, ending: string) => `${FOLDER}${bookId}/${coverKey}${ending}`;

type CoverRefusal =
  | Refusal<"NOT_FOUND">
  | Refusal<"COVER_NOT_AN_IMAGE">
  | (Refusal<"COVER_TOO_LARGE"> & ({ mostBytes: number } | { mostPixels: number }));

/**
 * Gives a book the picture that was uploaded (CAT-7): JPEG, PNG, WebP or AVIF by its content, made anew in every size before
 * the book changes, so that no page ever names a file that is not there. The same picture again changes nothing. An open
 * form of the book stays valid: its version does not move. Refuses `COVER_NOT_AN_IMAGE`, `COVER_TOO_LARGE` (with the most
 * that may come) and `NOT_FOUND`.
 * @caller the desk, the API
 */
export async function setCover(
  ctx: Ctx,
  { bookId, picture }: { bookId: string; picture: Uint8Array },
): Promise<Result<{ coverKey: string; changed: boolean }, CoverRefusal>> {
  authorize(ctx, "catalog.manage");
  if (picture.byteLength > MOST_COVER_BYTES) return refuse("COVER_TOO_LARGE", { mostBytes: MOST_COVER_BYTES });
  if (!isId(bookId) || !(await exists(ctx, bookId))) return refuse("NOT_FOUND");
  const { MOST_PIXELS, redraw } = await import("../../covers/uploaded.ts");
  const drawn = await redraw(picture, coverWidths);
  if ("unfit" in drawn) {
    return drawn.unfit === "not_an_image"
      ? refuse("COVER_NOT_AN_IMAGE")
      : refuse("COVER_TOO_LARGE", { mostPixels: MOST_PIXELS });
  }
  const coverKey = drawn.key;
  for (const { ending, type, body } of drawn.files) {
    await ctx.shop.files.put(fileOf(bookId, coverKey, ending), body, { contentType: type });
  }
  return change(ctx, bookId, coverKey);
}

/**
 * Takes the uploaded picture away: the book has its drawn cover again. A second time changes nothing.
 * @caller the desk, the API
 */
export async function removeCover(
  ctx: Ctx,
  bookId: string,
): Promise<Result<{ coverKey: string | null; changed: boolean }, Refusal<"NOT_FOUND">>> {
  authorize(ctx, "catalog.manage");
  if (!isId(bookId)) return refuse("NOT_FOUND");
  return change(ctx, bookId, null);
}

async function exists(ctx: Ctx, bookId: string): Promise<boolean> {
  const { rows } = await ctx.db.execute(sql`select 1 from books where id = ${bookId}`);
  return rows.length > 0;
}

async function change<Key extends string | null>(
  ctx: Ctx,
  bookId: string,
  coverKey: Key,
): Promise<Result<{ coverKey: Key; changed: boolean }, Refusal<"NOT_FOUND">>> {
  return ctx.transact(async (tx) => {
    const { rows } = await tx.execute<{ title: string; cover: string | null }>(
      sql`select title, cover from books where id = ${bookId} for no key update`,
    );
    const [book] = rows;
    if (!book) return refuse("NOT_FOUND");
    if (book.cover === coverKey) return ok({ coverKey, changed: false });
    await tx.execute(sql`update books set cover = ${coverKey} where id = ${bookId}`);
    await record(tx, ctx, {
      action: coverKey === null ? "book.cover_removed" : "book.cover_set",
      subject: { kind: "book", id: bookId, name: book.title },
    });
    return ok({ coverKey, changed: true });
  });
}

/** A file of an uploaded cover, such as the one ending in `-400.avif`; null where there is none. */
export async function readCoverFile(
  ctx: Ctx,
  { bookId, coverKey, ending }: { bookId: string; coverKey: string; ending: string },
): Promise<AsyncIterable<Uint8Array> | null> {
  if (!isId(bookId) || !isUploadedCover(coverKey) || !/^-\d{1,4}\.(?:avif|webp|jpg)$/.test(ending)) return null;
  return ctx.shop.files.read(fileOf(bookId, coverKey, ending));
}

/** Pages that are on their way, and an upload that is not yet in its book, still need files that no book names. */
const UNNAMED_MS = 24 * 60 * 60 * 1000;
const named = /^covers\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\/p[0-9a-f]{19})-/;

/**
 * Removes files of covers that no book has had for a day: replaced and removed pictures, and uploads that came to nothing; and
 * drafts of previews (`keepDraft`) of that age.
 * Returns how many files.
 * @caller the worker's schedule `remove-old-covers`
 */
export async function removeOldCovers(ctx: Ctx): Promise<number> {
  const isOld = (changedAt: Date) => ctx.now.getTime() - changedAt.getTime() > UNNAMED_MS;
  let removed = 0;
  async function sweep(names: readonly string[]) {
    const { rows } = await ctx.db.execute<{ name: string }>(
      sql`select name from unnest(${sql.param(names)}::text[]) as name
        where not exists (select 1 from books where id = split_part(name, '/', 1)::uuid and cover = split_part(name, '/', 2))`,
    );
    for (const { name } of rows) {
      // looked at once more: the same picture may just be coming again
      const files: StoredFile[] = [];
      for await (const file of ctx.shop.files.list(`${FOLDER}${name}-`)) files.push(file);
      if (!files.every(({ changedAt }) => isOld(changedAt))) continue;
      for (const { key } of files) await ctx.shop.files.remove(key);
      removed += files.length;
    }
  }
  let names = new Set<string>();
  for await (const { key, changedAt } of ctx.shop.files.list(FOLDER)) {
    const [, name] = named.exec(key) ?? [];
    if (!name || !isOld(changedAt)) continue;
    names.add(name);
    if (names.size < 500) continue;
    await sweep([...names]);
    names = new Set();
  }
  if (names.size > 0) await sweep([...names]);
  for await (const { key, changedAt } of ctx.shop.files.list("drafts/")) {
    if (!isOld(changedAt)) continue;
    await ctx.shop.files.remove(key);
    removed++;
  }
  return removed;
}
