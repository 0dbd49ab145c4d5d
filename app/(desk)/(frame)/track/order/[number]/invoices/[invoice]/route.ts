import { notFound } from "next/navigation";
import { settle } from "@/app/_server/action";
import { requestContext } from "@/app/_server/context";
import { orderToken } from "@/app/_server/order-cookie";
import { invoiceAnswer } from "@/app/_server/pdf";
import { getTrackedInvoice } from "@/shop/invoices";

/** A paper of an order that this browser holds the link of. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/track/order/[number]/invoices/[invoice]">,
): Promise<Response> {
  const { number, invoice } = await params;
  const token = await orderToken(decodeURIComponent(number));
  if (!token) notFound();
  const ctx = await requestContext();
  return invoiceAnswer(await settle(() => getTrackedInvoice(ctx, token, decodeURIComponent(invoice))));
}
