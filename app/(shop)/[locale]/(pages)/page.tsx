import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { bestsellers, countWorks, genres, newBooks, staffPicks } from "@/app/_cache/catalogue";
import { settings } from "@/app/_cache/settings";
import { paths } from "@/app/_server/paths";
import { BestList } from "@/components/book/best";
import { previewPath } from "@/components/book/cover";
import { Pick } from "@/components/book/pick";
import { Shelf } from "@/components/book/shelf";
import { ShopWindow } from "@/components/home/window";
import { SectionHead } from "@/components/home/section-head";
import { Toc } from "@/components/list/toc";
import { Empty } from "@/components/ui/empty";
import { isLocale, translator } from "@/messages";
import { leafGenres } from "../../_meta/genres";
import { pageMetadata } from "../../_meta/metadata";
import { arrange } from "../../_meta/window";

const PICKS = 12;

export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/[locale]">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const [{ shop }, picks] = await Promise.all([settings(locale), staffPicks(locale, PICKS)]);
  const t = translator(locale, "web.home");
  const book = arrange(picks).lead?.book;
  return pageMetadata(locale, {
    title: t("title", { shop: shop.name }),
    bare: true,
    description: t("description", { shop: shop.name }),
    at: paths.home,
    image: book && { url: previewPath(book), alt: translator(locale, "web.book")("cover", { title: book.title }) },
  });
}

export default async function Home({ params }: PageProps<"/[locale]">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const [{ shop }, picks, latest, best, tree, works] = await Promise.all([
    settings(locale),
    staffPicks(locale, PICKS),
    newBooks(locale, 12),
    bestsellers(locale, 10),
    genres(locale),
    countWorks(locale),
  ]);
  const t = translator(locale, "web.home");
  const { lead, notes, beside } = arrange(picks);
  // what stands in the window is not shown twice
  const shown = new Set(
    [lead, ...notes].flatMap((pick) => (pick ? [pick.book.slug] : [])).concat(beside.map((book) => book.slug)),
  );
  const fresh = latest.filter((book) => !shown.has(book.slug)).slice(0, 6);
  const contents = leafGenres(tree);

  if (latest.length === 0) {
    return (
      <div className="wrap">
        <Empty heading={t("empty.heading")}>
          <p className="muted">{t("empty.text")}</p>
        </Empty>
      </div>
    );
  }
  return (
    <>
      <h1 className="vh">{t("title", { shop: shop.name })}</h1>
      {lead && <ShopWindow lead={lead} beside={beside} locale={locale} />}
      {fresh.length > 0 && (
        <section className="wrap sec" aria-labelledby="new">
          <SectionHead id="new" title={t("new.heading")} all={{ href: paths.newBooks(locale), words: t("new.all") }} />
          <Shelf books={fresh} locale={locale} label={t("new.heading")} eager={lead ? 0 : 6} />
        </section>
      )}
      {notes.length > 0 && (
        <section className="wrap sec" aria-labelledby="picks">
          <SectionHead
            id="picks"
            title={t("picks.heading")}
            all={{ href: paths.staffPicks(locale), words: t("picks.all") }}
          />
          <div className="picks">
            {notes.map((pick) => (
              <Pick key={pick.book.slug} pick={pick} locale={locale} />
            ))}
          </div>
        </section>
      )}
      {best.length > 0 && (
        <section className="wrap sec" aria-labelledby="best">
          <SectionHead
            id="best"
            title={t("best.heading")}
            all={{ href: paths.bestsellers(locale), words: t("best.all") }}
          />
          <BestList books={best} locale={locale} />
        </section>
      )}
      {contents.length > 0 && (
        <section className="wrap sec" aria-labelledby="contents">
          <SectionHead
            id="contents"
            title={t("contents.heading")}
            aside={t("contents.size", { books: works, genres: contents.length })}
          />
          <Toc genres={contents} locale={locale} label="contents" />
        </section>
      )}
    </>
  );
}
