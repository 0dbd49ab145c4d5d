import { STATUS_CODES } from "node:http";
import type { z } from "zod";
import { sentenceOf, statusOf } from "@/app/_server/refusals";
import { defaultLocale, isLocale } from "@/messages";
import type { ShopErrorCode } from "@/shop/_kernel/codes";
import type { Refusal } from "@/shop/_kernel/result";

/** What is wrong at one place of the input, which a JSON pointer names (RFC 6901). */
export interface FieldProblem {
  in: "body" | "query" | "path";
  pointer: string;
  /** zod's name of the rule that was broken, or the shop's own where it has one. */
  code: string;
}

/** A problem document (RFC 9457); `code` is the stable name of what is wrong, the same on every channel. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ShopErrorCode;
  requestId: string | null;
  errors?: FieldProblem[];
  [more: string]: unknown;
}

export interface Asked {
  locale: string;
  requestId: string | null;
  appUrl: string;
}

/** What every answer of the API has in its head. */
export const answerHeaders = { "cache-control": "no-store" } as const;

/** RFC 6750, section 3: how to say who one is, and what was wrong with how it was said. */
const challenges: Partial<Record<ShopErrorCode, string>> = {
  UNAUTHENTICATED: 'Bearer realm="octavo"',
  TOKEN_INVALID: 'Bearer realm="octavo", error="invalid_token"',
  BAD_CREDENTIALS: 'Bearer realm="octavo"',
};

/** The answer to what is refused: its status and sentence follow from its code, and what else it tells goes along. */
export function problem(refusal: Refusal, asked: Asked, headers: HeadersInit = {}): Response {
  const { ok: _ok, code, ...more }: Refusal & { retryAfterSeconds?: unknown } = refusal;
  const status = statusOf[code];
  const body: Problem = {
    type: `${asked.appUrl}/docs/api#${code.toLowerCase().replaceAll("_", "-")}`,
    title: STATUS_CODES[status] ?? String(status),
    status,
    detail: sentenceOf({ code }, isLocale(asked.locale) ? asked.locale : defaultLocale),
    code,
    requestId: asked.requestId,
    ...more,
  };
  const head = new Headers(headers);
  for (const [name, value] of Object.entries(answerHeaders)) head.set(name, value);
  head.set("content-type", "application/problem+json");
  const challenge = challenges[code];
  if (status === 401 && challenge) head.set("www-authenticate", challenge);
  if (typeof more.retryAfterSeconds === "number") head.set("retry-after", String(more.retryAfterSeconds));
  return new Response(JSON.stringify(body), { status, headers: head });
}

/** Issues of one part of the input, as a problem document tells them. */
export const fieldProblems = (where: FieldProblem["in"], error: z.ZodError): FieldProblem[] =>
  error.issues.map((issue) => ({
    in: where,
    pointer: issue.path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
    code: issue.code === "custom" && /^[A-Z_]+$/.test(issue.message) ? issue.message : issue.code,
  }));
