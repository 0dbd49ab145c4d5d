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

/** The language's outlives the visit. */
export const languageCookie = (appUrl: string) => ({ ...cookieOptions(appUrl), maxAge: 365 * 24 * 60 * 60 });

/** The cookies of a log-in: next-auth's own, under our names. State, nonce and proof (PKCE) live for one way to a provider. */
export function authCookies(appUrl: string) {
  const options = cookieOptions(appUrl);
  const cookie = (name: string) => ({ name: authCookieName(appUrl, name), options });
  return {
    sessionToken: { name: sessionCookieName(appUrl), options },
    callbackUrl: cookie("return"),
    csrfToken: cookie("csrf"),
    pkceCodeVerifier: cookie("proof"),
    state: cookie("state"),
    nonce: cookie("nonce"),
  };
}
