import { Act, Paragraph } from "./layout.tsx";
import { mono } from "./paper.ts";
import { wordsOf, type Template } from "./template.ts";

/** The parcel has left: with whom, and its number. */
export const orderShipped: Template = ({ order, trackUrl }, locale) => {
  const t = wordsOf(locale);
  const carriers = [...new Set(order.parcels.map((parcel) => parcel.carrier))].join(", ");
  return {
    subject: t("shipped.subject", { number: order.number }),
    preview: t("shipped.preview", { carrier: carriers }),
    heading: t("shipped.heading"),
    body: (
      <>
        {order.parcels.map(({ carrier, trackingNumber }) => (
          <Paragraph key={trackingNumber}>
            {t.rich("shipped.text", {
              carrier,
              trackingNumber,
              parcel: (number) => <span style={{ fontFamily: mono, fontSize: "16px" }}>{number}</span>,
            })}
          </Paragraph>
        ))}
        <Act href={trackUrl}>{t("common.track")}</Act>
      </>
    ),
  };
};
