import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { defaultLocale, isLocale, translator } from "@/messages";
import type { Refusal, Result } from "@/shop/_kernel/result";
import type { Ctx } from "@/shop/context";
import { allow, giveBack } from "@/shop/limits";
import type { LimitName, RateLimited, Trier } from "@/shop/limits/model";
import { requestContext } from "./context";

/** Where the caller is. The listener has put the truth there, whatever the caller claimed (`front/request.ts`). */
export const callerAddress = cache(async (): Promise<string | null> => (await headers()).get("x-forwarded-for"));

/** Makes the answer that is under way a 429, where its status cannot be chosen (`front/too-many.ts`). */
function answerTooMany(seconds: number): void {
  (globalThis as { [name: symbol]: ((seconds: number) => void) | undefined })[Symbol.for("octavo.too-many")]?.(seconds);
}

const trier = async (account?: string | null): Promise<Trier> => ({ address: await callerAddress(), account });

/**
 * Counts one try of an action or route, by the caller's address and, where one is named, by account (an id or a mail address).
 * Null when it may go on; else the refusal, and the answer goes out as 429 with `Retry-After`.
 */
export async function limited(rule: LimitName, account?: string | null): Promise<RateLimited | null> {
  const allowed = await allow(await requestContext(), rule, await trier(account));
  if (allowed.ok) return null;
  answerTooMany(allowed.retryAfterSeconds);
  return allowed;
}

/** The same around a command: a success is given back where only failures count. */
export async function withLimit<T, R extends Refusal>(
  rule: LimitName,
  account: string | null,
  command: (ctx: Ctx) => Promise<Result<T, R>>,
): Promise<Result<T, R | RateLimited>> {
  const refused = await limited(rule, account);
  if (refused) return refused;
  const ctx = await requestContext();
  const result = await command(ctx);
  if (result.ok) await giveBack(ctx, rule, await trier(account));
  return result;
}

/** When to try again, in words. */
export function tryAgainWords({ retryAfterSeconds }: RateLimited, locale: string): string {
  const t = translator(isLocale(locale) ? locale : defaultLocale, "web.form");
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return retryAfterSeconds < 60
    ? t("tooMany.seconds", { seconds: retryAfterSeconds })
    : t("tooMany.minutes", { minutes });
}
