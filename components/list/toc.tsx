import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { GenreNode } from "@/shop/catalog/model";
import { ShopLink } from "../frame/shop-link";

/** Genres as a book lists its chapters: name, dots, number. */
export function Toc({
  genres,
  locale,
  label,
}: {
  genres: readonly GenreNode[];
  locale: Locale;
  /** The id of the heading that names it. */
  label: string;
}) {
  const t = translator(locale, "web.home");
  return (
    <nav className="toc" aria-labelledby={label}>
      {genres.map(({ slug, name, works }) => (
        <ShopLink key={slug} href={paths.genre(locale, slug)}>
          <span>{name}</span>
          <span>
            {works.toLocaleString(locale)}
            <span className="vh"> {t("contents.unit", { books: works })}</span>
          </span>
        </ShopLink>
      ))}
    </nav>
  );
}
