import { settings } from "@/app/_cache/settings";
import { paths } from "@/app/_server/paths";
import { bitmapPath } from "@/components/book/cover";
import { translator } from "@/messages";
import type { Locale } from "@/messages/locales";
import type { Offer } from "@/shop/catalog/model";
import { absolute } from "../../_meta/metadata";
import type { Channel, Product } from "./products";

export const feedHeaders = { "content-type": "application/rss+xml; charset=utf-8" };

export async function channelOf(locale: Locale, self: string): Promise<Channel> {
  const { shop } = await settings(locale);
  return {
    title: shop.name,
    link: absolute(paths.home(locale)),
    description: translator(locale, "web")("feeds.products", { shop: shop.name }),
    self: absolute(self),
  };
}

/** What a feed in this language tells of each offer. */
export function productsOf(locale: Locale): (offers: readonly Offer[]) => Product[] {
  const t = translator(locale, "web");
  return (offers) =>
    offers.map((offer) => ({
      ...offer,
      url: absolute(paths.book(locale, offer.slug)),
      image: absolute(bitmapPath(offer)),
      form: t(`book.formats.${offer.format}`),
    }));
}
