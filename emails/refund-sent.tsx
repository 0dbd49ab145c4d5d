import { Act, Paragraph } from "./layout.tsx";
import { inWords, wordsOf, type Template } from "./template.ts";

/** Money went back, and why: the order was cancelled, or what came could not be used for it. */
export const refundSent: Template = ({ order, trackUrl }, locale) => {
  const t = wordsOf(locale);
  const settled = order.refunds
    .filter((refund) => refund.state === "succeeded")
    .sort((a, b) => Number(a.settledAt) - Number(b.settledAt))
    .at(-1);
  const amount = inWords(settled?.amount ?? order.total, locale);
  const why = order.state !== "cancelled" ? "twice" : order.cancelReason === "expired" ? "late" : "cancelled";
  return {
    subject: t("refunded.subject", { number: order.number, amount }),
    preview: t("refunded.preview"),
    heading: t("refunded.heading"),
    body: (
      <>
        <Paragraph>{t(`refunded.${why}`, { amount })}</Paragraph>
        <Act href={trackUrl}>{t("common.track")}</Act>
      </>
    ),
  };
};
