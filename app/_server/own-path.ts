import type { Route } from "next";

/**
 * An address that the shop itself made (a gateway's page, an order's link), as a path where it is the shop's own: so that whoever
 * came by another name of this machine stays there. Never for what a client sent: that is `returnPath`.
 */
export const ownPath = (url: string, appUrl: string): Route =>
  (url.startsWith(`${appUrl}/`) ? url.slice(appUrl.length) : url) as Route;
