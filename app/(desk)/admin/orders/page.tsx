import type { Metadata } from "next";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { ListEnd, ListSearch, NoRows, Tabs } from "@/components/admin/list-frame";
import { OrdersTable } from "@/components/admin/orders-table";
import { defaultLocale as locale, translator } from "@/messages";
import { countOrders, listOrders } from "@/shop/orders";
import { orderSorts, orderStates, type OrderFilter, type OrderState } from "@/shop/orders/model";
import { deskClock } from "../clock";
import { chosen, pageOf, searched, type SearchParams } from "../query";

const t = translator(locale, "web.admin");

export const metadata: Metadata = { title: t("orders.title") };

/** What the address asks for; whatever it says wrongly is left out. */
function filterOf(params: SearchParams): OrderFilter {
  const sort = chosen(params, "sort", orderSorts, "placed");
  return {
    state: chosen(params, "state", orderStates, undefined),
    text: searched(params),
    sort,
    direction: chosen(params, "dir", ["asc", "desc"], sort === "name" ? "asc" : "desc"),
    page: pageOf(params),
  };
}

/** The address of a filter, as short as can be. */
function hrefOf({ state, text, sort, direction, page }: OrderFilter) {
  const usual = direction === (sort === "name" ? "asc" : "desc");
  return paths.admin.orders({
    state,
    q: text,
    sort: sort === "placed" ? undefined : sort,
    dir: usual ? undefined : direction,
    page: page > 1 ? page : undefined,
  });
}

export default async function OrdersPage({ searchParams }: PageProps<"/admin/orders">) {
  const ctx = await requireDesk("orders.read");
  const filter = filterOf(await searchParams);
  const [clock, counts, asked] = await Promise.all([deskClock(ctx), countOrders(ctx), listOrders(ctx, filter)]);
  // a page beyond the end shows the end
  const orders = asked.page > asked.pages ? await listOrders(ctx, { ...filter, page: asked.pages }) : asked;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const tab = (state: OrderState | undefined, name: string, count: number) => ({
    name,
    count,
    href: hrefOf({ ...filter, state, page: 1 }),
    here: filter.state === state,
  });
  const kept = new URL(hrefOf({ ...filter, text: undefined, page: 1 }), "https://x.invalid").searchParams;
  return (
    <>
      <div className="ahead">
        <h1>{t("orders.title")}</h1>
      </div>
      <Tabs
        label={t("orders.tabs")}
        locale={locale}
        tabs={[
          tab(undefined, t("orders.all"), all),
          ...orderStates.map((state) =>
            tab(state, state === "paid" ? t("dashboard.toPack") : t(`states.${state}`), counts[state] ?? 0),
          ),
        ]}
      />
      <ListSearch
        locale={locale}
        action={paths.admin.orders()}
        label={t("orders.searchLabel")}
        placeholder={t("orders.placeholder")}
        query={filter.text ?? ""}
        kept={Object.fromEntries(kept)}
        clearHref={hrefOf({ ...filter, text: undefined, page: 1 })}
      />
      <p className="vh" role="status">
        {t("orders.found", { total: orders.total })}
      </p>
      {orders.items.length > 0 ? (
        <>
          <div className="panel overflow-x-clip">
            <OrdersTable
              rows={orders.items}
              caption={t("orders.caption", { order: t(`orders.captions.${filter.sort}.${filter.direction}`) })}
              clock={clock}
              sorting={{
                sort: filter.sort,
                direction: filter.direction,
                href: (sort, direction) => hrefOf({ ...filter, sort, direction, page: 1 }),
              }}
            />
          </div>
          <ListEnd page={orders} href={(page) => hrefOf({ ...filter, page })} locale={locale} />
        </>
      ) : filter.text ? (
        <NoRows
          heading={t("orders.empty.search.heading", { query: filter.text })}
          text={t("orders.empty.search.text")}
          more={{ href: paths.admin.orders(), words: t("list.again") }}
        />
      ) : filter.state && all > 0 ? (
        <NoRows
          heading={t("orders.empty.state.heading")}
          text={t("orders.empty.state.text")}
          more={{ href: paths.admin.orders(), words: t("list.again") }}
        />
      ) : (
        <NoRows
          heading={t("orders.empty.none.heading")}
          text={t("orders.empty.none.text")}
          more={{ href: paths.home(locale), words: t("nav.shop") }}
        />
      )}
    </>
  );
}
