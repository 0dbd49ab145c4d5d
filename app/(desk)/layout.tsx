import "@/app/styles/index.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { settings } from "@/app/_cache/settings";
import { requestContext } from "@/app/_server/context";
import { nonceOf } from "@/app/_server/nonce";
import { paths } from "@/app/_server/paths";
import { faces } from "@/app/styles/fonts";
import { paper } from "@/app/styles/paper";
import { SpokenProvider } from "@/components/frame/spoken";
import { ThemeScript } from "@/components/frame/theme-script";
import { config } from "@/config/env";
import { locale, localWords } from "@/app/_server/language";

// nothing here is made at build time, which has neither database nor configuration
export const dynamic = "force-dynamic";

/** Personal pages: never in a search engine, and titled like the shop's. */
export async function generateMetadata(): Promise<Metadata> {
  await requestContext();
  const { shop } = await settings(locale());
  return {
    metadataBase: new URL(config().APP_URL),
    title: { template: localWords("web.frame")("title", { page: "%s", shop: shop.name }), default: shop.name },
    robots: { index: false, follow: false },
    icons: { icon: { url: "/icon.svg", type: "image/svg+xml" }, apple: "/apple-touch-icon.png" },
    manifest: paths.manifest(),
    formatDetection: { telephone: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: paper.light },
    { media: "(prefers-color-scheme: dark)", color: paper.dark },
  ],
};

/** The document of every personal page. */
export default async function DeskDocument({ children }: LayoutProps<"/">) {
  await requestContext();
  const t = localWords("web");
  return (
    // theme.js sets data-theme before React looks
    <html lang={locale()} className={faces} suppressHydrationWarning>
      <head>
        <ThemeScript nonce={nonceOf((await headers()).get("content-security-policy"))} />
      </head>
      <body>
        <SpokenProvider
          words={{
            broken: {
              title: t("refusals.500.title"),
              text: t("refusals.500.text"),
              again: t("refusals.again"),
              reference: t("frame.reference", { id: "#" }),
            },
            missing: {
              title: t("refusals.404.title"),
              text: t("refusals.404.text"),
              home: t("refusals.home"),
              homeHref: paths.home(locale()),
            },
          }}
        >
          {children}
        </SpokenProvider>
      </body>
    </html>
  );
}
