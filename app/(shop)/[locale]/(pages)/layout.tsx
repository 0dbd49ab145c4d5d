import { notFound } from "next/navigation";
import { genres } from "@/app/_cache/catalogue";
import { settings } from "@/app/_cache/settings";
import { paths } from "@/app/_server/paths";
import { ShopFooter } from "@/components/frame/footer";
import { ShopHeader } from "@/components/frame/header";
import { LanguageOffer } from "@/components/frame/language-switch";
import { SpokenProvider } from "@/components/frame/spoken";
import { notice } from "@/app/_server/notice";
import { isLocale, translator } from "@/messages";
import { barGenres } from "../../_meta/genres";

export const generateStaticParams = () => [];

export default async function PagesFrame({ children, params }: LayoutProps<"/[locale]">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const [{ shop }, tree] = await Promise.all([settings(locale), genres(locale)]);
  const t = translator(locale, "web");
  return (
    <>
      <ShopHeader locale={locale} shopName={shop.name} genres={barGenres(tree)} />
      <LanguageOffer locale={locale} />
      <main id="main">
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
              homeHref: paths.home(locale),
            },
          }}
        >
          {children}
        </SpokenProvider>
      </main>
      <ShopFooter locale={locale} shop={shop} notice={notice()} soft />
    </>
  );
}
