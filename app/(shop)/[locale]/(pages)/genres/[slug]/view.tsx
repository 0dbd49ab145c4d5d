import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { genre as findGenre, genreBooks, genres, movedTo } from "@/app/_cache/catalogue";
import { paths } from "@/app/_server/paths";
import { Shelves } from "@/components/book/shelf";
import { buttonClass } from "@/components/ui/button";
import { ShopLink } from "@/components/frame/shop-link";
import { GenreList } from "@/components/list/genre-list";
import { ListHead } from "@/components/list/list-head";
import { bookCount, Pages } from "@/components/list/pages";
import { Crumbs } from "@/components/ui/crumbs";
import { Empty } from "@/components/ui/empty";
import { isLocale, translator, type Locale } from "@/messages";
import { barSection } from "../../../../_meta/bar-section";
import { pageMetadata } from "../../../../_meta/metadata";

const PAGE_SIZE = 24;

async function asked(given: string, slug: string, page: number) {
  if (!isLocale(given)) notFound();
  const locale: Locale = given;
  const found = await findGenre(locale, slug);
  if (!found) {
    const moved = await movedTo(locale, "genre", slug);
    if (moved) permanentRedirect(paths.genre(locale, moved, page));
    notFound();
  }
  const books = await genreBooks(locale, slug, page, PAGE_SIZE);
  if (!books) notFound();
  return { locale, books, ...found };
}

export async function genreMetadata(given: string, slug: string, page: number): Promise<Metadata> {
  const { locale, genre, books } = await asked(given, slug, page);
  const t = translator(locale, "web.list");
  return pageMetadata(locale, {
    title: page > 1 ? t("titlePage", { title: genre.name, page }) : genre.name,
    description: t("genre.description", { books: books.total, genre: genre.name }),
    at: (each) => paths.genre(each, genre.slug, page),
  });
}

/** A genre with everything below it. */
export async function GenreView({ locale: given, slug, page }: { locale: string; slug: string; page: number }) {
  const { locale, genre, ancestors, books } = await asked(given, slug, page);
  const t = translator(locale, "web");
  const above = ancestors.at(-1);
  const [tree, parent, section] = await Promise.all([
    genres(locale),
    above ? findGenre(locale, above.slug) : null,
    barSection(locale, slug),
  ]);
  // below it, else beside it
  const listed = genre.children.length > 0 ? genre.children : (parent?.genre.children ?? tree);
  const within = genre.children.length > 0 ? genre : above;
  return (
    <div className="wrap" data-section={section}>
      <Crumbs
        label={t("frame.crumbs.label")}
        trail={[
          { name: t("frame.crumbs.root"), href: paths.home(locale) },
          ...ancestors.map(({ name, slug: each }) => ({ name, href: paths.genre(locale, each) })),
        ]}
        here={genre.name}
      />
      <div className="results results--genre">
        <ListHead title={genre.name}>
          <p>{bookCount(books, locale)}</p>
        </ListHead>
        <GenreList
          genres={listed.filter((each) => each.works > 0 || each.slug === slug)}
          current={slug}
          label={within ? t("list.genre.within", { genre: within.name }) : t("list.genres.title")}
          locale={locale}
        />
        {books.items.length > 0 ? (
          <div>
            <h2 className="vh">{t("list.results")}</h2>
            <Shelves books={books.items} locale={locale} />
            <Pages of={books} href={(to) => paths.genre(locale, slug, to)} locale={locale} />
          </div>
        ) : (
          <Empty
            level={2}
            heading={t("list.genre.empty.heading")}
            action={
              <ShopLink className={buttonClass({})} href={paths.genres(locale)}>
                {t("list.seeGenres")}
              </ShopLink>
            }
          >
            <p className="muted">{t("list.genre.empty.text")}</p>
          </Empty>
        )}
      </div>
    </div>
  );
}
