import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { localeOfReferer } from "../app/_server/places.ts";
import { defaultLocale, isLocale, LANGUAGE_COOKIE, preferredLocale, type Locale } from "../messages/locales.ts";

/**
 * The language of a request, for everything that answers it: known before anything is rendered, and there without being
 * handed from call to call. Public pages never ask; theirs is in their address.
 */

/** Where an account has a language, it takes the place of what the request says. */
export type Asked = { locale: Locale };

/** Under this name the app, which is bundled on its own, finds it. */
export const askedLanguage = Symbol.for("octavo.language");
const asking = new AsyncLocalStorage<Asked>();
(globalThis as { [askedLanguage]?: () => Asked | undefined })[askedLanguage] = () => asking.getStore();

/**
 * In this order: the public page that one comes from, since a cart goes on in the language of the book; what was chosen
 * before; what the browser asks for.
 */
export function languageOf(headers: IncomingHttpHeaders, appUrl: string): Locale {
  return (
    localeOfReferer(headers.referer, appUrl) ??
    languageOfCookie(headers.cookie) ??
    preferredLocale(headers["accept-language"] ?? "") ??
    defaultLocale
  );
}

function languageOfCookie(cookies: string | undefined): Locale | null {
  const name = `${LANGUAGE_COOKIE}=`;
  const found = cookies?.split("; ").find((cookie) => cookie.startsWith(name));
  const value = found?.slice(name.length) ?? "";
  return isLocale(value) ? value : null;
}

/** Around Next: what is called meanwhile is in this language. */
export const inLanguage =
  (appUrl: string, next: RequestListener): RequestListener =>
  (request, response) =>
    asking.run({ locale: languageOf(request.headers, appUrl) }, () => next(request, response));
