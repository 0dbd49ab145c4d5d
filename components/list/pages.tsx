import { translator, type Locale } from "@/messages";
import type { Page } from "@/shop/_kernel/pagination";
import { ShopLink } from "../frame/shop-link";
import { Pagination } from "../ui/pagination";
import { pageWords } from "./page-words";

/** The pages of a public list. */
export function Pages({
  of,
  href,
  locale,
}: {
  of: Pick<Page<unknown>, "page" | "pages">;
  href: (page: number) => string;
  locale: Locale;
}) {
  return <Pagination page={of.page} pages={of.pages} href={href} words={pageWords(locale)} Anchor={ShopLink} />;
}

/** "120 books" or "120 books, page 2 of 5". */
export function bookCount(
  { total, page, pages }: Pick<Page<unknown>, "total" | "page" | "pages">,
  locale: Locale,
): string {
  const t = translator(locale, "web.list");
  return page > 1 ? t("booksOfPages", { total, page, pages }) : t("books", { total });
}
