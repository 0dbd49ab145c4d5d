"use server";

import type { Route } from "next";
import { z } from "zod";
import { act, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { localWords } from "@/app/_server/language";
import { ok, refuse, type Refusal, type Result } from "@/shop/_kernel/result";
import { listDeskGenres } from "@/shop/catalog";
import { saveSubjectRules } from "@/shop/import";
import { readRules } from "./rules";

/** Says anew which codes of subjects lead to which genres. */
export async function save(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("catalog.manage");
  const t = localWords("web.imports.subjects");
  return act(form, {
    input: z.object({ rules: z.string().max(400_000) }),
    command: async (
      ctx,
      input,
    ): Promise<Result<Route, Refusal<"INVALID_INPUT"> & { line: number; genre: string | null }>> => {
      const genres = new Set((await listDeskGenres(ctx)).map(({ slug }) => slug));
      const read = readRules(input.rules);
      if ("line" in read) return refuse("INVALID_INPUT", { line: read.line, genre: null });
      const unknown = read.rules.findIndex(({ genre }) => !genres.has(genre));
      const wrong = read.rules[unknown];
      if (wrong) return refuse("INVALID_INPUT", { line: read.lines[unknown] ?? 0, genre: wrong.genre });
      await saveSubjectRules(ctx, read.rules);
      return ok(paths.admin.importSubjects({ done: "saved" }));
    },
    refused: ({ line, genre }) => {
      const message = genre === null ? t("wrong", { line }) : t("unknown", { line, genre });
      return { message, fields: { rules: message } };
    },
  });
}
