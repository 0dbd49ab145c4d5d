import { settings } from "@/app/_cache/settings";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { OrdersTable } from "@/components/admin/orders-table";
import { dayInWords, longWhen, shortWhen } from "@/components/admin/when";
import { Note } from "@/components/ui/note";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { roleMay } from "@/shop/_kernel/permissions";
import { countOrders, listOrders } from "@/shop/orders";
import type { OrderRow, OrderState } from "@/shop/orders/model";
import { countDeadMails } from "@/shop/outbox";
import { deskClock } from "./clock";
import { mailsPath } from "./mail/address";

const t = localWords("web.admin");

export const generateMetadata = titled(() => t("dashboard.title"));

/** As many rows as are seen at a glance. */
const SHOWN = 8;

export default async function DashboardPage() {
  const ctx = await requireDesk("orders.read");
  const [clock, { shop }, counts, toPack, packing, sent, last, dead] = await Promise.all([
    deskClock(ctx),
    settings(locale()),
    countOrders(ctx),
    listOrders(ctx, { state: "paid", sort: "placed", direction: "asc", page: 1 }),
    listOrders(ctx, { state: "processing", sort: "placed", direction: "asc", page: 1 }),
    listOrders(ctx, { state: "shipped", sort: "placed", direction: "asc", page: 1 }),
    listOrders(ctx, { sort: "placed", direction: "desc", page: 1 }),
    roleMay(ctx.actor.role, "mail.read") ? countDeadMails(ctx) : null,
  ]);
  const oldest = ([first]: OrderRow[]) =>
    first ? t("dashboard.oldest", { when: longWhen(first.placedAt, clock) }) : t("dashboard.none");
  const figures: { state: OrderState; name: string; about: string }[] = [
    { state: "paid", name: t("dashboard.toPack"), about: oldest(toPack.items) },
    { state: "processing", name: t("dashboard.packing"), about: oldest(packing.items) },
    { state: "pending_payment", name: t("dashboard.waiting"), about: t("dashboard.expire") },
    { state: "shipped", name: t("dashboard.onTheWay"), about: oldest(sent.items) },
  ];
  return (
    <>
      <div className="ahead">
        <div>
          <h1>{dayInWords(clock)}</h1>
          <p>{t("dashboard.figures", { time: shortWhen(clock.now, clock), city: shop.city })}</p>
        </div>
      </div>
      {dead !== null && dead > 0 && (
        <Note kind="bad" role="note" className="mb-4 px-4! py-3!">
          <p>
            <strong>{t("dashboard.stuck", { count: dead })}</strong> {t("dashboard.stuckText")}{" "}
            <a href={mailsPath({ state: "dead" })}>{t("dashboard.stuckLink")}</a>
          </p>
        </Note>
      )}
      <section className="panel kpis" aria-label={t("dashboard.label")}>
        {figures.map(({ state, name, about }) => (
          <div className="kpi" key={state}>
            <a href={paths.admin.orders({ state })}>
              <span className="muted">{name}</span>
              <strong>{new Intl.NumberFormat(locale()).format(counts[state] ?? 0)}</strong>
            </a>
            <p className="vs">{about}</p>
          </div>
        ))}
      </section>
      <div className="cols">
        <OrdersPanel
          id="next"
          heading={t("dashboard.next")}
          empty={t("dashboard.nextEmpty")}
          rows={toPack.items.slice(0, SHOWN)}
          all={{ count: toPack.total, href: paths.admin.orders({ state: "paid", sort: "placed", dir: "asc" }) }}
          clock={clock}
        />
        <OrdersPanel
          id="last"
          heading={t("dashboard.last")}
          empty={t("dashboard.lastEmpty")}
          rows={last.items.slice(0, SHOWN)}
          all={{ count: last.total, href: paths.admin.orders() }}
          clock={clock}
        />
      </div>
    </>
  );
}

function OrdersPanel({
  id,
  heading,
  empty,
  rows,
  all,
  clock,
}: {
  id: string;
  heading: string;
  empty: string;
  rows: readonly OrderRow[];
  all: { count: number; href: string };
  clock: Parameters<typeof OrdersTable>[0]["clock"];
}) {
  return (
    <section className="panel w12 overflow-x-clip" aria-labelledby={id}>
      <div className="box__h">
        <h2 id={id}>{heading}</h2>
        {all.count > 0 && (
          <a href={all.href} aria-label={t("dashboard.allLabel", { what: heading, count: all.count })}>
            {t("dashboard.all", { count: all.count })}
          </a>
        )}
      </div>
      {rows.length > 0 ? (
        <OrdersTable rows={rows} caption={heading} clock={clock} />
      ) : (
        <p className="muted px-4 py-5">{empty}</p>
      )}
    </section>
  );
}
