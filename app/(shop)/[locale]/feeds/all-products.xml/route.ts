import { connection, type NextRequest } from "next/server";
import { publicContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { streamed } from "@/app/_server/streamed";
import { isLocale } from "@/messages";
import { readOffers } from "@/shop/catalog";
import { allow } from "@/shop/limits";
import { channelOf, feedHeaders, productsOf } from "../offered";
import { productsAsRead } from "../products";

/** The product feed of a shop with very many books, made anew each time and held by nobody: programs come for it a few times a day. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ locale: string }> },
): Promise<Response> {
  await connection();
  const { locale } = await params;
  if (!isLocale(locale)) return new Response(null, { status: 404 });
  const ctx = publicContext(locale);
  const allowed = await allow(ctx, "wholeFeed", { address: request.headers.get("x-forwarded-for") });
  if (!allowed.ok) {
    return new Response(null, { status: 429, headers: { "retry-after": String(allowed.retryAfterSeconds) } });
  }
  const channel = await channelOf(locale, paths.feeds.allProducts(locale));
  const toProducts = productsOf(locale);
  async function* offered() {
    for await (const offers of readOffers(ctx)) yield toProducts(offers);
  }
  return new Response(streamed(productsAsRead(channel, offered())), {
    headers: { ...feedHeaders, "cache-control": "private, no-store" },
  });
}
