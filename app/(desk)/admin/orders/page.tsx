import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { BulkForm } from "@/components/admin/bulk-form";
import { Chips, ListEnd, ListSearch, NoRows, SortMenu, Tabs } from "@/components/admin/list-frame";
import { OrderFilters } from "@/components/admin/order-filters";
import { OrdersTable } from "@/components/admin/orders-table";
import { LinkButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { countOrders, listOrders } from "@/shop/orders";
import { orderSorts, orderStates, type OrderState } from "@/shop/orders/model";
import { deskClock } from "../clock";
import { bulkActs } from "./bulk-acts";
import { moveOrders } from "./actions";
import { filterOf, hrefOf, queryOf } from "./address";

const t = localWords("web.admin");

export const generateMetadata = titled(() => t("orders.title"));

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
  const bare = { ...filter, text: undefined, payment: undefined, from: undefined, to: undefined, page: 1 };
  const { state, customer, sort, dir } = queryOf(bare);
  const narrowed = Boolean(filter.payment ?? filter.from ?? filter.to ?? filter.customer);
  const bulk = registry[locale()].web.admin.orders.bulk;
  return (
    <>
      <div className="ahead">
        <h1>{t("orders.title")}</h1>
        <div className="acts">
          <LinkButton href={paths.admin.ordersExport(queryOf({ ...filter, page: 1 }))}>
            <Icon name="download" small />
            {t("orders.export")}
          </LinkButton>
        </div>
      </div>
      <Tabs
        label={t("orders.tabs")}
        locale={locale()}
        tabs={[
          tab(undefined, t("orders.all"), all),
          ...orderStates.map((state) =>
            tab(state, state === "paid" ? t("dashboard.toPack") : t(`states.${state}`), counts[state] ?? 0),
          ),
        ]}
      />
      <ListSearch
        locale={locale()}
        action={paths.admin.orders()}
        label={t("orders.searchLabel")}
        placeholder={t("orders.placeholder")}
        query={filter.text ?? ""}
        kept={{ state, customer, sort, dir }}
        clearHref={hrefOf(bare)}
        filtered={Boolean(filter.payment ?? filter.from ?? filter.to)}
      >
        <OrderFilters filter={filter} locale={locale()} />
      </ListSearch>
      <Chips
        label={t("list.narrowed")}
        locale={locale()}
        chips={
          filter.customer
            ? [
                {
                  words: t("orders.filters.customer", { email: filter.customer }),
                  href: hrefOf({ ...filter, customer: undefined, page: 1 }),
                },
              ]
            : []
        }
      />
      <p className="vh" role="status">
        {t("orders.found", { total: orders.total })}
      </p>
      {orders.items.length > 0 ? (
        <>
          <SortMenu
            label={t("list.sorted")}
            choices={orderSorts.flatMap((by) =>
              (["desc", "asc"] as const).map((direction) => ({
                name: t(`orders.captions.${by}.${direction}`),
                href: hrefOf({ ...filter, sort: by, direction, page: 1 }),
                here: filter.sort === by && filter.direction === direction,
              })),
            )}
          />
          <BulkForm
            action={moveOrders}
            acts={bulkActs.map((act) => ({ value: act, words: t(`orders.bulk.acts.${act}`) }))}
            links={[
              { href: paths.admin.orderSlips(), words: t("orders.bulk.slips"), icon: "print", tab: true },
              {
                href: paths.admin.ordersExport(),
                words: t("orders.bulk.export"),
                icon: "download",
                className: "opt-l",
              },
            ]}
            words={{
              label: bulk.label,
              before: bulk.before,
              one: bulk.one,
              other: bulk.other,
              clear: bulk.clear,
              busy: bulk.busy,
              ...registry[locale()].web.form,
            }}
          >
            <div className="panel overflow-x-clip">
              <OrdersTable
                rows={orders.items}
                caption={t("orders.caption", { order: t(`orders.captions.${filter.sort}.${filter.direction}`) })}
                clock={clock}
                selectable
                sorting={{
                  sort: filter.sort,
                  direction: filter.direction,
                  href: (by, direction) => hrefOf({ ...filter, sort: by, direction, page: 1 }),
                }}
              />
            </div>
          </BulkForm>
          <ListEnd page={orders} href={(page) => hrefOf({ ...filter, page })} locale={locale()} />
        </>
      ) : filter.text ? (
        <NoRows
          heading={t("orders.empty.search.heading", { query: filter.text })}
          text={t("orders.empty.search.text")}
          more={{ href: paths.admin.orders(), words: t("list.again") }}
        />
      ) : narrowed ? (
        <NoRows
          heading={t("orders.empty.filters.heading")}
          text={t("orders.empty.filters.text")}
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
          more={{ href: paths.home(locale()), words: t("nav.shop") }}
        />
      )}
    </>
  );
}
