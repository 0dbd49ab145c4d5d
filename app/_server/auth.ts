import "server-only";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { headers } from "next/headers";
import { config } from "@/config/env";
import { log } from "@/log";
import { logIn } from "@/shop/identity";
import { credentialsInput } from "@/shop/identity/model";
import { requestContext } from "./context";
import { authCookieName, cookieOptions, sessionCookieName } from "./cookie-names";

const THIRTY_DAYS = 30 * 24 * 60 * 60;

/**
 * next-auth writes and clears the cookie; who it stands for is read by `session.ts`. The token in it holds the session's id
 * and nothing else. A function, so that the build needs no configuration.
 */
export const { signIn, signOut } = NextAuth(() => {
  const { APP_URL: appUrl, AUTH_SECRET: secret } = config();
  const options = cookieOptions(appUrl);
  return {
    secret,
    trustHost: true,
    basePath: "/api/auth",
    useSecureCookies: options.secure,
    cookies: {
      sessionToken: { name: sessionCookieName(appUrl), options },
      callbackUrl: { name: authCookieName(appUrl, "return"), options },
      csrfToken: { name: authCookieName(appUrl, "csrf"), options },
    },
    session: { strategy: "jwt", maxAge: THIRTY_DAYS },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(given) {
          const parsed = credentialsInput.safeParse(given);
          if (!parsed.success) return null;
          const userAgent = (await headers()).get("user-agent");
          const opened = await logIn(await requestContext(), { ...parsed.data, userAgent });
          return opened.ok ? { id: opened.value.id, sid: opened.value.sessionId } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user && "sid" in user ? { sid: user.sid } : token),
    },
    logger: {
      // a wrong password is no fault of the shop's
      error: (error) => {
        if (!(error instanceof CredentialsSignin)) log.error({ err: error }, "log-in failed");
      },
      warn: () => {},
    },
  };
});
