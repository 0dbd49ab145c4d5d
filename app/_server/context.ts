import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { isLocale, type Locale } from "@/messages/locales";
import { createContext, type Actor, type Ctx } from "@/shop/context";
import { locale, speak } from "./language";
import { currentPerson } from "./session";
import { shop } from "./shop";

/** For what is the same for everyone: reads no cookie and no header, so that pages made with it may be kept. */
export const publicContext = cache((locale: Locale): Ctx =>
  createContext(shop(), { actor: { kind: "guest" }, now: new Date(), locale, requestId: null }),
);

/**
 * For desk pages, server actions and personal routes: who asks, in which language, and under which request id the log knows
 * it. An account's language counts before what the browser says.
 */
export const requestContext = cache(async (): Promise<Ctx> => {
  const [person, head] = await Promise.all([currentPerson(), headers()]);
  const actor: Actor = person
    ? { kind: "user", id: person.id, name: person.name, role: person.role, sessionId: person.sessionId }
    : { kind: "guest" };
  if (person?.locale && isLocale(person.locale)) speak(person.locale);
  return createContext(shop(), { actor, now: new Date(), locale: locale(), requestId: head.get("x-request-id") });
});
