import type { ComponentType, ReactNode } from "react";
import { Icon } from "./icon";

type LinkLike = ComponentType<{
  href: string;
  className?: string;
  rel?: string;
  "aria-label"?: string;
  "aria-current"?: "page";
  children: ReactNode;
}>;

/** First, last, and the neighbours of the current page; null is a gap. */
export function pageNumbers(page: number, pages: number): (number | null)[] {
  const wanted = [...new Set([1, page - 1, page, page + 1, pages])]
    .filter((n) => n >= 1 && n <= pages)
    .sort((a, b) => a - b);
  return wanted.flatMap((n, i) => {
    const before = wanted[i - 1];
    if (before === undefined || n === before + 1) return [n];
    return n === before + 2 ? [before + 1, n] : [null, n];
  });
}

/** Links to the pages of a list; nothing when there is only one. `Anchor` is what links are made of: `ShopLink` in the shop. */
export function Pagination({
  page,
  pages,
  href,
  words,
  Anchor = Plain,
}: {
  page: number;
  pages: number;
  href: (page: number) => string;
  words: { label: string; previous: string; next: string; page: (page: number) => string };
  Anchor?: LinkLike;
}) {
  if (pages < 2) return null;
  return (
    <nav className="pages" aria-label={words.label}>
      {page > 1 && (
        <Anchor href={href(page - 1)} rel="prev">
          <Icon name="arrow" small className="pages__back" />
          {words.previous}
        </Anchor>
      )}
      {pageNumbers(page, pages).map((n, i) =>
        n === null ? (
          <span key={`gap ${i}`} aria-hidden="true">
            …
          </span>
        ) : (
          <Anchor key={n} href={href(n)} aria-label={words.page(n)} aria-current={n === page ? "page" : undefined}>
            {n}
          </Anchor>
        ),
      )}
      {page < pages && (
        <Anchor href={href(page + 1)} rel="next">
          {words.next}
          <Icon name="arrow" small />
        </Anchor>
      )}
    </nav>
  );
}

function Plain(props: { href: string; children: ReactNode }) {
  return <a {...props} />;
}
