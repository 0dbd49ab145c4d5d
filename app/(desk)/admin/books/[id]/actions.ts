"use server";

import type { Route } from "next";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { readWholeForm } from "@/app/_server/form";
import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { ok, refuse, type Refusal, type Result } from "@/shop/_kernel/result";
import {
  archiveBook,
  correctStock,
  findBookByIsbn,
  joinWorks,
  receiveStock,
  restoreBook,
  returnCopies,
  splitEdition,
  updateBook,
  type BookChanged,
  type RecordRefusal,
} from "@/shop/catalog";
import { correctStockInput } from "@/shop/catalog/model";
import { recordOf, refusedRecord } from "../read-book";

const id = z.uuid();
const version = z.coerce.number().int().min(1);

export async function save(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    // `over` is the version that was shown beside one's own, and may be overwritten
    input: z.object({
      id,
      version,
      over: version.optional(),
      currency: z.string().max(3),
      archived: z.enum(["yes", "no"]).optional(),
      base: z.string().max(1_000).optional(),
    }),
    command: async (ctx, input): Promise<Result<Route, RecordRefusal | BookChanged | Refusal<"NOT_FOUND">>> => {
      const record = recordOf(readWholeForm(form));
      const { id: bookId, base } = input;
      const saved = await updateBook(ctx, { ...record, id: bookId, version: input.over ?? input.version, base });
      return saved.ok ? ok(paths.admin.book(input.id, { done: "saved" })) : saved;
    },
    refused: (refusal, _ctx, input, typed) =>
      refusal.code === "NOT_FOUND" ? {} : refusedRecord(refusal, typed, input.currency),
  });
}

export async function archive(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z.object({ id }),
    command: async (ctx, input) => {
      const done = await archiveBook(ctx, input.id);
      return done.ok ? ok(paths.admin.book(input.id, { done: "archived" })) : done;
    },
  });
}

export async function restore(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z.object({ id }),
    command: async (ctx, input) => {
      const done = await restoreBook(ctx, input.id);
      return done.ok ? ok(paths.admin.book(input.id, { done: "restored" })) : done;
    },
  });
}

/** With a suggested book, or with the ISBN of any other. */
export async function join(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  const t = localWords("web.catalogue.book.works");
  return act(form, {
    input: z.object({ id, with: z.string().trim().min(1).max(60) }),
    explain: () => t("joinUnknown"),
    command: async (ctx, input) => {
      const other = z.uuid().safeParse(input.with).success ? input.with : (await findBookByIsbn(ctx, input.with))?.id;
      const joined = await joinWorks(ctx, { bookId: input.id, intoBookId: other ?? "" });
      return joined.ok ? ok(paths.admin.book(input.id, { done: "joined" })) : joined;
    },
    refused: (refusal) => (refusal.code === "NOT_FOUND" ? { fields: { with: t("joinUnknown") } } : {}),
  });
}

export async function split(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  return act(form, {
    input: z.object({ id }),
    command: async (ctx, input) => {
      const done = await splitEdition(ctx, input.id);
      return done.ok ? ok(paths.admin.book(input.id, { done: "split" })) : done;
    },
  });
}

/** Nothing typed is not none. */
const copies = z
  .string()
  .trim()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const movement = z
  .object({
    bookId: id,
    movement: z.enum(["restock", "return", "correction"]),
    copies: copies.pipe(z.number().max(100_000)),
    seen: copies,
    receiptId: id,
    note: z.string().trim().max(300).default(""),
    back: z.enum(["book", "stock"]).default("stock"),
  })
  .refine(({ movement: kind, copies: n }) => kind === "correction" || n > 0, { path: ["copies"] })
  .refine(({ movement: kind, note }) => kind !== "correction" || note !== "", { path: ["note"] });

/** A delivery, a return or a correction of one book. */
export async function move(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("stock.manage");
  const t = localWords("web.catalogue.stock.move");
  return act(form, {
    input: movement,
    explain: (field) => t(field === "note" ? "needNote" : "needCopies"),
    command: async (
      ctx,
      { bookId, movement: kind, copies: quantity, note, receiptId, seen, back },
    ): Promise<
      Result<Route, Refusal<"NOT_FOUND" | "INVALID_INPUT"> | (Refusal<"STOCK_CHANGED"> & { stock: number })>
    > => {
      const there: Route =
        back === "book"
          ? paths.admin.book(bookId, { done: "moved" })
          : paths.admin.bookStock(bookId, { done: "moved" });
      if (kind === "correction") {
        const input = correctStockInput.parse({ bookId, stock: quantity, seen, note });
        const corrected = await correctStock(ctx, input);
        return corrected.ok ? ok(there) : corrected;
      }
      if (kind === "return") {
        const returned = await returnCopies(ctx, { bookId, quantity, note: note || null, receiptId });
        return returned.ok ? ok(there) : returned;
      }
      const received = await receiveStock(ctx, { lines: [{ isbn: bookId, quantity }], note: note || null, receiptId });
      if (!received.ok) return received;
      return received.value.received.length > 0 ? ok(there) : refuse("NOT_FOUND");
    },
    refused: (refusal) =>
      refusal.code === "STOCK_CHANGED"
        ? { fields: { copies: t("moved", { stock: refusal.stock }) }, facts: { seen: String(refusal.stock) } }
        : {},
  });
}
