import { paths } from "@/app/_server/paths";
import type { Locale } from "@/messages";
import type { GenreNode } from "@/shop/catalog/model";
import { ShopLink } from "../frame/shop-link";

/** Genres beside a list: what is below it, or what stands beside it. On a phone a row to swipe through. */
export function GenreList({
  genres,
  current,
  label,
  locale,
}: {
  genres: readonly GenreNode[];
  current?: string;
  label: string;
  locale: Locale;
}) {
  return (
    <nav className="genre-list" aria-label={label}>
      <p className="genre-list__head" aria-hidden="true">
        {label}
      </p>
      <ul>
        {genres.map(({ slug, name, works }) => (
          <li key={slug}>
            <ShopLink href={paths.genre(locale, slug)} aria-current={slug === current ? "page" : undefined}>
              <span>{name}</span>
              <span className="n">{works.toLocaleString(locale)}</span>
            </ShopLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
