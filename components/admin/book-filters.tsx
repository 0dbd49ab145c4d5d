import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { bookLacks, stockStates, type BookFilter, type DeskGenre } from "@/shop/catalog/model";
import { Button, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";

/** The list's filters as a plain form, so that all of them stand in the address. */
export function BookFilters({
  filter,
  genres,
  locale,
}: {
  filter: BookFilter;
  genres: readonly DeskGenre[];
  locale: Locale;
}) {
  const t = translator(locale, "web.catalogue.list");
  const list = translator(locale, "web.admin.list");
  const { text = "", genre = "", stock = "", lacks = "", state } = filter;
  return (
    <form className="filters" role="search" action={paths.admin.books()}>
      {state && <input type="hidden" name="state" value={state} />}
      {filter.sort !== "title" && <input type="hidden" name="sort" value={filter.sort} />}
      {filter.direction !== "asc" && <input type="hidden" name="dir" value={filter.direction} />}
      <div className="grow">
        <Icon name="search" />
        <label className="vh" htmlFor="list-search">
          {t("searchLabel")}
        </label>
        <input
          className="in"
          id="list-search"
          name="q"
          type="search"
          placeholder={t("placeholder")}
          defaultValue={text}
          autoComplete="off"
          maxLength={120}
          title={list("slash")}
          aria-keyshortcuts="/"
        />
      </div>
      <select className="in" name="genre" aria-label={t("genre")} defaultValue={genre}>
        <option value="">{t("anyGenre")}</option>
        {genres.map(({ slug, name, depth }) => (
          <option key={slug} value={slug}>
            {"\u2003".repeat(depth) + name}
          </option>
        ))}
      </select>
      <select className="in" name="stock" aria-label={t("stock")} defaultValue={stock}>
        <option value="">{t("anyStock")}</option>
        {stockStates.map((each) => (
          <option key={each} value={each}>
            {t(`stocks.${each}`)}
          </option>
        ))}
      </select>
      <select className="in" name="lacks" aria-label={t("lacks")} defaultValue={lacks}>
        <option value="">{t("lacksNothing")}</option>
        {bookLacks.map((each) => (
          <option key={each} value={each}>
            {t(`lack.${each}`)}
          </option>
        ))}
      </select>
      <Button look="line">{t("filter")}</Button>
      {(text || genre || stock || lacks) && (
        <LinkButton look="bare" href={paths.admin.books({ state })}>
          {list("clear")}
        </LinkButton>
      )}
    </form>
  );
}
