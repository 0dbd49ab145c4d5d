import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { BookFilters } from "@/components/admin/book-filters";
import { BooksTable } from "@/components/admin/books-table";
import { ListEnd, NoRows, SortMenu, Tabs } from "@/components/admin/list-frame";
import { ManyForm } from "@/components/admin/many-form";
import { LinkButton } from "@/components/ui/button";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { countBooks, listDeskBooks, listDeskGenres } from "@/shop/catalog";
import { bookSorts } from "@/shop/catalog/model";
import { filterOf, hrefOf } from "./address";
import { changeMany } from "./actions";
import { manyActs } from "./many";

const t = localWords("web.catalogue");

export const generateMetadata = titled(() => t("list.title"));

export default async function BooksPage({ searchParams }: PageProps<"/admin/books">) {
  const ctx = await requireDesk("catalog.read");
  const filter = filterOf(await searchParams);
  const [counts, genres, asked] = await Promise.all([countBooks(ctx), listDeskGenres(ctx), listDeskBooks(ctx, filter)]);
  // a page beyond the end shows the end
  const books = asked.page > asked.pages ? await listDeskBooks(ctx, { ...filter, page: asked.pages }) : asked;
  const tab = (state: typeof filter.state, name: string, count: number) => ({
    name,
    count,
    href: hrefOf({ ...filter, state, page: 1 }),
    here: filter.state === state,
  });
  const failed = localWords("web.form");
  const filtered = filter.text ?? filter.genre ?? filter.stock ?? filter.lacks ?? filter.state;
  return (
    <>
      <div className="ahead">
        <h1>{t("list.title")}</h1>
        <div className="acts flex gap-2">
          <LinkButton look="line" href={paths.admin.bulkBooks()}>
            {t("list.bulk")}
          </LinkButton>
          <LinkButton look="go" href={paths.admin.newBook()}>
            {t("list.add")}
          </LinkButton>
        </div>
      </div>
      <Tabs
        label={t("list.tabs")}
        locale={locale()}
        tabs={[
          tab(undefined, t("list.all"), counts.onSale + counts.archived),
          tab("on_sale", t("states.on_sale"), counts.onSale),
          tab("archived", t("states.archived"), counts.archived),
        ]}
      />
      <BookFilters filter={filter} genres={genres} locale={locale()} />
      <p className="vh" role="status">
        {t("list.found", { total: books.total })}
      </p>
      {books.items.length > 0 ? (
        <>
          <SortMenu
            label={localWords("web.admin.list")("sorted")}
            choices={bookSorts.flatMap((by) =>
              (["asc", "desc"] as const).map((direction) => ({
                name: t(`list.captions.${by}.${direction}`),
                href: hrefOf({ ...filter, sort: by, direction, page: 1 }),
                here: filter.sort === by && filter.direction === direction,
              })),
            )}
          />
          <ManyForm
            action={changeMany}
            acts={manyActs.map((value) => ({ value, name: t(`many.acts.${value}`) }))}
            matching={books.total > 1 ? (hrefOf({ ...filter, page: 1 }).split("?")[1] ?? "") : null}
            hereHref={hrefOf(filter)}
            genres={genres.map(({ slug, name, depth }) => ({ slug, name, depth }))}
            words={{
              heading: t("many.heading"),
              act: t("many.act"),
              value: t("many.value"),
              valueHint: t("many.valueHint"),
              genre: t("many.genre"),
              noGenre: t("many.noGenre"),
              apply: t("many.apply"),
              all: t("many.all", { total: books.total }),
              leave: t("many.leave"),
              busy: t("many.busy"),
              failed: failed("failed"),
              reference: failed("reference"),
            }}
          >
            <BooksTable
              rows={books.items}
              caption={t("list.caption", { order: t(`list.captions.${filter.sort}.${filter.direction}`) })}
              locale={locale()}
              sorting={{
                sort: filter.sort,
                direction: filter.direction,
                href: (sort, direction) => hrefOf({ ...filter, sort, direction, page: 1 }),
              }}
            />
          </ManyForm>
          <ListEnd page={books} href={(page) => hrefOf({ ...filter, page })} locale={locale()} />
          <div className="mt-4 flex flex-wrap items-center gap-2">
            {(["csv", "json"] as const).map((format) => (
              <LinkButton key={format} look="bare" href={paths.admin.booksExport(format)} download>
                {localWords("web.covers")(format === "csv" ? "exportCsv" : "exportJson")}
              </LinkButton>
            ))}
            <p className="hint">{localWords("web.covers")("exportHint")}</p>
          </div>
        </>
      ) : filtered ? (
        <NoRows
          heading={t("list.empty.filter.heading")}
          text={t("list.empty.filter.text")}
          more={{ href: paths.admin.books(), words: localWords("web.admin.list")("again") }}
        />
      ) : (
        <NoRows
          heading={t("list.empty.none.heading")}
          text={t("list.empty.none.text")}
          more={{ href: paths.admin.newBook(), words: t("list.add") }}
        />
      )}
    </>
  );
}
