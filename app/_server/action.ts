import "server-only";
import type { Route } from "next";
import { forbidden, notFound, redirect, unauthorized } from "next/navigation";
import type { z } from "zod";
import type { FormState, Typed } from "@/components/form/model";
import { isLocale, defaultLocale } from "@/messages/locales";
import { AccessDenied, NotFound } from "@/shop/_kernel/errors";
import type { Refusal, Result } from "@/shop/_kernel/result";
import type { Ctx } from "@/shop/context";
import { requestContext } from "./context";
import { formValues, readForm } from "./form";
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
  const outcome = await settle(() => beats.command(ctx, parsed.data));
  if (outcome.ok) {
    if (outcome.value !== null) redirect(outcome.value);
    return null;
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
