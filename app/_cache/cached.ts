import "server-only";
import { unstable_cache } from "next/cache";
import { cache } from "react";
import type { Locale } from "@/messages/locales";
import type { Ctx } from "@/shop/context";
import { publicContext } from "../_server/context";

class Nothing extends Error {}

/**
 * A query kept until one of its tags is named; within one render it runs once. What is not there is not kept, since there
 * are endlessly many addresses of nothing. Values pass through JSON: no dates in them.
 */
export function cached<Args extends readonly (string | number)[], Value>(
  name: string,
  query: (ctx: Ctx, ...args: Args) => Promise<Value | null>,
  tagsOf: (...args: NoInfer<Args>) => string[],
): (locale: Locale, ...args: Args) => Promise<Value | null> {
  return cache(async (locale: Locale, ...args: Args) => {
    const kept = unstable_cache(
      async () => {
        const value = await query(publicContext(locale), ...args);
        if (value === null) throw new Nothing();
        return value;
      },
      [name, locale, ...args.map(String)],
      { tags: tagsOf(...args), revalidate: false },
    );
    try {
      return await kept();
    } catch (error) {
      if (error instanceof Nothing) return null;
      throw error;
    }
  });
}
