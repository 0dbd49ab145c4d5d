import "server-only";
import type { Metadata } from "next";
import { settings } from "@/app/_cache/settings";
import { paths } from "@/app/_server/paths";
import { config } from "@/config/env";
import { defaultLocale, locales, regionOf, translator, type Locale } from "@/messages";

/** An address of ours in full. */
export const absolute = (path: string): string => new URL(path, config().APP_URL).href;

/**
 * Head of a public page: title, description, canonical address, the same page in other languages, preview. `at` gives the
 * page's path in a language. A page that only leads elsewhere (search) is not to be indexed.
 */
export async function pageMetadata(
  locale: Locale,
  page: {
    title: string;
    /** The title is the whole title: no shop's name after it. */
    bare?: boolean;
    description?: string;
    at: (locale: Locale) => string;
    indexed?: boolean;
    type?: "website" | "book" | "profile";
    image?: { url: string; alt: string };
  },
): Promise<Metadata> {
  const { shop } = await settings(locale);
  const title = page.bare
    ? page.title
    : translator(locale, "web.frame")("title", { page: page.title, shop: shop.name });
  const canonical = absolute(page.at(locale));
  return {
    title,
    description: page.description,
    alternates: {
      canonical,
      types: {
        "application/atom+xml": [
          {
            url: absolute(paths.feeds.newBooks(locale)),
            title: translator(locale, "web.feeds")("newBooks", { shop: shop.name }),
          },
        ],
      },
      ...(locales.length > 1 && {
        languages: {
          ...Object.fromEntries(locales.map((each) => [each, absolute(page.at(each))])),
          "x-default": absolute(page.at(defaultLocale)),
        },
      }),
    },
    robots: page.indexed === false ? { index: false, follow: true } : undefined,
    openGraph: {
      title: page.title,
      description: page.description,
      url: canonical,
      siteName: shop.name,
      locale: regionOf[locale].replace("-", "_"),
      type: page.type ?? "website",
      images: page.image && [{ ...page.image, width: 1200, height: 630, type: "image/png" }],
    },
    twitter: page.image && { card: "summary_large_image" },
  };
}
