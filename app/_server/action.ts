import "server-only";
import type { Route } from "next";
import { forbidden, notFound, redirect, unauthorized } from "next/navigation";
import type { z } from "zod";
import type { FormState, Typed } from "@/components/form/model";
import { defaultLocale, isLocale, translator } from "@/messages";
import { AccessDenied, NotFound } from "@/shop/_kernel/errors";
import type { Refusal, Result } from "@/shop/_kernel/result";
import type { Ctx } from "@/shop/context";
import type { LimitName, RateLimited } from "@/shop/limits/model";
import { requestContext } from "./context";
import { formValues, readForm } from "./form";
import { tryAgainWords, withLimit } from "./limits";
import { sentenceOf } from "./refusals";

export type { FormState } from "@/components/form/model";

/** Says what is wrong with one field, for a person. */
export type Explain = (field: string, issue: z.core.$ZodIssue, typed: Typed) => string;

export interface Answer {
  heading?: string;
  /** Instead of the code's own sentence. */
  message?: string;
  items?: string[];
  /** Sentences by field. */
  fields?: Record<string, string>;
}

/**
 * The four beats of every form: parse, context, command, redirect or refusal. The command gives a path to go to, or `null` to
 * stay (then it has told the page what changed). A refusal comes back with its sentence and all that was typed.
 */
export async function act<Schema extends z.ZodType, R extends Refusal>(
  form: FormData,
  beats: {
    input: Schema;
    explain?: Explain;
    command: (ctx: Ctx, input: z.output<Schema>) => Promise<Result<Route | null, R>>;
    /** Words for a refusal where the general sentence does not say enough. */
    refused?: (refusal: R, ctx: Ctx, input: z.output<Schema>, typed: Typed) => Answer | Promise<Answer>;
    /** Fields that never travel back to the browser. */
    secret?: readonly string[];
    /** How often this may be tried, by the caller's address and by whom it is about; what cannot be read is not counted. */
    limit?: { rule: LimitName; account?: (input: z.output<Schema>, ctx: Ctx) => string | null };
  },
): Promise<FormState> {
  const typed = readForm(form, beats.secret);
  const ctx = await requestContext();
  const locale = isLocale(ctx.locale) ? ctx.locale : defaultLocale;
  const parsed = beats.input.safeParse(formValues(form));
  if (!parsed.success) {
    const fields: Record<string, string> = {};
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0] ?? "");
      fields[field] ??= beats.explain?.(field, issue, typed) ?? sentenceOf({ code: "INVALID_INPUT" }, locale);
    }
    const code = "INVALID_INPUT";
    return { code, message: sentenceOf({ code }, locale), fields, typed, answer: crypto.randomUUID() };
  }
  const { limit } = beats;
  const run = () => beats.command(ctx, parsed.data);
  const outcome: Result<Route | null, R | RateLimited> = await settle(() =>
    limit ? withLimit(limit.rule, limit.account?.(parsed.data, ctx) ?? null, run) : run(),
  );
  if (outcome.ok) {
    if (outcome.value !== null) redirect(outcome.value);
    return null;
  }
  if (isRateLimited(outcome)) {
    const heading = translator(locale, "web.form")("tooMany.heading");
    const message = tryAgainWords(outcome, locale);
    return { code: outcome.code, heading, message, fields: {}, typed, answer: crypto.randomUUID() };
  }
  const told = await beats.refused?.(outcome, ctx, parsed.data, typed);
  return {
    code: outcome.code,
    message: sentenceOf(outcome, locale),
    fields: {},
    ...told,
    typed,
    answer: crypto.randomUUID(),
  };
}

const isRateLimited = <R extends Refusal>(refusal: R | RateLimited): refusal is RateLimited =>
  refusal.code === "RATE_LIMITED" && "retryAfterSeconds" in refusal;

/** Turns what the shop throws by design into the pages for it; everything else goes on to the error page and the log. */
export async function settle<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof AccessDenied) return error.code === "UNAUTHENTICATED" ? unauthorized() : forbidden();
    if (error instanceof NotFound) notFound();
    throw error;
  }
}
