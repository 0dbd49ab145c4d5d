import { add, zero } from "../shop/_kernel/money.ts";
import { Act, Paragraph } from "./layout.tsx";
import { inWords, wordsOf, type Template } from "./template.ts";

/** Why it ended, what becomes of the money, and the way back to the books when only time ran out (CHK-7). */
export const orderCancelled: Template = ({ order, trackUrl }, locale) => {
  const t = wordsOf(locale);
  const reason = order.cancelReason ?? "admin";
  const expired = reason === "expired";
  // what went back before was told before
  const since = order.cancelledAt?.getTime() ?? 0;
  const back = order.refunds
    .filter((refund) => refund.state !== "failed" && refund.requestedAt.getTime() >= since)
    .reduce((sum, refund) => add(sum, refund.amount), zero(order.total.currency));
  return {
    subject: t("cancelled.subject", { number: order.number }),
    preview: t(`cancelled.preview.${reason}`),
    heading: t("cancelled.heading"),
    body: (
      <>
        <Paragraph>
          {t(`cancelled.${reason}`)}{" "}
          {back.minor > 0
            ? t("cancelled.refund", { amount: inWords(back, locale) })
            : order.paidAt === null && t("cancelled.notCharged")}
        </Paragraph>
        {expired && <Paragraph>{t("cancelled.refillText")}</Paragraph>}
        <Act href={trackUrl}>{expired ? t("cancelled.refill") : t("common.track")}</Act>
      </>
    ),
  };
};
