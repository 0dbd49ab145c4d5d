import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { isDesk, isPublic, localeOfPath, localeOfReferer } from "../app/_server/places.ts";
import { defaultLocale, isLocale, languageCookieName, preferredLocale, type Locale } from "../messages/locales.ts";

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
    languageOfCookie(headers.cookie, languageCookieName(appUrl)) ??
    preferredLocale(headers["accept-language"] ?? "") ??
    defaultLocale
  );
}

function languageOfCookie(cookies: string | undefined, name: string): Locale | null {
  const found = cookies?.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  const value = found?.slice(name.length + 1) ?? "";
  return isLocale(value) ? value : null;
}

/** Between the process that renders and the one in front; never sent further. */
const HEADER = "octavo-language";
const isPersonal = ({ url = "/" }: Pick<IncomingMessage, "url">) => isDesk(url.split("?", 1)[0] ?? url);

/**
 * Around Next: what is called meanwhile is in this language. A refusal of a personal page says which it was in the end, since
 * its body is put in by who knows no accounts.
 */
export const inLanguage =
  (appUrl: string, next: RequestListener): RequestListener =>
  (request, response) => {
    const asked: Asked = { locale: languageOf(request.headers, appUrl) };
    const { writeHead } = response;
    if (isPersonal(request)) {
      response.writeHead = function (this: ServerResponse, status: number, ...rest: unknown[]) {
        if (status >= 400) this.setHeader(HEADER, asked.locale);
        return Reflect.apply(writeHead, this, [status, ...rest]);
      } as typeof response.writeHead;
    }
    return asking.run(asked, () => next(request, response));
  };

/**
 * In front: the language of a refusal, once its head is known. Of a page it is the address's, unless the page is personal.
 * Before whatever else changes answers.
 */
export function hearLanguage(request: IncomingMessage, response: ServerResponse, appUrl: string): () => Locale {
  const { writeHead } = response;
  const path = request.url?.split("?", 1)[0] ?? "/";
  const guessed = isPublic(path) ? localeOfPath(path) : languageOf(request.headers, appUrl);
  response.writeHead = function (this: ServerResponse, ...given: unknown[]) {
    this.removeHeader(HEADER);
    return Reflect.apply(writeHead, this, given);
  } as typeof response.writeHead;
  return () => {
    const told = String(response.getHeader(HEADER) ?? "");
    return isLocale(told) ? told : guessed;
  };
}
