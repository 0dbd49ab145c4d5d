import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { DemoOperator } from "@/components/admin/demo-operator";
import { Incidents } from "@/components/admin/incidents";
import { ListEnd, NoRows, Tabs } from "@/components/admin/list-frame";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { listOrderNumbers } from "@/shop/orders";
import { countOpenIncidents, listDemoSessions, listIncidents } from "@/shop/payments";
import { deskClock } from "../clock";
import { chosen, pageOf } from "../query";
import { operate, resolve } from "./actions";

const t = localWords("web.incidents");

export const generateMetadata = titled(() => t("title"));

export default async function PaymentsPage({ searchParams }: PageProps<"/admin/payments">) {
  const ctx = await requireDesk("orders.manage");
  const params = await searchParams;
  const show = chosen(params, "show", ["settled"], undefined);
  const filter = { open: show === undefined, page: pageOf(params) };
  const [clock, asked, open, settled, sessions] = await Promise.all([
    deskClock(ctx),
    listIncidents(ctx, filter),
    countOpenIncidents(ctx),
    listIncidents(ctx, { open: false, page: 1 }),
    listDemoSessions(ctx),
  ]);
  // a page beyond the end shows the end
  const incidents = asked.page > asked.pages ? await listIncidents(ctx, { ...filter, page: asked.pages }) : asked;
  const numbers = await listOrderNumbers(
    ctx,
    incidents.items.flatMap(({ orderId }) => (orderId === null ? [] : [orderId])),
  );
  return (
    <>
      <div className="ahead">
        <h1>{t("title")}</h1>
      </div>
      <Tabs
        label={t("tabs.label")}
        locale={locale()}
        tabs={[
          { name: t("tabs.open"), count: open, href: paths.admin.payments(), here: show === undefined },
          {
            name: t("tabs.settled"),
            count: settled.total,
            href: paths.admin.payments({ show: "settled" }),
            here: show === "settled",
          },
        ]}
      />
      {incidents.items.length > 0 ? (
        <>
          <Incidents incidents={incidents.items} numbers={numbers} clock={clock} resolve={resolve} />
          <ListEnd
            page={incidents}
            href={(page) => paths.admin.payments({ show, page: page > 1 ? page : undefined })}
            locale={locale()}
          />
        </>
      ) : (
        <NoRows heading={t(`none.${show ?? "open"}.heading`)} text={t(`none.${show ?? "open"}.text`)} />
      )}
      {ctx.shop.payments.name === "demo" && <DemoOperator sessions={sessions} clock={clock} operate={operate} />}
    </>
  );
}
