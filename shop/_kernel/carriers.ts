/** Carriers whose public tracking pages the shop knows; `#` stands for the parcel's number. */
export const carriers = [
  { name: "DHL", page: "https://www.dhl.com/de-en/home/tracking.html?tracking-id=#&submit=1" },
  { name: "Deutsche Post", page: "https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode=#" },
  { name: "DPD", page: "https://tracking.dpd.de/status/en_US/parcel/#" },
  { name: "GLS", page: "https://gls-group.com/track/#" },
  { name: "Hermes", page: "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation?trackId=#" },
  { name: "UPS", page: "https://www.ups.com/track?tracknum=#" },
  { name: "FedEx", page: "https://www.fedex.com/fedextrack/?trknbr=#" },
  { name: "Österreichische Post", page: "https://www.post.at/sv/sendungsdetails?snr=#" },
  { name: "Swiss Post", page: "https://service.post.ch/ekp-web/ui/entry/search/#" },
  { name: "La Poste", page: "https://www.laposte.fr/outils/suivre-vos-envois?code=#" },
  { name: "Royal Mail", page: "https://www.royalmail.com/track-your-item#/tracking-results/#" },
] as const;

const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/**
 * Where a parcel can be followed; null for a carrier the shop knows no page of. What was typed as a number is escaped, so that
 * it can lead nowhere else.
 */
export function trackingPage(carrier: string | null, trackingNumber: string | null): string | null {
  if (carrier === null || trackingNumber === null) return null;
  const number = trackingNumber.replace(/\s/g, "");
  const known = carriers.find((one) => plain(one.name) === plain(carrier));
  if (!known || number === "") return null;
  const at = known.page.lastIndexOf("#");
  return known.page.slice(0, at) + encodeURIComponent(number) + known.page.slice(at + 1);
}
