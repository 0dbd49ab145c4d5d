import type { ReactNode } from "react";
import { translator, type Locale } from "@/messages";
import type { Page } from "@/shop/_kernel/pagination";
import { Button, LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { Icon } from "../ui/icon";
import { pageWords } from "../list/page-words";
import { Pagination } from "../ui/pagination";

export interface Tab {
  name: string;
  href: string;
  count?: number;
  here: boolean;
}

/** States of a list's rows, each with its count; the tabs are links. */
export function Tabs({ label, tabs, locale }: { label: string; tabs: readonly Tab[]; locale: Locale }) {
  const number = new Intl.NumberFormat(locale);
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ name, href, count, here }) => (
        <a key={href} href={href} aria-current={here ? "page" : undefined}>
          {name}
          {count !== undefined && <span className="n">{number.format(count)}</span>}
        </a>
      ))}
    </nav>
  );
}

/**
 * A plain form that leads to the list it stands above; `kept` is what of the address stays, `children` are further fields, and
 * `filtered` says whether one of them is set.
 */
export function ListSearch({
  locale,
  action,
  label,
  placeholder,
  query,
  kept,
  clearHref,
  filtered = false,
  children,
}: {
  locale: Locale;
  action: string;
  label: string;
  placeholder: string;
  query: string;
  kept: Record<string, string | undefined>;
  clearHref: string;
  filtered?: boolean;
  children?: ReactNode;
}) {
  const t = translator(locale, "web.admin.list");
  return (
    <form className="filters" role="search" action={action}>
      {Object.entries(kept).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <div className="grow">
        <Icon name="search" />
        <label className="vh" htmlFor="list-search">
          {label}
        </label>
        <input
          className="in"
          id="list-search"
          name="q"
          type="search"
          placeholder={placeholder}
          defaultValue={query}
          autoComplete="off"
          maxLength={120}
          title={t("slash")}
          aria-keyshortcuts="/"
        />
      </div>
      {children}
      <Button look="line">{t("search")}</Button>
      {(query || filtered) && (
        <LinkButton look="bare" href={clearHref}>
          {t("clear")}
        </LinkButton>
      )}
    </form>
  );
}

/** The ways a list can be sorted, where its heads cannot be pressed: on phones. */
export function SortMenu({
  label,
  choices,
}: {
  label: string;
  choices: readonly { name: string; href: string; here: boolean }[];
}) {
  const now = choices.find(({ here }) => here);
  return (
    <details className="menu relative mb-3 s:hidden">
      <summary className="btn btn--bare -ml-2 list-none">
        {label}
        {now && `: ${now.name}`}
        <Icon name="chevron" small />
      </summary>
      <ul className="panel absolute z-10 grid p-2 shadow-2">
        {choices.map(({ name, href, here }) => (
          <li key={href}>
            <a
              className="flex min-h-tap items-center px-3 no-underline aria-[current]:font-semibold"
              href={href}
              aria-current={here ? "true" : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What a list is narrowed to, one by one, each with the way out of it. */
export function Chips({
  label,
  chips,
  locale,
}: {
  label: string;
  chips: readonly { words: string; href: string }[];
  locale: Locale;
}) {
  const t = translator(locale, "web.admin.list");
  if (chips.length === 0) return null;
  return (
    <ul className="mb-3 flex flex-wrap gap-2" aria-label={label}>
      {chips.map(({ words, href }) => (
        <li key={href}>
          <a className="chip" href={href} aria-label={t("without", { what: words })}>
            {words}
            <Icon name="close" />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Which rows of how many, and the way to the others. */
export function ListEnd({
  page,
  href,
  locale,
}: {
  page: Page<unknown>;
  href: (page: number) => string;
  locale: Locale;
}) {
  const t = translator(locale, "web.admin.list");
  const from = (page.page - 1) * page.pageSize + 1;
  return (
    <div className="mt-4 flex flex-wrap items-center justify-between gap-4">
      <p className="faint num">{t("range", { from, to: from + page.items.length - 1, total: page.total })}</p>
      <Pagination page={page.page} pages={page.pages} href={href} words={pageWords(locale)} />
    </div>
  );
}

/** A list without rows: why, and the way to some, where there are any. */
export function NoRows({
  heading,
  text,
  more,
}: {
  heading: string;
  text: string;
  more?: { href: string; words: string };
}) {
  return (
    <Empty level={2} heading={heading} action={more && <LinkButton href={more.href}>{more.words}</LinkButton>}>
      <p className="muted">{text}</p>
    </Empty>
  );
}

interface EmptyWords {
  heading: string;
  text: string;
}

/**
 * Why a list is empty: nothing was found, nothing is left of what there is (both with the way back to all of it), or there is
 * nothing yet.
 */
export function NoneFound({
  query,
  any,
  words,
  again,
}: {
  /** What was searched for. */
  query: string | undefined;
  /** Whether there are rows at all. */
  any: boolean;
  words: { search: (query: string) => EmptyWords; filter: EmptyWords; none: EmptyWords };
  again: { href: string; words: string };
}) {
  if (query) return <NoRows {...words.search(query)} more={again} />;
  return any ? <NoRows {...words.filter} more={again} /> : <NoRows {...words.none} />;
}
