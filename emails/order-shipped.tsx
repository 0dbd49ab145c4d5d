import { Act, Paragraph } from "./layout.tsx";
import { mono } from "./paper.ts";
import { wordsOf, type Template } from "./template.ts";

/** A parcel has left: with whom, its number and what lies in it; or it waits in the shop. */
export const orderShipped: Template = ({ order, trackUrl, parcelId }, locale) => {
  const t = wordsOf(locale);
  const gone = order.parcels.filter((parcel) => parcel.state !== "packed");
  const parcel = gone.find(({ id }) => id === parcelId) ?? gone.at(-1);
  const pickup = order.delivery === "pickup";
  const carrier = parcel?.carrier ?? null;
  const part = order.lines.some((line) => line.shipped < line.quantity - line.cancelled) || gone.length > 1;
  const subject = pickup ? "ready" : part ? "shippedPart" : "shipped";
  return {
    subject: t(`${subject}.subject`, { number: order.number }),
    preview: pickup ? t("ready.preview") : carrier ? t("shipped.preview", { carrier }) : t("shipped.previewPlain"),
    heading: t(`${subject}.heading`),
    body: (
      <>
        <Paragraph>
          {pickup
            ? t("ready.text")
            : carrier && parcel?.trackingNumber
              ? t.rich("shipped.text", {
                  carrier,
                  trackingNumber: parcel.trackingNumber,
                  parcel: (number) => <span style={{ fontFamily: mono, fontSize: "16px" }}>{number}</span>,
                })
              : t("shipped.textPlain")}
        </Paragraph>
        {part && parcel && (
          <Paragraph>
            {t("shippedPart.contents")}{" "}
            {parcel.lines
              .flatMap(({ lineId, quantity }) => {
                const line = order.lines.find(({ id }) => id === lineId);
                return line ? [t("common.copies", { title: line.title, copies: quantity })] : [];
              })
              .join("; ")}
          </Paragraph>
        )}
        {parcel?.trackingUrl && <Act href={parcel.trackingUrl}>{t("shipped.follow")}</Act>}
        <Act href={trackUrl} second={Boolean(parcel?.trackingUrl)}>
          {t("common.track")}
        </Act>
      </>
    ),
  };
};
