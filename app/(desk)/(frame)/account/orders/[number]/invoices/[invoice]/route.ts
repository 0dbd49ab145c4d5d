import { requireAccount } from "@/app/_server/account";
import { settle } from "@/app/_server/action";
import { invoiceAnswer } from "@/app/_server/pdf";
import { getMyInvoice } from "@/shop/invoices";

/** A paper of one of one's own orders. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/account/orders/[number]/invoices/[invoice]">,
): Promise<Response> {
  const ctx = await requireAccount();
  const { number, invoice } = await params;
  return invoiceAnswer(await settle(() => getMyInvoice(ctx, decodeURIComponent(number), decodeURIComponent(invoice))));
}
