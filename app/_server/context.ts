import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { defaultLocale, type Locale } from "@/messages/locales";
import { createContext, type Actor, type Ctx } from "@/shop/context";
import { currentPerson } from "./session";
import { shop } from "./shop";

/** For what is the same for everyone: reads no cookie and no header, so that pages made with it may be kept. */
export const publicContext = cache((locale: Locale): Ctx =>
  createContext(shop(), { actor: { kind: "guest" }, now: new Date(), locale, requestId: null }),
);

/** For desk pages, server actions and personal routes: who asks, and under which request id the log knows it. */
export const requestContext = cache(async (): Promise<Ctx> => {
  const [person, head] = await Promise.all([currentPerson(), headers()]);
  const actor: Actor = person
    ? { kind: "user", id: person.id, name: person.name, role: person.role, sessionId: person.sessionId }
    : { kind: "guest" };
  return createContext(shop(), { actor, now: new Date(), locale: defaultLocale, requestId: head.get("x-request-id") });
});
