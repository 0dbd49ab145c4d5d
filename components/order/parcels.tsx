import { translator, type Locale } from "@/messages";
import { leftToPack, type Order } from "@/shop/orders/model";
import { Tag } from "../ui/tag";

const tags = {
  packed: { kind: "move", step: 50 },
  shipped: { kind: "move", step: 75 },
  delivered: { kind: "done" },
} as const;

/** Which books travel in which parcel, where there is more than one or something is still to come (CHK-13). */
export function Parcels({ order, locale }: { order: Order; locale: Locale }) {
  const t = translator(locale, "web.order.parcels");
  const { parcels } = order;
  const titleOf = (lineId: string) => order.lines.find(({ id }) => id === lineId)?.title ?? "";
  const rest = order.state === "cancelled" ? [] : order.lines.filter((line) => leftToPack(line) > 0);
  if (parcels.length === 0 || (parcels.length === 1 && rest.length === 0)) return null;
  const pickup = order.delivery === "pickup";
  return (
    <section className="mt-6" aria-labelledby="parcels">
      <h2 id="parcels" className="text-lg">
        {t("heading", { count: parcels.length })}
      </h2>
      <ul className="mt-3 grid gap-4">
        {parcels.map((parcel) => (
          <li key={parcel.id} className="panel wrap-anywhere p-4">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <b>{t("one", { position: parcel.position, count: parcels.length })}</b>
              <Tag {...tags[parcel.state]}>
                {t(`states.${pickup && parcel.state === "shipped" ? "waits" : parcel.state}`)}
              </Tag>
            </div>
            <ul className="muted mt-1">
              {parcel.lines.map(({ lineId, quantity }) => (
                <li key={lineId}>{t("line", { quantity, title: titleOf(lineId) })}</li>
              ))}
            </ul>
            {parcel.trackingNumber && (
              <p className="mt-1">
                <span className="mono num">{parcel.trackingNumber}</span>{" "}
                {parcel.trackingUrl && (
                  <a className="link inline-flex min-h-6 items-center" href={parcel.trackingUrl} rel="noreferrer">
                    {t("follow", { carrier: parcel.carrier ?? "" })}
                  </a>
                )}
              </p>
            )}
          </li>
        ))}
        {rest.length > 0 && (
          <li className="px-4">
            <b>{t("rest")}</b>
            <ul className="muted mt-1">
              {rest.map((line) => (
                <li key={line.id}>{t("line", { quantity: leftToPack(line), title: line.title })}</li>
              ))}
            </ul>
          </li>
        )}
      </ul>
    </section>
  );
}
