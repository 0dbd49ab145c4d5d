import { Act, Paragraph } from "./layout.tsx";
import { wordsOf, type Template } from "./template.ts";

/** The parcel has arrived. */
export const orderDelivered: Template = ({ order, trackUrl }, locale) => {
  const t = wordsOf(locale);
  const carrier = [...new Set(order.parcels.flatMap((parcel) => parcel.carrier ?? []))].join(", ");
  return {
    subject: t("delivered.subject", { number: order.number }),
    preview: t("delivered.preview"),
    heading: t("delivered.heading"),
    body: (
      <>
        <Paragraph>
          {order.delivery === "pickup"
            ? t("delivered.collected")
            : carrier
              ? t("delivered.text", { carrier })
              : t("delivered.plain")}
        </Paragraph>
        <Paragraph>{t("delivered.reading")}</Paragraph>
        <Act href={trackUrl}>{t("common.track")}</Act>
      </>
    ),
  };
};
