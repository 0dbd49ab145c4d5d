import { paths } from "@/app/_server/paths";
import { translator } from "@/messages";
import type { LedgerRow } from "@/shop/catalog/model";
import { longWhen, type DeskClock } from "./when";

/** Movements of a book's stock, the newest first, each with the figure after it and the order it belongs to. */
export function LedgerTable({
  rows,
  orders,
  clock,
  filtered = false,
}: {
  rows: readonly LedgerRow[];
  orders: ReadonlyMap<string, { number: string; channel: string }>;
  clock: DeskClock;
  /** Whether only some movements were asked for. */
  filtered?: boolean;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.catalogue.stock.ledger");
  const number = new Intl.NumberFormat(locale);
  const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  if (rows.length === 0) return <p className="muted px-4 py-5">{t(filtered ? "noneOfKind" : "empty")}</p>;
  const who = (row: LedgerRow) => {
    const name =
      row.actorKind === "user"
        ? row.actorName
          ? t("by.user", { name: row.actorName })
          : t("by.unnamed")
        : t(`by.${row.actorKind}`);
    const order = row.orderLineId === null ? undefined : orders.get(row.orderLineId);
    const channel = order && (["web", "api", "telegram"] as const).find((each) => each === order.channel);
    const door = channel ? t(`channels.${channel}`) : row.door ? t(`doors.${row.door}`) : null;
    return door ? t("through", { who: name, door }) : name;
  };
  return (
    // a table that may be wider than a phone is scrolled by keyboard, too
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t("caption")}>
      <table className="tbl stack">
        <caption className="vh">{t("caption")}</caption>
        <thead className="max-s:hidden">
          <tr>
            <th>{t("columns.when")}</th>
            <th>{t("columns.what")}</th>
            <th>{t("columns.who")}</th>
            <th>{t("columns.note")}</th>
            <th className="r">{t("columns.change")}</th>
            <th className="r">{t("columns.stock")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const order = row.orderLineId === null ? undefined : orders.get(row.orderLineId);
            return (
              <tr key={row.id} className="row max-s:grid-cols-[minmax(0,1fr)_auto]! max-s:px-4!">
                <td className="num faint whitespace-nowrap max-s:[grid-area:3/1/4/3]!">
                  <time dateTime={row.at.toISOString()}>{longWhen(row.at, clock)}</time>
                </td>
                <td className="whitespace-nowrap max-s:[grid-area:1/1]! max-s:font-semibold">
                  {t(`reasons.${row.reason}`)}
                </td>
                <td className="max-s:[grid-area:2/1]!">{who(row)}</td>
                <td className="wrap-anywhere max-s:[grid-area:4/1/5/3]!">
                  {order && (
                    <a className="mono whitespace-nowrap" href={paths.admin.order(order.number)}>
                      {order.number}
                    </a>
                  )}
                  {row.importId && (
                    <a className="whitespace-nowrap" href={paths.admin.import(row.importId)}>
                      {t("doors.import")}
                    </a>
                  )}
                  {row.note && <span className={order || row.importId ? "block" : undefined}>{row.note}</span>}
                </td>
                <td className={`r max-s:[grid-area:1/2]! ${row.delta > 0 ? "text-green" : ""}`}>
                  <b className="font-semibold">{signed.format(row.delta)}</b>
                </td>
                <td className="r max-s:[grid-area:2/2]!">{number.format(row.stock)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
