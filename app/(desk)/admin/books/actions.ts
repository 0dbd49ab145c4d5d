"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { settle, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { readForm } from "@/app/_server/form";
import { sentenceOf } from "@/app/_server/refusals";
import { locale, localWords } from "@/app/_server/language";
import { changeBooks, previewChange } from "@/shop/catalog";
import { filterOf } from "./address";
import { changeOf, linesOf, manyActs } from "./many";

const input = z.object({
  act: z.enum(manyActs),
  value: z.string().trim().max(20).default(""),
  genre: z.string().max(120).default(""),
  /** All that the list finds, as its address says it. */
  all: z.literal("on").optional(),
  matching: z.string().max(2_000).default(""),
  /** What the preview was of, and what it stood for. */
  ids: z.string().max(20_000).default(""),
  seen: z.string().max(60).optional(),
});

/**
 * One change to all ticked books, or to all that the list finds; what came of each is told. Prices, and what concerns more
 * than a page, are shown first and done when that is confirmed.
 */
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
  const { act, value, genre, all, matching, ids, seen } = parsed.data;
  const ticked = ids
    ? ids.split(",")
    : Object.keys(typed).flatMap((name) => (name.startsWith("b.") ? [name.slice(2)] : []));
  if (!all && ticked.length === 0) return refusal(t("none"));
  const change = changeOf(act, value, genre);
  if (change === "value") return refusal(t("noValue"), { value: t("noValue") });
  if (change === "genre") return refusal(t("noGenreChosen"), { genre: t("noGenreChosen") });
  const chosen = all ? { matching: filterOf(Object.fromEntries(new URLSearchParams(matching))) } : ticked;

  const preview = async (stale: boolean): Promise<FormState> => {
    const planned = await settle(() => previewChange(ctx, chosen, change));
    if (!planned.ok) return refusal(t("tooMany", { most: planned.most }));
    const { outcomes, seen: now } = planned.value;
    const changes = outcomes.filter(({ outcome }) => outcome === "changed").length;
    const heading = t("preview", { act: t(`acts.${act}`), changes });
    return {
      code: null,
      heading: stale ? t("stale") : heading,
      message: stale ? heading : "",
      items: linesOf(outcomes, true),
      fields: {},
      facts: {
        ...(changes > 0 && { confirm: t("confirm", { changes }) }),
        ...Object.fromEntries(Object.entries({ act, value, genre, matching }).filter(([, text]) => text !== "")),
        ...(all ? { all } : { ids: ticked.join(",") }),
        seen: now,
      },
      typed,
      answer: crypto.randomUUID(),
    };
  };
  if (seen === undefined && (all || change.act === "price")) return preview(false);
  const done = await settle(() => changeBooks(ctx, chosen, change, seen));
  if (!done.ok) return "most" in done ? refusal(t("tooMany", { most: done.most })) : preview(true);
  refresh(); // the list shows what they are now
  const changed = done.value.filter(({ outcome }) => outcome === "changed").length;
  return {
    code: null,
    heading: t("told", { changed }),
    message: t("told", { changed }),
    items: linesOf(done.value, false),
    fields: {},
    facts: { done: "yes" },
    typed: {},
    answer: crypto.randomUUID(),
  };
}
