import "server-only";
import type { Route } from "next";
import { headers } from "next/headers";
import { linkProvider, logInWithProvider, logOut } from "@/shop/identity";
import type { ProviderPerson } from "@/shop/identity/model";
import { cartToken, forgetCart } from "./cart-cookie";
import { requestContext } from "./context";
import { paths } from "./paths";
import { forgetSealed, readSealed, sealIn } from "./sealed";
import { readPerson } from "./session";

const INTENTION = "link";

/**
 * Remembers that the way to a provider that has just begun (`state` is its own) shall link a log-in to the account of this
 * session, and to no other; without one the way leads to a log-in.
 */
export async function intend(link: { sessionId: string; state: string } | null): Promise<void> {
  if (link) await sealIn(INTENTION, link, 15);
  else await forgetSealed(INTENTION);
}

/** Whether the way that `state` belongs to was begun to link a log-in. */
export async function isLinking(state: string | null): Promise<boolean> {
  return state !== null && (await readSealed(INTENTION))?.state === state;
}

/** Somebody comes back from a provider: opens a session or links the log-in, else says where that is explained. */
export async function enterByProvider(
  person: ProviderPerson,
  state: string | null,
): Promise<{ sessionId: string } | { goTo: Route }> {
  const ctx = await requestContext();
  const intention = await readSealed(INTENTION);
  await forgetSealed(INTENTION);
  if (state !== null && intention?.state === state) {
    const here = ctx.actor.kind === "user" && ctx.actor.sessionId === intention.sessionId;
    if (!here) return { goTo: paths.mine.security({ refused: "session", by: person.provider }) };
    const linked = await linkProvider(ctx, person);
    return {
      goTo: paths.mine.security(
        linked.ok ? { done: "linked", by: person.provider } : { refused: linked.code, by: person.provider },
      ),
    };
  }
  const before = await readPerson();
  const [head, cart] = await Promise.all([headers(), cartToken()]);
  const opened = await logInWithProvider(ctx, { ...person, userAgent: head.get("user-agent"), cartToken: cart });
  if (!opened.ok) return { goTo: paths.loginRefused(opened.code, person.provider) };
  if (before) await logOut(ctx, before.sessionId);
  await forgetCart();
  return { sessionId: opened.value.sessionId };
}
