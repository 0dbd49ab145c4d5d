import { NextResponse, type NextRequest } from "next/server";
import { cartToken, keepCart } from "@/app/_server/cart-cookie";
import { requestContext } from "@/app/_server/context";
import { isOwnOrigin } from "@/app/_server/origin";
import { cartPathAfter } from "@/app/_server/cart-path";
import { sentenceOf, statusOf } from "@/app/_server/refusals";
import { config } from "@/config/env";
import { locale, localWords } from "@/app/_server/language";
import { readSmallForm } from "@/app/_server/small-form";
import { refuse } from "@/shop/_kernel/result";
import { addToCart, countCart, type CartRefusal } from "@/shop/cart";
import { addToCartInput } from "@/shop/cart/model";

const noStore = { "cache-control": "private, no-store" };

/**
 * Puts a book into the cart, from a form on a page that is the same for everyone. With JavaScript the answer is JSON and the
 * page stays; without it the browser goes on to the cart, which also tells what could not be had.
 */
export async function POST(request: NextRequest) {
  const json = request.headers.get("accept")?.includes("application/json") ?? false;
  if (!isOwnOrigin(request.headers, config().APP_URL)) {
    return NextResponse.json({ ok: false, code: "FORBIDDEN" }, { status: 403, headers: noStore });
  }
  const given = await readSmallForm(request);
  const input = addToCartInput.safeParse(given);
  const [ctx, token] = await Promise.all([requestContext(), cartToken()]);
  const result = input.success ? await addToCart(ctx, token, input.data) : refuse("INVALID_INPUT");
  if (result.ok) {
    if (result.value.token !== null) await keepCart(result.value.token);
    return json
      ? NextResponse.json({ ok: true, count: await countCart(ctx, result.value.token) }, { headers: noStore })
      : goTo(cartPathAfter(null));
  }
  if (!json) return goTo(cartPathAfter(result, typeof given.slug === "string" ? given.slug : ""));
  return NextResponse.json(
    {
      ok: false,
      code: result.code,
      message: sentenceFor(result),
      ...(result.code === "OUT_OF_STOCK" && { available: result.available }),
    },
    { status: statusOf[result.code], headers: noStore },
  );
}

const sentenceFor = (refusal: CartRefusal): string =>
  refusal.code === "OUT_OF_STOCK"
    ? localWords("web.cart")("refused.outOfStock", { available: refusal.available })
    : sentenceOf(refusal, locale());

const goTo = (location: string) => new NextResponse(null, { status: 303, headers: { ...noStore, location } });
