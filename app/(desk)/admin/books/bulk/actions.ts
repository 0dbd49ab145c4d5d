"use server";

import { settle, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { readForm } from "@/app/_server/form";
import { localWords } from "@/app/_server/language";
import { bulkBooks } from "@/shop/catalog";
import { bookModes, type BookProblem } from "@/shop/catalog/model";
import { problemWords } from "../read-book";
import { MOST_BYTES, MOST_PROBLEMS } from "./bounds";

const t = localWords("web.catalogue");

/** The uploaded file, else what was pasted. */
async function textOf(form: FormData): Promise<string> {
  const file = form.get("file");
  if (file instanceof File && file.size > 0) return file.size > MOST_BYTES ? "" : await file.text();
  const rows = form.get("rows");
  return typeof rows === "string" ? rows : "";
}

const lineOf = (problem: BookProblem): string => {
  const fields = localWords("web.catalogue.fields");
  const names: Record<string, string> = Object.fromEntries(
    (["title", "isbn", "price", "format", "language", "genres", "contributors", "stock", "slug"] as const).map(
      (field) => [field, fields(field)],
    ),
  );
  const field = [problem.field || t("bulk.row"), problem.facts?.at].filter(Boolean).join(".");
  return t("bulk.line", { row: problem.row, field: names[field] ?? field, problem: problemWords(problem) });
};

/** Makes or changes books from a JSON array: all of them, or none and every reason why. */
export async function bulk(_before: FormState, form: FormData): Promise<FormState> {
  const ctx = await requireDesk("catalog.manage");
  const { rows: pasted = "", ...typed } = readForm(form);
  const back = { typed: { ...typed, rows: pasted }, answer: crypto.randomUUID() };
  const refusal = (message: string): FormState => ({
    code: "INVALID_INPUT",
    message,
    fields: { rows: message },
    ...back,
  });
  const text = (await textOf(form)).replace(/^\ufeff/, "");
  const file = form.get("file");
  if (file instanceof File && file.size > MOST_BYTES) return refusal(t("bulk.tooBig", { most: MOST_BYTES / 1e6 }));
  if (text.trim() === "") return refusal(t("bulk.empty"));
  let rows: unknown;
  try {
    rows = JSON.parse(text);
  } catch (error) {
    return refusal(t("bulk.noJson", { reason: error instanceof Error ? error.message.slice(0, 120) : "" }));
  }
  if (!Array.isArray(rows)) return refusal(t("bulk.noArray"));
  const mode = bookModes.find((each) => each === typed.mode) ?? "create";
  const dryRun = typed.dryRun === "on";
  const result = await settle(() => bulkBooks(ctx, { mode, rows: rows as unknown[], dryRun }));
  if (!result.ok) {
    const told = result.problems.slice(0, MOST_PROBLEMS).map(lineOf);
    const more = result.problems.length - told.length;
    return {
      code: result.code,
      heading: t("bulk.refused", { count: result.problems.length }),
      message: "",
      items: [...told, ...(more > 0 ? [t("bulk.more", { count: more })] : [])],
      fields: {},
      ...back,
    };
  }
  const { created, updated, unchanged } = result.value;
  const counts = { created: created.length, updated: updated.length, unchanged };
  const heading = dryRun ? t("bulk.dryDone", counts) : t("bulk.done", counts);
  return { code: null, heading, message: "", fields: {}, facts: { done: "yes" }, ...back };
}
