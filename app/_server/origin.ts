/**
 * Whether a POST to a plain route comes from a page of ours (server actions are checked by Next). Browsers say so in
 * `Sec-Fetch-Site`; where they don't, `Origin` must be the shop's address. What says neither is not believed.
 */
export function isOwnOrigin(headers: Headers, appUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  return origin !== null && origin === new URL(appUrl).origin;
}
