import barcodes from "bwip-js/node";
import { regionOf, translator, type Locale } from "../messages/index.ts";
import { formatMoney } from "../shop/_kernel/money.ts";
import { formatRate } from "../shop/_kernel/vat.ts";
import type { Format } from "../shop/catalog/model.ts";
import type { Invoice } from "../shop/invoices/model.ts";
import type { Address, Order, Parcel } from "../shop/orders/model.ts";
import type { ShopSettings } from "../shop/settings/model.ts";
import { Sheet } from "./sheet.ts";

const countryOf = (code: string, locale: Locale): string =>
  /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames([locale], { type: "region" }).of(code) ?? code) : code;

/** "20 November 2026" for "2026-11-20". */
const dayOf = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(regionOf[locale], { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));

const linesOf = (to: Address, locale: Locale): string[] =>
  [to.name, to.line1, to.line2 ?? "", `${to.postcode} ${to.city}`.trim(), countryOf(to.country, locale)].filter(
    Boolean,
  );

/** An invoice or a credit note as a PDF: what was stored of it, and nothing that could have changed since. */
export async function invoicePdf(invoice: Invoice, locale: Locale): Promise<Uint8Array> {
  const t = translator(locale, "papers");
  const { seller } = invoice;
  const credit = invoice.kind === "credit_note";
  const title = t(credit ? "creditNote" : "invoice", { number: invoice.number });
  const amount = (money: Invoice["gross"]) => formatMoney(money, locale);
  const sheet = await Sheet.open(title, locale);
  sheet.write(seller.name, { bold: true, size: 14 });
  sheet.write(
    `${seller.street}, ${seller.postcode} ${seller.city}, ${countryOf(seller.country, locale)}, ${seller.email}`,
    { size: 9 },
  );
  if (seller.vatId) sheet.write(t("vatId", { vatId: seller.vatId }), { size: 9 });
  sheet.gap(24);
  for (const line of linesOf(invoice.buyer, locale)) sheet.write(line);
  sheet.gap(24);
  sheet.write(title, { bold: true, size: 16 });
  sheet.write(t("date", { date: dayOf(invoice.issuedOn, locale) }));
  sheet.write(t("order", { number: invoice.orderNumber, date: dayOf(invoice.orderedOn, locale) }));
  if (invoice.corrects) sheet.write(t("corrects", { number: invoice.corrects }));
  sheet.gap();
  for (const line of invoice.lines) {
    sheet.write(t("line", { copies: line.quantity, title: line.title }), { amount: amount(line.gross) });
    const format = t(`formats.${line.format as Format}`);
    sheet.write(t("rate", { format, rate: formatRate(line.rateBp, locale) }), { size: 8 });
  }
  if (invoice.shipping.minor > 0) sheet.write(t("delivery"), { amount: amount(invoice.shipping) });
  if (invoice.extra.minor > 0) sheet.write(t("besides"), { amount: amount(invoice.extra) });
  sheet.gap();
  sheet.write(t("net"), { amount: amount(invoice.net) });
  for (const row of invoice.vat) {
    sheet.write(t("vat", { rate: formatRate(row.rateBp, locale), net: amount(row.net) }), { amount: amount(row.vat) });
  }
  sheet.write(t(credit ? "credited" : "total"), { amount: amount(invoice.gross), bold: true, size: 12 });
  if (!credit) {
    sheet.gap();
    sheet.write(t("paid"), { size: 9 });
  }
  return sheet.close();
}

/** Bars and gaps of an EAN-13, in modules (ISO/IEC 15420). */
function ean13(digits: string): number[] {
  const [code] = barcodes.raw({ bcid: "ean13", text: digits });
  return code && "sbs" in code ? [...code.sbs] : [];
}

/**
 * The packing slip of a parcel, or of everything that is to be sent where none is named: what lies in it, with the ISBN to
 * scan. It bears no prices: it may travel with a present.
 */
export async function packingSlipPdf(
  order: Order,
  parcel: Parcel | null,
  shop: ShopSettings,
  locale: Locale,
): Promise<Uint8Array> {
  const t = translator(locale, "papers");
  const title = t("slip", { number: order.number });
  const sheet = await Sheet.open(title, locale);
  sheet.write(shop.name, { bold: true, size: 14 });
  sheet.gap(24);
  for (const line of linesOf(order.shipTo, locale)) sheet.write(line);
  sheet.gap(24);
  sheet.write(title, { bold: true, size: 16 });
  if (parcel) sheet.write(t("parcel", { position: parcel.position }));
  sheet.gap();
  for (const line of order.lines) {
    const quantity = parcel
      ? (parcel.lines.find(({ lineId }) => lineId === line.id)?.quantity ?? 0)
      : line.quantity - line.cancelled;
    if (quantity === 0) continue;
    sheet.write(t("line", { copies: quantity, title: line.title }), { bold: true });
    sheet.write([t(`formats.${line.format}`), line.authors].filter(Boolean).join(", "), { size: 8 });
    if (line.isbn13) {
      sheet.bars(ean13(line.isbn13));
      sheet.write(line.isbn13, { size: 8 });
    }
    sheet.gap(6);
  }
  return sheet.close();
}
