import { NextResponse, type NextRequest } from "next/server";
import { requestContext } from "@/app/_server/context";
import { locale } from "@/app/_server/language";
import { isOwnOrigin } from "@/app/_server/origin";
import { paths } from "@/app/_server/paths";
import { keepWish, prebookedPath } from "@/app/_server/prebooked";
import { readSmallForm } from "@/app/_server/small-form";
import { config } from "@/config/env";
import { refuse } from "@/shop/_kernel/result";
import { prebook } from "@/shop/prebooking";
import { prebookInput } from "@/shop/prebooking/model";

const noStore = { "cache-control": "private, no-store" };

/**
 * "Notify me" on the page of a book, which is the same for everyone: notes it and shows the account's list. A guest logs in
 * first; what they wished is kept in their browser meanwhile.
 */
export async function POST(request: NextRequest) {
  if (!isOwnOrigin(request.headers, config().APP_URL)) {
    return NextResponse.json({ ok: false, code: "FORBIDDEN" }, { status: 403, headers: noStore });
  }
  const input = prebookInput.safeParse(await readSmallForm(request));
  const ctx = await requestContext();
  if (input.success && ctx.actor.kind !== "user") {
    await keepWish({ bookId: input.data.bookId, locale: locale() });
    return goTo(paths.login(paths.mine.wishedPrebooking()));
  }
  const result = input.success ? await prebook(ctx, input.data) : refuse("INVALID_INPUT");
  return goTo(prebookedPath(result, input.data?.bookId));
}

const goTo = (location: string) => new NextResponse(null, { status: 303, headers: { ...noStore, location } });
