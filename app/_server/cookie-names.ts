const isSecure = (appUrl: string) => appUrl.startsWith("https:");

/** `__Host-` binds a cookie to this host, this path and https; browsers refuse the prefix without https. */
const named = (appUrl: string, name: string) => (isSecure(appUrl) ? `__Host-${name}` : name);

export const cartCookieName = (appUrl: string) => named(appUrl, "cart");
/** One for each order that a guest follows: `number` is told by the address, the secret by the cookie. */
export const orderCookieName = (appUrl: string, number: string) => named(appUrl, `order-${number}`);
export const orderCookies = (appUrl: string) => named(appUrl, "order-");
export const sessionCookieName = (appUrl: string) => named(appUrl, "session");
export const authCookieName = (appUrl: string, name: string) => named(appUrl, `auth-${name}`);

/** Every cookie of the shop: not for scripts, not sent with requests from elsewhere, and over https where there is any. */
export const cookieOptions = (appUrl: string) =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(appUrl) }) as const;
