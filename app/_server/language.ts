import "server-only";
import { defaultLocale, translator, type Locale, type Namespace, type Translator } from "@/messages";

/**
 * The language of the request that is being answered: `front/language.ts` reads it before anything is rendered, and
 * `requestContext` puts an account's own in its place. Outside of a request it is the default.
 */

type Asked = { locale: Locale };
type Found = { [name: symbol]: (() => Asked | undefined) | undefined };
const asked = () => (globalThis as Found)[Symbol.for("octavo.language")]?.();

export const locale = (): Locale => asked()?.locale ?? defaultLocale;

/** From now on this request is answered in the language of its account. */
export function speak(chosen: Locale): void {
  const now = asked();
  if (now) now.locale = chosen;
}

/** `translator` for personal pages: one for a whole file, speaking the language of whichever request it is used in. */
export function localWords<const N extends Namespace>(namespace: N): Translator<N> {
  const now = () => translator(locale(), namespace) as object;
  const speaking = {
    apply: (_: object, __: unknown, given: unknown[]): unknown =>
      Reflect.apply(now() as () => unknown, undefined, given),
    get: (_: object, name: string): unknown => Reflect.get(now(), name),
  };
  return new Proxy(() => {}, speaking) as unknown as Translator<N>;
}
