import "server-only";
import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { WayOn } from "@/components/account/model";
import { log } from "@/log";
import type { Provider } from "@/shop/identity/model";
import { signIn } from "./auth";
import { intend } from "./provider-entry";

/**
 * Begins the way to a provider: `back` is where it ends, `sessionId` the session whose account shall be linked to the log-in (null
 * to log in). Leaves at once where scripts run; else answers with the address to go on to. `silent` are the words for a
 * provider that does not answer.
 */
export async function beginWay(
  provider: Provider,
  { back, sessionId, silent }: { back: Route; sessionId: string | null; silent: string },
): Promise<WayOn> {
  const address = await addressAt(provider, back);
  if (!address) return { code: null, message: silent, fields: {}, typed: {}, answer: crypto.randomUUID() };
  const state = address.searchParams.get("state");
  await intend(sessionId && state ? { sessionId, state } : null);
  // only an action that scripts called bears its id in this header
  if ((await headers()).has("next-action")) redirect(address.href as Route);
  return { goOn: address.href, provider };
}

/** The provider's log-in page with all that the way needs; null where it cannot be found out. */
async function addressAt(provider: Provider, back: Route): Promise<URL | null> {
  try {
    const address = new URL(await signIn(provider, { redirect: false, redirectTo: back }));
    return address.searchParams.has("state") ? address : null;
  } catch (error) {
    log.warn({ err: error, provider }, "a provider does not answer");
    return null;
  }
}
