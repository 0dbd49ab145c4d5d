"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { settle, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { readForm, readWholeForm } from "@/app/_server/form";
import { localWords } from "@/app/_server/language";
import { receiveStock } from "@/shop/catalog";
import { receiveStockInput } from "@/shop/catalog/model";
import { linesOf } from "./lines";

/** Books a delivery in; what is unknown is told by line, and the delivery can be sent again with it put right. */
export async function receive(_before: FormState, form: FormData): Promise<FormState> {
  const ctx = await requireDesk("stock.manage");
  const t = localWords("web.catalogue.stock.receive");
  const typed = readForm(form);
  const given = readWholeForm(form);
  const input = receiveStockInput.safeParse({
    lines: linesOf(given.lines ?? ""),
    note: given.note ?? "",
    receiptId: z.uuid().safeParse(given.receiptId).data,
  });
  const answer = crypto.randomUUID();
  if (!input.success) {
    return { code: "INVALID_INPUT", message: t("needed"), fields: { lines: t("needed") }, typed, answer };
  }
  const result = await settle(() => receiveStock(ctx, input.data));
  if (!result.ok) return { code: result.code, message: t("needed"), fields: {}, typed, answer };
  refresh(); // the list below shows the new figures
  const { received, unknown } = result.value;
  const copies = received.reduce((sum, each) => sum + each.copies, 0);
  return {
    code: null,
    heading: copies > 0 ? t("done", { copies }) : t("nothing"),
    message: unknown.length > 0 ? t("fix") : "",
    items: [
      ...received.map(({ title, copies: n, stock }) => t("line", { title, copies: n, stock })),
      ...unknown.map(({ text, problem, expected = "" }) => t(`unknown.${problem}`, { text, expected })),
    ],
    fields: unknown.length > 0 ? { lines: t("partly") } : {},
    facts: { done: unknown.length > 0 ? "partly" : "yes" },
    typed,
    answer,
  };
}
