import "server-only";
import { cookies } from "next/headers";
import { config } from "@/config/env";
import { cartCookieName, cookieOptions } from "./cookie-names";

/** As long as the shop keeps a cart that nobody touches (CRT-3). */
const SEVEN_DAYS = 7 * 24 * 60 * 60;

/** The secret that opens the guest's cart, or null. */
export const cartToken = async (): Promise<string | null> =>
  (await cookies()).get(cartCookieName(config().APP_URL))?.value ?? null;

/** Gives the browser the cart's secret for another seven days: after each change, in an action or a route. */
export async function keepCart(token: string): Promise<void> {
  const { APP_URL: appUrl } = config();
  (await cookies()).set(cartCookieName(appUrl), token, { ...cookieOptions(appUrl), maxAge: SEVEN_DAYS });
}

/** After the guest's cart became part of a person's: what the secret opened is gone. */
export async function forgetCart(): Promise<void> {
  const { APP_URL: appUrl } = config();
  (await cookies()).set(cartCookieName(appUrl), "", { ...cookieOptions(appUrl), maxAge: 0 });
}
