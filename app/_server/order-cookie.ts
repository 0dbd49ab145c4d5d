import "server-only";
import { cookies } from "next/headers";
import { config } from "@/config/env";
import { cookieOptions, orderCookieName, orderCookies } from "./cookie-names";

/** The link itself may live longer: it can be opened again at any time. */
const THIRTY_DAYS = 30 * 24 * 60 * 60;
/** As many orders as a browser follows without its requests growing too long. */
const MOST = 12;

/** The secret of an order's link, where this browser has exchanged it; or null. */
export const orderToken = async (number: string): Promise<string | null> =>
  (await cookies()).get(orderCookieName(config().APP_URL, number))?.value ?? null;

/**
 * Takes an order's secret out of the address and into a cookie, in an action or a route. The orders that were opened longest
 * ago make room.
 */
export async function keepOrder(number: string, token: string): Promise<void> {
  const { APP_URL: appUrl } = config();
  const jar = await cookies();
  const name = orderCookieName(appUrl, number);
  const others = jar.getAll().filter((cookie) => cookie.name.startsWith(orderCookies(appUrl)) && cookie.name !== name);
  for (const { name: old } of others.slice(0, Math.max(0, others.length - MOST + 1)))
    jar.set(old, "", { ...cookieOptions(appUrl), maxAge: 0 });
  jar.set(name, token, { ...cookieOptions(appUrl), maxAge: THIRTY_DAYS });
}
