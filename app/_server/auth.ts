import "server-only";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { headers } from "next/headers";
import { config } from "@/config/env";
import { log } from "@/log";
import { logIn } from "@/shop/identity";
import { credentialsInput } from "@/shop/identity/model";
import { cartToken } from "./cart-cookie";
import { requestContext } from "./context";
import { authCookies, cookieOptions } from "./cookie-names";
import { paths } from "./paths";
import { enterByProvider } from "./provider-entry";
import { authProviders, isProvider } from "./providers";
import { returnPath } from "./return-path";
import { sealingSecrets } from "./sealed";

const THIRTY_DAYS = 30 * 24 * 60 * 60;

declare module "next-auth" {
  interface User {
    /** The session that was opened. */
    sid?: string;
    /** Whether a provider says that the address was proven to it. */
    verified?: boolean;
  }
}

/**
 * next-auth walks the way to a provider and back, and writes and clears the cookies; who they stand for is the shop's to say
 * (`session.ts`). The token in the cookie holds the session's id and nothing else. A function, so that the build needs no
 * configuration.
 */
export const { signIn, signOut, handlers } = NextAuth((request) => {
  const { APP_URL: appUrl } = config();
  const state = request?.nextUrl.searchParams.get("state") ?? null;
  return {
    secret: sealingSecrets(),
    trustHost: true,
    basePath: "/api/auth",
    useSecureCookies: cookieOptions(appUrl).secure,
    cookies: authCookies(appUrl),
    session: { strategy: "jwt", maxAge: THIRTY_DAYS },
    pages: { signIn: paths.login(), error: paths.login() },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(given) {
          const parsed = credentialsInput.safeParse(given);
          if (!parsed.success) return null;
          const [ctx, head, cart] = await Promise.all([requestContext(), headers(), cartToken()]);
          const opened = await logIn(ctx, { ...parsed.data, userAgent: head.get("user-agent"), cartToken: cart });
          return opened.ok ? { id: opened.value.id, sid: opened.value.sessionId } : null;
        },
      }),
      ...authProviders(),
    ],
    callbacks: {
      async signIn({ user, account }) {
        if (!account || !isProvider(account.provider)) return true;
        const entered = await enterByProvider(
          {
            provider: account.provider,
            subject: account.providerAccountId,
            email: user.email ?? null,
            emailVerified: user.verified === true,
            name: user.name ?? null,
          },
          state,
        );
        if (!("sessionId" in entered)) return entered.goTo;
        user.sid = entered.sessionId; // the same object comes to `jwt`
        return true;
      },
      jwt: ({ token, user }) => (user && "sid" in user ? { sid: user.sid } : token),
      redirect: ({ url, baseUrl }) =>
        `${baseUrl}${returnPath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url) ?? "/"}`,
    },
    logger: {
      // neither a wrong password nor a change of mind at the provider's is a fault of the shop's
      error: (error) => {
        if (error instanceof CredentialsSignin || error.name === "OAuthCallbackError") return;
        log.error({ err: error }, "log-in failed");
      },
      warn: () => {},
    },
  };
});
