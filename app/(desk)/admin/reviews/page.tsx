import { settings } from "@/app/_cache/settings";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { BulkForm } from "@/components/admin/bulk-form";
import { Chips, ListEnd, ListSearch, NoRows, SortMenu } from "@/components/admin/list-frame";
import { ReviewsTable } from "@/components/admin/reviews-table";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { listDeskReviews } from "@/shop/reviews";
import { deskReviewSorts } from "@/shop/reviews/model";
import { filterOf, hrefOf } from "./address";
import { removeTicked } from "./actions";

const t = localWords("web.reviews.desk");

export const generateMetadata = titled(() => t("title"));

export default async function ReviewsDeskPage({ searchParams }: PageProps<"/admin/reviews">) {
  const ctx = await requireDesk("reviews.manage");
  const filter = filterOf(await searchParams);
  const [asked, { shop }] = await Promise.all([listDeskReviews(ctx, filter), settings(locale())]);
  // a page beyond the end shows the end
  const reviews = asked.page > asked.pages ? await listDeskReviews(ctx, { ...filter, page: asked.pages }) : asked;
  const { book, user, least, most, text, sort, direction } = filter;
  const without = (change: Partial<typeof filter>) => hrefOf({ ...filter, ...change, page: 1 });
  const [named] = reviews.items; // of one book, all of them
  const chips = [
    ...(book
      ? [
          {
            words: named ? t("filter.book", { title: named.title }) : t("onlyBook"),
            href: without({ book: undefined }),
          },
        ]
      : []),
    ...(user ? [{ words: t("filter.user"), href: without({ user: undefined }) }] : []),
    ...(least ? [{ words: t("filter.least", { stars: least }), href: without({ least: undefined }) }] : []),
    ...(most ? [{ words: t("filter.most", { stars: most }), href: without({ most: undefined }) }] : []),
  ];
  const { bulk } = registry[locale()].web.reviews.desk;
  const form = localWords("web.form");
  const stars = localWords("web.reviews.section");
  return (
    <>
      <div className="ahead">
        <h1>{t("title")}</h1>
      </div>
      <ListSearch
        locale={locale()}
        action={paths.admin.reviews()}
        label={t("search")}
        placeholder={t("placeholder")}
        query={text ?? ""}
        kept={{
          book,
          user,
          sort: sort === "date" ? undefined : sort,
          direction: direction === "desc" ? undefined : direction,
        }}
        clearHref={paths.admin.reviews()}
        filtered={chips.length > 0}
      >
        {(["least", "most"] as const).map((name) => (
          <label key={name} className="flex items-center gap-2 whitespace-nowrap max-s:items-stretch max-s:gap-1">
            <span className="faint">{t(name)}</span>
            <select className="in" name={name} defaultValue={filter[name] ?? ""}>
              <option value="">{t("any")}</option>
              {[1, 2, 3, 4, 5].map((n) => (
                <option key={n} value={n}>
                  {stars("row", { stars: n })}
                </option>
              ))}
            </select>
          </label>
        ))}
      </ListSearch>
      <Chips label={t("filters")} chips={chips} locale={locale()} />
      <p className="vh" role="status">
        {t("found", { total: reviews.total })}
      </p>
      {reviews.items.length > 0 && (
        <SortMenu
          label={localWords("web.reviews.page")("sort")}
          choices={deskReviewSorts.flatMap((each) =>
            (["desc", "asc"] as const).map((way) => ({
              name: t(`captions.${each}.${way}`),
              href: without({ sort: each, direction: way }),
              here: sort === each && direction === way,
            })),
          )}
        />
      )}
      {/* the form stays when its last row has gone: it tells what was done */}
      <BulkForm
        action={removeTicked}
        acts={[{ value: "remove", words: t("bulk.remove") }]}
        links={[]}
        words={{
          label: bulk.label,
          before: bulk.before,
          one: bulk.one,
          other: bulk.other,
          clear: bulk.clear,
          busy: bulk.busy,
          failed: form("failed"),
          reference: registry[locale()].web.form.reference,
        }}
      >
        {reviews.items.length > 0 ? (
          <ReviewsTable
            rows={reviews.items}
            caption={t("caption", { order: t(`captions.${sort}.${direction}`) })}
            sorting={{ sort, direction, href: (by, way) => without({ sort: by, direction: way }) }}
            only={{ book: (id) => without({ book: id }), user: (id) => without({ user: id }) }}
            clock={{ locale: locale(), timeZone: shop.timezone }}
          />
        ) : chips.length > 0 || text ? (
          <NoRows
            heading={t("empty.filter.heading")}
            text={t("empty.filter.text")}
            more={{ href: paths.admin.reviews(), words: localWords("web.admin.list")("again") }}
          />
        ) : (
          <NoRows heading={t("empty.none.heading")} text={t("empty.none.text")} />
        )}
      </BulkForm>
      {reviews.items.length > 0 && (
        <ListEnd page={reviews} href={(page) => hrefOf({ ...filter, page })} locale={locale()} />
      )}
    </>
  );
}
