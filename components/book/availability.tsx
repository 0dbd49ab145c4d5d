import { translator, type Locale } from "@/messages";
import type { Availability } from "@/shop/catalog/model";

const classes = { in_stock: "avail", few: "avail avail--few", out: "avail avail--none" } as const;

/** Whether a book can be had, in words. */
export function availabilityWords(availability: Availability, locale: Locale): string {
  const t = translator(locale, "web.book.availability");
  return availability.kind === "few" ? t("few", { copies: availability.copies }) : t(availability.kind);
}

export function AvailabilityLine({
  availability,
  locale,
  small = false,
}: {
  availability: Availability;
  locale: Locale;
  small?: boolean;
}) {
  return (
    <span className={`${classes[availability.kind]}${small ? " small" : ""}`}>
      {availabilityWords(availability, locale)}
    </span>
  );
}
