import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { invoiceAnswer } from "@/app/_server/pdf";
import { getInvoice } from "@/shop/invoices";

/** An invoice or credit note, to be printed. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/admin/orders/[number]/invoices/[invoice]">,
): Promise<Response> {
  const ctx = await requireDesk("orders.read");
  const { invoice } = await params;
  return invoiceAnswer(await settle(() => getInvoice(ctx, decodeURIComponent(invoice))));
}
