"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { settle, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { readForm } from "@/app/_server/form";
import { sentenceOf } from "@/app/_server/refusals";
import { locale, localWords } from "@/app/_server/language";
import { changeBooks } from "@/shop/catalog";
import { changeOf, manyActs } from "./many";

const input = z.object({
  act: z.enum(manyActs),
  value: z.string().trim().max(20).default(""),
  genre: z.string().max(120).default(""),
});

/** One change to all ticked books; what came of each is told. */
export async function changeMany(_before: FormState, form: FormData): Promise<FormState> {
  const ctx = await requireDesk("catalog.manage");
  const t = localWords("web.catalogue.many");
  const typed = readForm(form);
  const refusal = (message: string, fields: Record<string, string> = {}): FormState => ({
    code: "INVALID_INPUT",
    message,
    fields,
    typed,
    answer: crypto.randomUUID(),
  });
  const parsed = input.safeParse(typed);
  if (!parsed.success) return refusal(sentenceOf({ code: "INVALID_INPUT" }, locale()));
  const ids = Object.keys(typed).flatMap((name) => (name.startsWith("b.") ? [name.slice(2)] : []));
  if (ids.length === 0) return refusal(t("none"));
  const change = changeOf(parsed.data.act, parsed.data.value, parsed.data.genre);
  if (change === "value") return refusal(t("noValue"), { value: t("noValue") });
  if (change === "genre") return refusal(t("noGenreChosen"), { genre: t("noGenreChosen") });
  const outcomes = await settle(() => changeBooks(ctx, ids, change));
  refresh(); // the list shows what they are now
  const changed = outcomes.filter(({ outcome }) => outcome === "changed").length;
  return {
    code: null,
    heading: t("told", { changed }),
    message: t("told", { changed }),
    items: outcomes.map(({ title, outcome }) => t(`outcomes.${outcome}`, { title: title ?? "" })),
    fields: {},
    facts: { done: "yes" },
    typed: {},
    answer: crypto.randomUUID(),
  };
}
