import { notFound, redirect } from "next/navigation";
import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { LookAgain } from "@/components/pay/look-again";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { findTrackedOrderId, getTrackedOrder } from "@/shop/orders";
import { findLatestPayment } from "@/shop/payments";

const t = localWords("web.pay.returned");

export const generateMetadata = titled(() => t("title"), { referrer: "same-origin" });

/** Looked so often, the page looks less often, and says that nobody need wait. */
const SOON = 15;
const SECONDS = 2;
const SECONDS_LATER = 10;

/**
 * Where a shopper lands after paying. What the address claims counts for nothing: the page looks again, with scripts or without,
 * until the gateway has told the shop what became of the payment, and then leads on to the order.
 */
export default async function ReturnPage({ params, searchParams }: PageProps<"/pay/return/[token]">) {
  const [ctx, { token }, query] = await Promise.all([requestContext(), params, searchParams]);
  const orderId = await findTrackedOrderId(ctx, token);
  if (!orderId) notFound();
  const [order, latest] = await Promise.all([getTrackedOrder(ctx, token), findLatestPayment(ctx, orderId)]);
  const waits =
    order.state === "pending_payment" && order.paymentState === "unpaid" && latest?.state === "open" && !latest.failure;
  if (!waits) redirect(paths.track(token));
  const looked = /^\d{1,3}$/.test(String(query.looked)) ? Number(query.looked) : 0;
  const long = looked >= SOON;
  const next = paths.payReturn(token, Math.min(looked + 1, 999));
  return (
    <div className="wrap">
      <LookAgain href={next} seconds={long ? SECONDS_LATER : SECONDS} />
      <Empty
        heading={t("heading")}
        action={
          <LinkButton look={long ? "go" : "line"} href={paths.track(token)}>
            {t("order")}
          </LinkButton>
        }
      >
        <p className="muted" role="status">
          {long ? t("long") : t("text", { number: order.number })}
        </p>
      </Empty>
    </div>
  );
}
