import { NextResponse } from "next/server";
import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { prebookedPath, takeWish } from "@/app/_server/prebooked";
import { ok } from "@/shop/_kernel/result";
import { prebook } from "@/shop/prebooking";

/**
 * Where somebody lands who pressed "Notify me" and then logged in: what they wished is done now. Only what this browser
 * sealed itself counts, so a link from elsewhere that leads here does nothing.
 */
export async function GET() {
  const ctx = await requestContext();
  if (ctx.actor.kind !== "user") return goTo(paths.login(paths.mine.wishedPrebooking()));
  const wish = await takeWish();
  if (wish === null) return goTo(paths.mine.prebookings());
  const { bookId, locale } = wish;
  const result = await prebook({ ...ctx, locale }, { bookId });
  // who comes twice, as browsers do that look ahead, has what they wished
  return goTo(prebookedPath(!result.ok && result.code === "ALREADY_PREBOOKED" ? ok(null) : result, bookId));
}

const goTo = (location: string) =>
  new NextResponse(null, { status: 303, headers: { "cache-control": "private, no-store", location } });
