import type { FormState } from "@/app/_server/action";
import { localWords } from "@/app/_server/language";
import type { BulkReport } from "@/shop/catalog";
import type { BookProblem } from "@/shop/catalog/model";
import { problemWords } from "../read-book";
import { MOST_BYTES } from "./bounds";

const t = localWords("web.catalogue.bulk");

const lineOf = (problem: BookProblem): string => {
  const fields = localWords("web.catalogue.fields");
  const names: Record<string, string> = Object.fromEntries(
    (["title", "isbn", "price", "format", "language", "genres", "contributors", "stock", "slug"] as const).map(
      (field) => [field, fields(field)],
    ),
  );
  const field = [problem.field || t("row"), problem.facts?.at].filter(Boolean).join(".");
  return t("line", { row: problem.row, field: names[field] ?? field, problem: problemWords(problem) });
};

function unreadWords({ why, reason }: Extract<BulkReport["told"], { kind: "unread" }>): string {
  switch (why) {
    case "too_big":
      return t("tooBig", { most: MOST_BYTES / 1e6 });
    case "empty":
      return t("empty");
    case "no_json":
      return t("noJson", { reason });
    case "no_array":
      return t("noArray");
  }
}

/** What came of rows, as the form tells it. */
export function bulkState({ mode, dryRun, rows, told }: BulkReport): NonNullable<FormState> {
  const state = {
    message: "",
    fields: {},
    typed: { mode, rows, ...(dryRun && { dryRun: "on" }) },
    answer: crypto.randomUUID(),
  };
  if (told.kind === "unread") {
    const message = unreadWords(told);
    return { ...state, code: "INVALID_INPUT", message, fields: { rows: message } };
  }
  if (told.kind === "done") {
    const counts = { created: told.created, updated: told.updated, unchanged: told.unchanged };
    return { ...state, code: null, heading: t(dryRun ? "dryDone" : "done", counts), facts: { done: "yes" } };
  }
  const more = told.count - told.problems.length;
  return {
    ...state,
    code: "INVALID_INPUT",
    heading: t("refused", { count: told.count }),
    items: [...told.problems.map(lineOf), ...(more > 0 ? [t("more", { count: more })] : [])],
  };
}
