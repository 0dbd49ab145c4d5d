import { connection } from "next/server";
import { publicContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { isLocale } from "@/messages";
import { listOffers } from "@/shop/catalog";
import { absolute } from "../../../_meta/metadata";
import { channelOf, feedHeaders, productsOf } from "../offered";
import { products } from "../products";

/** So many books are told of in one piece, which is kept like a page. */
const MOST_KEPT = 5_000;

/**
 * Every book that is sold, for shopping search engines and price comparisons. Of very many books the feed is nothing to keep in
 * memory: whoever asks for it is sent where it is written while it is read.
 */
export async function GET(_: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  await connection();
  const { locale } = await params;
  if (!isLocale(locale)) return new Response(null, { status: 404 });
  const offers = await listOffers(publicContext(locale), null, MOST_KEPT + 1);
  if (offers.length > MOST_KEPT) {
    return new Response(null, { status: 307, headers: { location: absolute(paths.feeds.allProducts(locale)) } });
  }
  const body = products(await channelOf(locale, paths.feeds.products(locale)), productsOf(locale)(offers));
  return new Response(body, { headers: { ...feedHeaders, "cache-control": "s-maxage=86400" } });
}
