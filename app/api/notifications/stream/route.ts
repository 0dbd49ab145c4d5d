import { NextResponse, type NextRequest } from "next/server";
import { requestContext } from "@/app/_server/context";
import { feed } from "@/app/_server/feed";
import { createContext } from "@/shop/context";
import { findSession } from "@/shop/identity";
import { shop } from "@/app/_server/shop";
import { streamOf } from "./stream";

/** Nobody on the way may keep it, or hold it back to press it together. */
const headers = { "cache-control": "private, no-store, no-transform", "x-accel-buffering": "no" };

/**
 * Tells an open page how many notifications its person has not read, as it changes (MSG-5). Nobody who is not logged in is
 * told anything: 204, after which browsers do not ask again.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const { actor, locale } = await requestContext();
  const sessionId = actor.kind === "user" ? actor.sessionId : null;
  if (actor.kind !== "user" || sessionId === null) return new NextResponse(null, { status: 204, headers });
  const stillThere = async () => {
    const ctx = createContext(shop(), { actor: { kind: "guest" }, now: new Date(), locale });
    return (await findSession(ctx, sessionId))?.id === actor.id;
  };
  const stream = streamOf(feed(), { userId: actor.id, stillThere }, request.signal);
  if (!stream) return new NextResponse(null, { status: 429, headers: { ...headers, "retry-after": "60" } });
  return new Response(stream, { headers: { ...headers, "content-type": "text/event-stream" } });
}
