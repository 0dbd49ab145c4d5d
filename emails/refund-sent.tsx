import { Act, Paragraph } from "./layout.tsx";
import { inWords, wordsOf, type Template } from "./template.ts";

const words = {
  cancelled: "cancelled",
  returned: "returned",
  damaged: "damaged",
  goodwill: "goodwill",
  outside: "goodwill",
  late_payment: "late",
  duplicate_payment: "twice",
  wrong_amount: "amount",
} as const;

/** Money went back, how much, and why. */
export const refundSent: Template = ({ order, trackUrl, refundId }, locale) => {
  const t = wordsOf(locale);
  const settled =
    order.refunds.find(({ id }) => id === refundId) ??
    order.refunds
      .filter((refund) => refund.state === "succeeded")
      .sort((a, b) => Number(a.settledAt) - Number(b.settledAt))
      .at(-1);
  const amount = inWords(settled?.amount ?? order.total, locale);
  const why = words[settled?.reason ?? "goodwill"];
  const key = why === "cancelled" && order.state !== "cancelled" ? "part" : why;
  return {
    subject: t("refunded.subject", { number: order.number, amount }),
    preview: t("refunded.preview"),
    heading: t("refunded.heading"),
    body: (
      <>
        <Paragraph>{t(`refunded.${key}`, { amount })}</Paragraph>
        <Act href={trackUrl}>{t("common.track")}</Act>
      </>
    ),
  };
};
