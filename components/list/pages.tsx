import { translator, type Locale } from "@/messages";
import type { Page } from "@/shop/_kernel/pagination";
import { ShopLink } from "../frame/shop-link";
import { Pagination } from "../ui/pagination";

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
  const t = translator(locale, "web.frame.pages");
  return (
    <Pagination
      page={of.page}
      pages={of.pages}
      href={href}
      words={{
        label: t("label"),
        previous: t("previous"),
        next: t("next"),
        page: (page) => t("page", { page }),
      }}
      Anchor={ShopLink}
    />
  );
}

/** "120 books" or "120 books, page 2 of 5". */
export function bookCount(
  { total, page, pages }: Pick<Page<unknown>, "total" | "page" | "pages">,
  locale: Locale,
): string {
  const t = translator(locale, "web.list");
  return page > 1 ? t("booksOfPages", { total, page, pages }) : t("books", { total });
}
