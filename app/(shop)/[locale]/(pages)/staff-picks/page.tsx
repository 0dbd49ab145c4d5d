import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { staffPicks } from "@/app/_cache/catalogue";
import { paths } from "@/app/_server/paths";
import { Pick } from "@/components/book/pick";
import { ShopLink } from "@/components/frame/shop-link";
import { ListHead } from "@/components/list/list-head";
import { buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { isLocale, translator } from "@/messages";
import { pageMetadata } from "../../../_meta/metadata";

const SHOWN = 60;

export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/[locale]/staff-picks">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = translator(locale, "web.list.picks");
  return pageMetadata(locale, { title: t("title"), description: t("description"), at: paths.staffPicks });
}

export default async function StaffPicksPage({ params }: PageProps<"/[locale]/staff-picks">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = translator(locale, "web.list");
  const picks = await staffPicks(locale, SHOWN);
  if (picks.length === 0) {
    return (
      <div className="wrap">
        <Empty
          heading={t("picks.empty.heading")}
          action={
            <ShopLink className={buttonClass({})} href={paths.newBooks(locale)}>
              {t("seeNew")}
            </ShopLink>
          }
        >
          <p className="muted">{t("picks.empty.text")}</p>
        </Empty>
      </div>
    );
  }
  return (
    <div className="wrap">
      <ListHead title={t("picks.title")}>
        <p>{t("picks.lead")}</p>
      </ListHead>
      <h2 className="vh">{t("results")}</h2>
      <div className="picks picks--all">
        {picks.map((pick, i) => (
          <Pick key={pick.book.slug} pick={pick} locale={locale} first={i < 3} />
        ))}
      </div>
    </div>
  );
}
