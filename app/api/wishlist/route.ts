import { NextResponse, type NextRequest } from "next/server";
import { requestContext } from "@/app/_server/context";
import { isOwnOrigin } from "@/app/_server/origin";
import { paths } from "@/app/_server/paths";
import { sentenceOf, statusOf } from "@/app/_server/refusals";
import { returnPathOf } from "@/app/_server/return-path";
import { carryWish } from "@/app/_server/carried-wish";
import { config } from "@/config/env";
import { locale } from "@/app/_server/language";
import { readSmallForm } from "@/app/_server/small-form";
import { ok, refuse } from "@/shop/_kernel/result";
import { addWish, removeWish } from "@/shop/wishlist";
import { wishInput } from "@/shop/wishlist/model";

const noStore = { "cache-control": "private, no-store" };

/**
 * The hearts on covers, from pages that are the same for everyone. With JavaScript the answer is JSON and the page stays; without
 * it the browser goes on to the list. Whoever is not logged in is asked to, and the wish is kept meanwhile.
 */
export async function POST(request: NextRequest) {
  const json = request.headers.get("accept")?.includes("application/json") ?? false;
  const { APP_URL: appUrl } = config();
  if (!isOwnOrigin(request.headers, appUrl)) {
    return NextResponse.json({ ok: false, code: "FORBIDDEN" }, { status: 403, headers: noStore });
  }
  const input = wishInput.safeParse(await readSmallForm(request));
  const ctx = await requestContext();
  if (ctx.actor.kind !== "user") {
    const head = request.headers;
    if (input.success && input.data.act === "add") {
      await carryWish(input.data.book, returnPathOf(head.get("referer"), appUrl, head.get("host")));
    }
    const login = paths.login(paths.mine.keepWish());
    return json
      ? NextResponse.json({ ok: false, code: "UNAUTHENTICATED", login }, { status: 401, headers: noStore })
      : goTo(login);
  }
  const result = !input.success
    ? refuse("INVALID_INPUT")
    : input.data.act === "add"
      ? await addWish(ctx, input.data.book)
      : ok(await removeWish(ctx, input.data.book));
  if (result.ok) {
    return json
      ? NextResponse.json({ ok: true }, { headers: noStore })
      : goTo(paths.mine.wishlist({ done: input.data?.act === "remove" ? "removed" : "saved" }));
  }
  const { code } = result;
  return json
    ? NextResponse.json(
        { ok: false, code, message: sentenceOf({ code }, locale()) },
        { status: statusOf[code], headers: noStore },
      )
    : goTo(paths.mine.wishlist({ refused: code }));
}

const goTo = (location: string) => new NextResponse(null, { status: 303, headers: { ...noStore, location } });
