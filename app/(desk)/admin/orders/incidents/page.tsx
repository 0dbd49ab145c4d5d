import type { Metadata } from "next";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { Incidents } from "@/components/admin/incidents";
import { ListEnd, NoRows, Tabs } from "@/components/admin/list-frame";
import { Told } from "@/components/admin/told";
import { defaultLocale as locale, translator } from "@/messages";
import { findOrderNumbers } from "@/shop/orders";
import { countOpenIncidents, listIncidents } from "@/shop/payments";
import { deskClock } from "../../clock";
import { chosen, pageOf } from "../../query";
import { resolve } from "./actions";

const t = translator(locale, "web.admin.money.incidents");

export const metadata: Metadata = { title: t("title") };

const hrefOf = (show: "open" | "all", page = 1) =>
  paths.admin.incidents({ show: show === "all" ? show : undefined, page: page > 1 ? page : undefined });

export default async function IncidentsPage({ searchParams }: PageProps<"/admin/orders/incidents">) {
  const ctx = await requireDesk("orders.read");
  const params = await searchParams;
  const show = chosen(params, "show", ["open", "all"], "open");
  const filter = { ...(show === "open" && { open: true }), page: pageOf(params) };
  const [clock, open, asked] = await Promise.all([deskClock(ctx), countOpenIncidents(ctx), listIncidents(ctx, filter)]);
  // a page beyond the end shows the end
  const incidents = asked.page > asked.pages ? await listIncidents(ctx, { ...filter, page: asked.pages }) : asked;
  const numbers = await findOrderNumbers(
    ctx,
    incidents.items.flatMap(({ orderId }) => (orderId === null ? [] : [orderId])),
  );
  return (
    <>
      <div className="ahead">
        <h1>{t("title")}</h1>
      </div>
      <Told words={params.done === undefined ? null : t("done")} />
      <Tabs
        label={t("tabs")}
        locale={locale}
        tabs={[
          { name: t("open"), count: open, href: hrefOf("open"), here: show === "open" },
          { name: t("all"), href: hrefOf("all"), here: show === "all" },
        ]}
      />
      {incidents.items.length > 0 ? (
        <>
          <div className="panel p-4">
            <Incidents
              incidents={incidents.items}
              clock={clock}
              resolve={resolve}
              numbers={numbers}
              back={hrefOf(show)}
            />
          </div>
          <ListEnd page={incidents} href={(page) => hrefOf(show, page)} locale={locale} />
        </>
      ) : (
        <NoRows
          heading={t("none.heading")}
          text={t("none.text")}
          more={{ href: paths.admin.orders(), words: t("back") }}
        />
      )}
    </>
  );
}
