import "server-only";
import { decode, encode } from "next-auth/jwt";
import { cookies } from "next/headers";
import { config } from "@/config/env";
import { authCookieName, cookieOptions } from "./cookie-names";

/** The first seals, all of them open: a secret that was replaced still counts for what it sealed. */
export const sealingSecrets = (): string[] => [config().AUTH_SECRET, ...config().AUTH_SECRET_PREVIOUS];

/** Keeps a few facts in the browser for some minutes: nobody can read or forge them there. */
export async function sealIn(name: string, facts: Record<string, string>, minutes: number): Promise<void> {
  const { APP_URL: appUrl } = config();
  const cookie = authCookieName(appUrl, name);
  const maxAge = minutes * 60;
  const token = await encode({ token: facts, secret: sealingSecrets(), salt: cookie, maxAge });
  (await cookies()).set(cookie, token, { ...cookieOptions(appUrl), maxAge });
}

/** What `sealIn` kept under this name; null where nothing is, or not ours, or too old. */
export async function readSealed(name: string): Promise<Record<string, unknown> | null> {
  const cookie = authCookieName(config().APP_URL, name);
  const token = (await cookies()).get(cookie)?.value;
  return token ? decode({ token, secret: sealingSecrets(), salt: cookie }).catch(() => null) : null;
}

export async function forgetSealed(name: string): Promise<void> {
  const { APP_URL: appUrl } = config();
  const cookie = authCookieName(appUrl, name);
  const jar = await cookies();
  if (jar.has(cookie)) jar.set(cookie, "", { ...cookieOptions(appUrl), maxAge: 0 });
}
