import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cards, genres } from "@/app/_cache/catalogue";
import { settings } from "@/app/_cache/settings";
import { publicContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { Shelves } from "@/components/book/shelf";
import { ShopLink } from "@/components/frame/shop-link";
import { ListHead } from "@/components/list/list-head";
import { Pages } from "@/components/list/pages";
import { Toc } from "@/components/list/toc";
import { SectionHead } from "@/components/home/section-head";
import { QUERY_MAX } from "@/components/search/model";
import { LinkButton, buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { mailto } from "@/components/ui/mailto";
import { isLocale, translator, type Locale } from "@/messages";
import { parsePage } from "@/shop/_kernel/pagination";
import { searchBooks } from "@/shop/search";
import { leafGenres } from "../../../_meta/genres";
import { pageMetadata } from "../../../_meta/metadata";

/** Each query is a page of its own, made when asked for and not kept: there are endlessly many. */
export const dynamic = "force-dynamic";

const PAGE_SIZE = 24;

type Props = PageProps<"/[locale]/search">;

/** What was typed, without what cannot be seen; the first value where a parameter comes twice. */
async function asked({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { q: given, page: pageGiven } = await searchParams;
  const typed = ([given].flat()[0] ?? "")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const q = Array.from(typed).slice(0, QUERY_MAX).join("");
  return { locale, q, cut: q !== typed, page: parsePage([pageGiven].flat()[0]) ?? 1 };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, q } = await asked(props);
  const t = translator(locale, "web.list.search");
  return pageMetadata(locale, {
    title: q ? t("titleFor", { query: q }) : t("title"),
    at: (each) => paths.search(each, q),
    indexed: false,
  });
}

export default async function SearchPage(props: Props) {
  const { locale, q, cut, page } = await asked(props);
  if (!q) return <Start locale={locale} />;
  const found = await searchBooks(publicContext(locale), { q, page, pageSize: PAGE_SIZE });
  const t = translator(locale, "web.list");
  const long = cut && <p className="muted">{t("search.long", { max: QUERY_MAX })}</p>;
  if (found.total === 0) return <Nothing locale={locale} q={q} note={long} />;
  if (found.items.length === 0) {
    return (
      <div className="wrap">
        <Empty
          heading={t("search.beyond.heading")}
          action={
            <ShopLink className={buttonClass({})} href={paths.search(locale, q)}>
              {t("search.beyond.first")}
            </ShopLink>
          }
        >
          <p className="muted">{t("search.beyond.text", { pages: found.pages })}</p>
        </Empty>
      </div>
    );
  }
  const books = await cards(locale, found.items);
  return (
    <div className="wrap">
      <ListHead title={t("search.titleFor", { query: q })}>
        <p role="status">
          {t.rich("search.results", { total: found.total, b: (chunks) => <b className="num">{chunks}</b> })}
        </p>
        {long}
      </ListHead>
      <h2 className="vh">{t("results")}</h2>
      <Shelves books={books} locale={locale} wide />
      <Pages of={found} href={(to) => paths.search(locale, q, to)} locale={locale} />
    </div>
  );
}

/** Nothing was typed yet. */
async function Start({ locale }: { locale: Locale }) {
  const t = translator(locale, "web");
  const contents = leafGenres(await genres(locale));
  return (
    <div className="wrap">
      <ListHead title={t("list.search.start.heading")}>
        <p>{t("list.search.start.text")}</p>
      </ListHead>
      {contents.length > 0 && (
        <section aria-labelledby="contents">
          <SectionHead id="contents" title={t("home.contents.heading")} />
          <Toc genres={contents} locale={locale} label="contents" />
        </section>
      )}
    </div>
  );
}

/** Nothing was found: why, and two ways on. */
async function Nothing({ locale, q, note }: { locale: Locale; q: string; note: React.ReactNode }) {
  const t = translator(locale, "web.list");
  const { shop } = await settings(locale);
  return (
    <div className="wrap">
      <Empty
        heading={t("search.none.heading", { query: q })}
        action={
          <div className="acts">
            <LinkButton href={mailto(shop.email, q)}>{t("askDesk")}</LinkButton>
            <ShopLink className={buttonClass({})} href={paths.genres(locale)}>
              {t("seeGenres")}
            </ShopLink>
          </div>
        }
      >
        <p className="muted" role="status">
          {t("search.none.text")}
        </p>
        {note}
        <p className="muted">{t("search.none.ask")}</p>
      </Empty>
    </div>
  );
}
