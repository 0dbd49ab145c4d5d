import "./styles/index.css";
import type { Metadata } from "next";
import { CalmHeader, SkipLink } from "@/components/frame/header";
import { Refusal } from "@/components/frame/refusal";
import { ThemeScript } from "@/components/frame/theme-script";
import { defaultLocale, translator } from "@/messages";
import { paths } from "./_server/paths";
import { faces } from "./styles/fonts";

const t = translator(defaultLocale, "web");

export const metadata: Metadata = { title: t("refusals.404.title"), robots: { index: false } };

/** For addresses that belong to no page at all. Made at build time, so it knows no shop, only its address. */
export default function GlobalNotFound() {
  return (
    <html lang={defaultLocale} className={faces} suppressHydrationWarning>
      <head>
        <ThemeScript />
      </head>
      <body>
        <SkipLink words={t("frame.skipToContent")} />
        <CalmHeader
          locale={defaultLocale}
          shopName="Octavo"
          back={{ href: paths.search(defaultLocale), words: t("refusals.search") }}
        />
        <main id="main">
          <Refusal locale={defaultLocale} status="404" />
        </main>
      </body>
    </html>
  );
}
