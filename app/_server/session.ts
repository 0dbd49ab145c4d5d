import "server-only";
import { decode } from "next-auth/jwt";
import { cookies } from "next/headers";
import { cache } from "react";
import { config } from "@/config/env";
import { defaultLocale } from "@/messages/locales";
import { createContext } from "@/shop/context";
import { findSession } from "@/shop/identity";
import type { SessionUser } from "@/shop/identity/model";
import { sessionCookieName } from "./cookie-names";
import { shop } from "./shop";

/**
 * Who is logged in, or null. The cookie only names a session; session and account are read anew each time, so that ending
 * either counts at once (IDN-4). A cookie that cannot be read is nobody's.
 */
export async function readPerson(): Promise<SessionUser | null> {
  const name = sessionCookieName(config().APP_URL);
  const cookie = (await cookies()).get(name)?.value;
  if (!cookie) return null;
  // cookies sealed with a former secret are read until they run out, so that a change of it logs nobody out
  const secret = [config().AUTH_SECRET, ...config().AUTH_SECRET_PREVIOUS];
  const token = await decode({ token: cookie, secret, salt: name }).catch(() => null);
  if (typeof token?.sid !== "string") return null;
  const guest = createContext(shop(), { actor: { kind: "guest" }, now: new Date(), locale: defaultLocale });
  return findSession(guest, token.sid);
}

/** The same, once a render. */
export const currentPerson = cache(readPerson);
