import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { bestsellers } from "@/app/_cache/catalogue";
import { paths } from "@/app/_server/paths";
import { BestList } from "@/components/book/best";
import { ShopLink } from "@/components/frame/shop-link";
import { ListHead } from "@/components/list/list-head";
import { buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { isLocale, translator } from "@/messages";
import { pageMetadata } from "../../../_meta/metadata";

const SHOWN = 50;

export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/[locale]/bestsellers">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = translator(locale, "web.list.best");
  return pageMetadata(locale, { title: t("title"), description: t("description"), at: paths.bestsellers });
}

export default async function BestsellersPage({ params }: PageProps<"/[locale]/bestsellers">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = translator(locale, "web.list");
  const books = await bestsellers(locale, SHOWN);
  if (books.length === 0) {
    return (
      <div className="wrap">
        <Empty
          heading={t("best.empty.heading")}
          action={
            <ShopLink className={buttonClass({})} href={paths.staffPicks(locale)}>
              {t("seePicks")}
            </ShopLink>
          }
        >
          <p className="muted">{t("best.empty.text")}</p>
        </Empty>
      </div>
    );
  }
  return (
    <div className="wrap">
      <ListHead title={t("best.title")}>
        <p>{t("best.lead")}</p>
      </ListHead>
      <h2 className="vh">{t("results")}</h2>
      <BestList books={books} locale={locale} />
    </div>
  );
}
