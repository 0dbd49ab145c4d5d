import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { newBooks } from "@/app/_cache/catalogue";
import { paths } from "@/app/_server/paths";
import { Shelves } from "@/components/book/shelf";
import { ListHead } from "@/components/list/list-head";
import { Empty } from "@/components/ui/empty";
import { isLocale, translator } from "@/messages";
import { pageMetadata } from "../../../_meta/metadata";

const SHOWN = 48;

export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/[locale]/new">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = translator(locale, "web.list.new");
  return pageMetadata(locale, { title: t("title"), description: t("description"), at: paths.newBooks });
}

export default async function NewPage({ params }: PageProps<"/[locale]/new">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = translator(locale, "web");
  const books = await newBooks(locale, SHOWN);
  if (books.length === 0) {
    return (
      <div className="wrap">
        <Empty heading={t("home.empty.heading")}>
          <p className="muted">{t("home.empty.text")}</p>
        </Empty>
      </div>
    );
  }
  return (
    <div className="wrap">
      <ListHead title={t("list.new.title")}>
        <p>{t("list.new.lead")}</p>
      </ListHead>
      <h2 className="vh">{t("list.results")}</h2>
      <Shelves books={books} locale={locale} wide />
    </div>
  );
}
