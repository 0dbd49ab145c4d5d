import "server-only";
import { defaultLocale, isLocale } from "@/messages";
import { invoicePdf, packingSlipPdf } from "@/papers";
import type { Order, Parcel } from "@/shop/orders/model";
import type { ShopSettings } from "@/shop/settings/model";
import type { Invoice } from "@/shop/invoices/model";

/** A paper that opens in the browser, and is saved under its own name. */
export const pdf = (bytes: Uint8Array, name: string): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${name.replace(/[^\w-]/g, "")}.pdf"`,
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex, nofollow",
    },
  });

const spoken = (locale: string) => (isLocale(locale) ? locale : defaultLocale);

/** What lies in a parcel, in the language that whoever opens it ordered in. */
export const slipOf = (order: Order, parcel: Parcel | null, shop: ShopSettings): Promise<Uint8Array> =>
  packingSlipPdf(order, parcel, shop, spoken(order.locale));

/** An invoice or credit note, in the language it was issued in. */
export const invoiceAnswer = async (invoice: Invoice): Promise<Response> =>
  pdf(await invoicePdf(invoice, spoken(invoice.locale)), invoice.number);
