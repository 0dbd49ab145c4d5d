import { createElement } from "react";
import { render, toPlainText } from "react-email";
import type { Locale } from "../messages/index.ts";
import type { MailKind, OrderMailKind } from "../shop/outbox/model.ts";
import { emailChange } from "./email-change.tsx";
import { invitation } from "./invitation.tsx";
import { Layout } from "./layout.tsx";
import { orderCancelled } from "./order-cancelled.tsx";
import { orderConfirmed } from "./order-confirmed.tsx";
import { orderDelivered } from "./order-delivered.tsx";
import { orderReceived } from "./order-received.tsx";
import { orderShipped } from "./order-shipped.tsx";
import { passwordChanged } from "./password-changed.tsx";
import { passwordReset } from "./password-reset.tsx";
import { paymentFailed } from "./payment-failed.tsx";
import { refundSent } from "./refund-sent.tsx";
import { restockAlert } from "./restock-alert.tsx";
import { reviewInvitation } from "./review-invitation.tsx";
import type { AccountFacts, AccountTemplate, Letter, MailFacts, RestockFacts, Template } from "./template.ts";
import { trackingLink } from "./tracking-link.tsx";
import { verifyEmail } from "./verify-email.tsx";
import { welcome } from "./welcome.tsx";

export type { AccountFacts, MailFacts, Paper, RestockFacts } from "./template.ts";

/** What a mail of each kind is made of. */
export type FactsOf<K extends MailKind> = K extends OrderMailKind
  ? MailFacts
  : K extends "restock_alert"
    ? RestockFacts
    : AccountFacts;

const accountTemplates: Record<Exclude<MailKind, OrderMailKind | "restock_alert">, AccountTemplate> = {
  welcome,
  verify_email: verifyEmail,
  password_reset: passwordReset,
  password_changed: passwordChanged,
  email_change: emailChange,
  invitation,
  review_invitation: reviewInvitation,
};

const orderTemplates: Record<OrderMailKind, Template> = {
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
export async function renderMail<K extends MailKind>(
  kind: K,
  locale: Locale,
  facts: FactsOf<K>,
): Promise<{ subject: string; html: string; text: string }> {
  // each kind has the template for its facts
  const template = { ...orderTemplates, ...accountTemplates, restock_alert: restockAlert }[kind] as (
    facts: FactsOf<K>,
    locale: Locale,
  ) => Letter;
  const letter = template(facts, locale);
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
