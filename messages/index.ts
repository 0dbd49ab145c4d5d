import { createTranslator } from "use-intl/core";
import { de } from "./de/index.ts";
import { en } from "./en/index.ts";
import type { Locale } from "./locales.ts";

export { defaultLocale, isLocale, locales, regionOf, type Locale } from "./locales.ts";

/** English is the type: every other language has its keys. */
export type Messages = typeof en;
type Worded<T> = { readonly [K in keyof T]: T[K] extends string ? string : Worded<T[K]> };

export const registry: Record<Locale, Worded<Messages>> = { en, de };

type Path<T> = { [K in keyof T & string]: T[K] extends string ? never : K | `${K}.${Path<T[K]>}` }[keyof T & string];
/** "web", "web.book", "mail.shipped", "errors", … */
export type Namespace = Path<Messages>;

export type Translator<N extends Namespace> = ReturnType<typeof createTranslator<Messages, N>>;

const made = new Map<string, unknown>();

/**
 * The words of one namespace in one language: `translator("en", "web.book")("buy.add")`. Keys and arguments are typed by
 * the English messages. A broken sentence throws rather than reach a person. Dates come formatted, since only the caller
 * knows the time zone.
 */
export function translator<const N extends Namespace>(locale: Locale, namespace: N): Translator<N> {
  const key = `${locale} ${namespace}`;
  let found = made.get(key);
  if (!found) {
    found = createTranslator<Messages, N>({
      locale,
      // The shape is the same by type, and the arguments by test.
      messages: registry[locale] as Messages,
      namespace: namespace as never,
      onError: (error) => {
        throw error;
      },
    });
    made.set(key, found);
  }
  return found as Translator<N>;
}
