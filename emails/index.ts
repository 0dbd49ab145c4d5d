import { createElement } from "react";
import { render, toPlainText } from "react-email";
import type { Locale } from "../messages/index.ts";
import type { MailKind } from "../shop/outbox/model.ts";
import { Layout } from "./layout.tsx";
import { orderCancelled } from "./order-cancelled.tsx";
import { orderConfirmed } from "./order-confirmed.tsx";
import { orderDelivered } from "./order-delivered.tsx";
import { orderReceived } from "./order-received.tsx";
import { orderShipped } from "./order-shipped.tsx";
import { paymentFailed } from "./payment-failed.tsx";
import { refundSent } from "./refund-sent.tsx";
import type { MailFacts, Template } from "./template.ts";
import { trackingLink } from "./tracking-link.tsx";

export type { MailFacts } from "./template.ts";

const templates: Record<MailKind, Template> = {
  order_received: orderReceived,
  order_confirmed: orderConfirmed,
  payment_failed: paymentFailed,
  order_shipped: orderShipped,
  order_delivered: orderDelivered,
  order_cancelled: orderCancelled,
  refund_sent: refundSent,
  tracking_link: trackingLink,
};

/** A mail in full: the text says the same as the HTML (MSG-1). */
export async function renderMail(
  kind: MailKind,
  locale: Locale,
  facts: MailFacts,
): Promise<{ subject: string; html: string; text: string }> {
  const letter = templates[kind](facts, locale);
  const html = await render(createElement(Layout, { letter, facts, locale }));
  const text = toPlainText(html, {
    wordwrap: 72,
    selectors: [
      { selector: "h1", options: { uppercase: false } },
      { selector: "h2", options: { uppercase: false } },
      { selector: "a", options: { linkBrackets: false } },
      { selector: "a.brand", format: "anchor", options: { ignoreHref: true } },
      { selector: "table.order", format: "dataTable", options: { maxColumnWidth: 52, colSpacing: 4 } },
    ],
  });
  return { subject: letter.subject, html, text };
}
