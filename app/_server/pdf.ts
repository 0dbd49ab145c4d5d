import "server-only";
import { defaultLocale, isLocale } from "@/messages";
import { invoicePdf } from "@/papers";
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

/** An invoice or credit note, in the language it was issued in. */
export const invoiceAnswer = async (invoice: Invoice): Promise<Response> =>
  pdf(await invoicePdf(invoice, isLocale(invoice.locale) ? invoice.locale : defaultLocale), invoice.number);
