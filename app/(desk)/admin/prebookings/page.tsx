import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { DemandTable } from "@/components/admin/demand-table";
import { ListEnd, ListSearch, NoneFound, SortMenu, Tabs } from "@/components/admin/list-frame";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { countDemand, listDemand } from "@/shop/prebooking";
import { demandFilter, demandSorts, demandStates, type DemandFilter, type DemandSort } from "@/shop/prebooking/model";
import { deskClock } from "../clock";
import { chosen, keptIn, pageOf, picked, searched, type SearchParams } from "../query";

const t = localWords("web.prebooking.desk");

export const generateMetadata = titled(() => t("title"));

const usual = (sort: DemandSort) => (sort === "title" || sort === "since" ? "asc" : "desc");
const atLeast = [2, 5, 10, 50] as const;

/** What the address asks for; whatever it says wrongly is left out. */
function filterOf(params: SearchParams): DemandFilter {
  const sort = chosen(params, "sort", demandSorts, "waiting");
  return {
    state: chosen(params, "state", demandStates, undefined),
    text: searched(params),
    least: picked(params, "least", demandFilter.shape.least),
    sort,
    direction: chosen(params, "dir", ["asc", "desc"], usual(sort)),
    page: pageOf(params),
  };
}

/** The address of a filter, as short as can be. */
const hrefOf = ({ state, text, least, sort, direction, page }: DemandFilter) =>
  paths.admin.prebookings({
    state,
    q: text,
    least,
    sort: sort === "waiting" ? undefined : sort,
    dir: direction === usual(sort) ? undefined : direction,
    page: page > 1 ? page : undefined,
  });

export default async function PrebookingsPage({ searchParams }: PageProps<"/admin/prebookings">) {
  const ctx = await requireDesk("stock.manage");
  const filter = filterOf(await searchParams);
  const [clock, all, asked] = await Promise.all([deskClock(ctx), countDemand(ctx), listDemand(ctx, filter)]);
  // a page beyond the end has no rows, and no total either
  const demand = asked.items.length > 0 || asked.page === 1 ? asked : await listDemand(ctx, { ...filter, page: 1 });
  const tab = (state: DemandFilter["state"], name: string) => ({
    name,
    href: hrefOf({ ...filter, state, page: 1 }),
    here: filter.state === state,
  });
  const bare = hrefOf({ ...filter, text: undefined, least: undefined, page: 1 });
  const sorted = (sort: DemandSort) => hrefOf({ ...filter, sort, direction: usual(sort), page: 1 });
  return (
    <>
      <div className="ahead">
        <div>
          <h1>{t("title")}</h1>
          <p className="muted">{t("lead", all)}</p>
        </div>
      </div>
      <Tabs
        label={t("tabs")}
        locale={locale()}
        tabs={[tab(undefined, t("all")), ...demandStates.map((state) => tab(state, t(`states.${state}`)))]}
      />
      <ListSearch
        locale={locale()}
        action={paths.admin.prebookings()}
        label={t("searchLabel")}
        placeholder={t("placeholder")}
        query={filter.text ?? ""}
        kept={keptIn(bare)}
        clearHref={bare}
        filtered={filter.least !== undefined}
      >
        <label className="vh" htmlFor="least">
          {t("least")}
        </label>
        <select className="in" id="least" name="least" defaultValue={filter.least ?? ""}>
          <option value="">{t("anyLeast")}</option>
          {[...new Set([...atLeast, ...(filter.least ? [filter.least] : [])])].map((count) => (
            <option key={count} value={count}>
              {t("leastOf", { count })}
            </option>
          ))}
        </select>
      </ListSearch>
      <p className="vh" role="status">
        {t("found", { total: demand.total })}
      </p>
      {demand.items.length > 0 ? (
        <>
          <SortMenu
            label={t("sort")}
            choices={demandSorts.map((sort) => ({
              name: t(`columns.${sort}`),
              href: sorted(sort),
              here: filter.sort === sort,
            }))}
          />
          <div className="panel overflow-x-clip">
            <DemandTable
              rows={demand.items}
              caption={t("caption", { order: t(`orders.${filter.sort}.${filter.direction}`) })}
              clock={clock}
              sort={filter.sort}
              direction={filter.direction}
              href={(sort, direction) => hrefOf({ ...filter, sort, direction, page: 1 })}
            />
          </div>
          <ListEnd page={demand} href={(page) => hrefOf({ ...filter, page })} locale={locale()} />
        </>
      ) : (
        <NoneFound
          query={filter.text}
          any={all.books > 0}
          words={{
            search: (query) => ({ heading: t("empty.search.heading", { query }), text: t("empty.search.text") }),
            filter: { heading: t("empty.filter.heading"), text: t("empty.filter.text") },
            none: { heading: t("empty.none.heading"), text: t("empty.none.text") },
          }}
          again={{ href: paths.admin.prebookings(), words: localWords("web.admin")("list.again") }}
        />
      )}
    </>
  );
}
