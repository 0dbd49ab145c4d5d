import "@/app/styles/index.css";
import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { paths } from "@/app/_server/paths";
import { faces } from "@/app/styles/fonts";
import { paper } from "@/app/styles/paper";
import { SkipLink } from "@/components/frame/header";
import { offersOf } from "@/components/frame/language-switch";
import { ThemeScript } from "@/components/frame/theme-script";
import { config } from "@/config/env";
import { isLocale, translator } from "@/messages";

/** Nothing is made at build time, which has no database: each page is made when it is first asked for, and kept. */
export const generateStaticParams = () => [];

export const generateMetadata = (): Metadata => ({
  metadataBase: new URL(config().APP_URL),
  icons: { icon: { url: "/icon.svg", type: "image/svg+xml" }, apple: "/apple-touch-icon.png" },
  manifest: paths.manifest(),
  formatDetection: { telephone: false, address: false, email: false },
});

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: paper.light },
    { media: "(prefers-color-scheme: dark)", color: paper.dark },
  ],
};

/** The document of every public page. */
export default async function ShopDocument({ children, params }: LayoutProps<"/[locale]">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return (
    // theme.js sets data-theme and data-offer before React looks
    <html lang={locale} className={faces} data-offers={offersOf(locale)} suppressHydrationWarning>
      <head>
        <ThemeScript />
      </head>
      <body>
        <SkipLink words={translator(locale, "web.frame")("skip")} />
        {children}
      </body>
    </html>
  );
}
