import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { genres } from "@/app/_cache/catalogue";
import { paths } from "@/app/_server/paths";
import { ListHead } from "@/components/list/list-head";
import { Toc } from "@/components/list/toc";
import { ShopLink } from "@/components/frame/shop-link";
import { isLocale, translator } from "@/messages";
import { leafGenres } from "../../../_meta/genres";
import { pageMetadata } from "../../../_meta/metadata";

export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PageProps<"/[locale]/genres">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = translator(locale, "web.list.genres");
  return pageMetadata(locale, { title: t("title"), description: t("description"), at: paths.genres });
}

export default async function GenresPage({ params }: PageProps<"/[locale]/genres">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = translator(locale, "web");
  const tree = (await genres(locale)).filter((genre) => genre.works > 0);
  const branches = tree.filter((genre) => genre.children.length > 0);
  const others = tree.filter((genre) => genre.children.length === 0);
  return (
    <div className="wrap">
      <ListHead title={t("list.genres.title")}>
        <p>
          {t("home.contents.size", {
            books: tree.reduce((sum, genre) => sum + genre.works, 0),
            genres: leafGenres(tree).length,
          })}
        </p>
      </ListHead>
      {branches.map((genre) => (
        <section key={genre.slug} className="mb-7" aria-labelledby={genre.slug}>
          <div className="head">
            <h2 id={genre.slug}>{genre.name}</h2>
            <ShopLink href={paths.genre(locale, genre.slug)}>
              {t("list.genres.allOf", { books: genre.works, genre: genre.name })}
            </ShopLink>
          </div>
          <Toc genres={genre.children.filter((child) => child.works > 0)} locale={locale} label={genre.slug} />
        </section>
      ))}
      {others.length > 0 && (
        <section aria-labelledby="others">
          <div className="head">
            <h2 id="others" className={branches.length > 0 ? undefined : "vh"}>
              {t("list.genres.others")}
            </h2>
          </div>
          <Toc genres={others} locale={locale} label="others" />
        </section>
      )}
    </div>
  );
}
