import { translator, type Locale } from "@/messages";
import { carriers } from "@/shop/_kernel/carriers";
import type { ActField } from "./order-act";

/** Who takes a parcel, and its number; any other carrier may be typed. */
export function shipmentFields(locale: Locale): ActField[] {
  const t = translator(locale, "web.admin.order.acts");
  return [
    { name: "carrier", label: t("carrier"), maxLength: 60, offers: carriers.map(({ name }) => name) },
    { name: "trackingNumber", label: t("trackingNumber"), maxLength: 60 },
  ];
}
