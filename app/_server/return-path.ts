import type { Route } from "next";

/** The base only serves to see where a path would lead; `.invalid` never exists (RFC 2606). */
const base = "https://here.invalid";

/**
 * A path of our own to go back to, from a parameter that anybody may have written; null for whatever leads elsewhere or is no
 * plain path. Browsers read `\` as `/` and drop tabs and line breaks, so none of them may occur.
 */
export function returnPath(value: unknown): Route | null {
  if (typeof value !== "string" || value.length > 2_000 || !/^\/(?!\/)[^\\\u0000-\u0020\u007f]*$/.test(value))
    return null;
  if (!URL.canParse(value, base)) return null;
  const url = new URL(value, base);
  // normalising `/./` or `/x/..//` may have brought a second slash to the front
  if (url.origin !== base || url.pathname.startsWith("//") || url.pathname.startsWith("/api/")) return null;
  return `${url.pathname}${url.search}${url.hash}` as Route;
}

/** Pages on the way in: nobody who has come in wants to be led back to them. */
const waysIn = /^\/(?:login|register|forgot|reset|verify)(?:[/?#]|$)/;

/** The page that a link was pressed on, where it is one of ours, and none of those on the way in. */
export function returnPathOf(referer: string | null, appUrl: string, host: string | null): Route | null {
  if (!referer || !URL.canParse(referer)) return null;
  const url = new URL(referer);
  if (url.origin !== new URL(appUrl).origin && url.host !== host) return null;
  const path = returnPath(`${url.pathname}${url.search}`);
  return path === null || path === "/" || waysIn.test(path) ? null : path;
}
