import { paths } from "@/app/_server/paths";
import { translator } from "@/messages";
import { leftToPack, orderCan, type Order, type Parcel } from "@/shop/orders/model";
import type { FormAction } from "../form/model";
import { LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Tag } from "../ui/tag";
import { actWords } from "./act-words";
import { Fold } from "./fold";
import { OrderAct } from "./order-act";
import { ParcelForm } from "./parcel-form";
import { shipmentFields } from "./shipment";
import { longWhen, type DeskClock } from "./when";

export interface ParcelDoors {
  pack: FormAction;
  unpack: FormAction;
  ship: FormAction;
  deliver: FormAction;
}

const tags = {
  packed: { kind: "move", step: 50 },
  shipped: { kind: "move", step: 75 },
  delivered: { kind: "done" },
} as const;

/** What lies in which parcel and how far each has come; any part of what is left goes into the next one (CHK-13). */
export function OrderParcels({ order, clock, doors }: { order: Order; clock: DeskClock; doors: ParcelDoors }) {
  const { locale } = clock;
  const t = translator(locale, "web.admin.order.parcels");
  const left = order.lines.flatMap((line) => {
    const copies = leftToPack(line);
    return copies > 0 ? [{ id: line.id, title: line.title, left: copies }] : [];
  });
  const mayPack = orderCan.pack(order) && left.length > 0;
  if (order.parcels.length === 0 && !mayPack) return null;
  return (
    <section className="panel" aria-labelledby="parcels">
      <h2 id="parcels">{t("heading", { count: order.parcels.length })}</h2>
      {order.parcels.length > 0 && (
        <ul className="grid gap-4">
          {order.parcels.map((parcel) => (
            <li key={parcel.id} className="wrap-anywhere">
              <OneParcel parcel={parcel} order={order} clock={clock} doors={doors} />
            </li>
          ))}
        </ul>
      )}
      {mayPack && (
        <Fold words={t(order.parcels.length > 0 ? "packRest" : "packPart")}>
          <p className="muted mb-3">{t("packText")}</p>
          <ParcelForm
            action={doors.pack}
            number={order.number}
            lines={left}
            words={{ ...actWords(t("pack"), locale), copies: t("copies"), of: t("of") }}
          />
        </Fold>
      )}
    </section>
  );
}

function OneParcel({
  parcel,
  order,
  clock,
  doors,
}: {
  parcel: Parcel;
  order: Order;
  clock: DeskClock;
  doors: ParcelDoors;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.admin.order.parcels");
  const hidden = { number: order.number, parcelId: parcel.id };
  const pickup = order.delivery === "pickup";
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-sans text-xs font-semibold">{t("one", { position: parcel.position })}</h3>
        <Tag {...tags[parcel.state]}>
          {t(`states.${pickup && parcel.state === "shipped" ? "waits" : parcel.state}`)}
        </Tag>
      </div>
      {parcel.carrier && (
        <p>
          {parcel.carrier}{" "}
          {parcel.trackingUrl ? (
            <a className="mono link inline-block min-h-6 whitespace-normal" href={parcel.trackingUrl} rel="noreferrer">
              {parcel.trackingNumber}
            </a>
          ) : (
            <span className="mono whitespace-normal">{parcel.trackingNumber}</span>
          )}
        </p>
      )}
      <p className="muted">
        {[
          parcel.shippedAt
            ? t("sent", { when: longWhen(parcel.shippedAt, clock) })
            : t("packed", { when: longWhen(parcel.packedAt, clock) }),
          parcel.deliveredAt && t("arrived", { when: longWhen(parcel.deliveredAt, clock) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <ul className="faint">
        {parcel.lines.map(({ lineId, quantity }) => (
          <li key={lineId}>
            {t("line", { quantity, title: order.lines.find(({ id }) => id === lineId)?.title ?? "" })}
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap gap-2">
        <LinkButton href={paths.admin.slip(order.number, parcel.id)} target="_blank">
          <Icon name="print" small />
          {t("slip")}
        </LinkButton>
        {parcel.state === "shipped" && (
          <OrderAct
            action={doors.deliver}
            prefix={`deliver-${parcel.id}-`}
            hidden={hidden}
            fields={[]}
            words={actWords(t(pickup ? "collected" : "deliver"), locale)}
            look="line"
          />
        )}
        {parcel.state === "packed" && (
          <OrderAct
            action={doors.unpack}
            prefix={`unpack-${parcel.id}-`}
            hidden={hidden}
            fields={[]}
            words={actWords(t("unpack"), locale)}
            look="bare"
          />
        )}
      </div>
      {parcel.state === "packed" && (
        <Fold words={t(pickup ? "ready" : "ship", { position: parcel.position })}>
          <OrderAct
            action={doors.ship}
            prefix={`ship-${parcel.id}-`}
            hidden={{ ...hidden, ...(pickup && { delivery: "pickup" }) }}
            fields={pickup ? [] : shipmentFields(locale)}
            words={actWords(t(pickup ? "ready" : "ship", { position: parcel.position }), locale)}
          />
        </Fold>
      )}
    </>
  );
}
