import { connection } from "next/server";
import { settings } from "@/app/_cache/settings";
import { publicContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { bitmapPath } from "@/components/book/cover";
import { isLocale, translator } from "@/messages";
import { listOffers } from "@/shop/catalog";
import { absolute } from "../../../_meta/metadata";
import { products } from "../products";

/** Every book that is sold, for shopping search engines and price comparisons. */
export async function GET(_: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  await connection();
  const { locale } = await params;
  if (!isLocale(locale)) return new Response(null, { status: 404 });
  const [{ shop }, offers] = await Promise.all([settings(locale), listOffers(publicContext(locale))]);
  const t = translator(locale, "web");
  const body = products(
    {
      title: shop.name,
      link: absolute(paths.home(locale)),
      description: t("feeds.products", { shop: shop.name }),
      self: absolute(paths.feeds.products(locale)),
    },
    offers.map((offer) => ({
      ...offer,
      url: absolute(paths.book(locale, offer.slug)),
      image: absolute(bitmapPath(offer)),
      form: t(`book.formats.${offer.format}`),
    })),
  );
  return new Response(body, {
    headers: { "content-type": "application/rss+xml; charset=utf-8", "cache-control": "s-maxage=86400" },
  });
}
