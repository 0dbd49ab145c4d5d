import path from "node:path";
import { connect, type Role as DatabaseRole } from "../db/client.ts";
import type { Config } from "../config/env.ts";
import { log } from "../log/index.ts";
import { forgetAccountMails, jobSender, mailboxTransport, resendTransport, smtpTransport } from "./outbox/index.ts";
import { mergeCarts } from "./cart/index.ts";
import {
  claimOnLogIn,
  claimOrders,
  followReviewRights,
  inviteGuest,
  letGoOfOrders,
  limitLinks,
  lockForPayment,
  mailOn,
  mailOnParcel,
  mailReviewInvitation,
  noticeOn,
  noticeOnRefund,
  onDispute,
  onPaymentDoubtful,
  onPaymentFailed,
  onPaymentPending,
  onPaymentSucceeded,
  onRefundFailed,
  onRefundSucceeded,
  recordHandled,
} from "./orders/index.ts";
import { creditRefund, issueInvoice } from "./invoices/index.ts";
import { notifyWaiting } from "./prebooking/index.ts";
import { forgetGuests, forgetReviewer, noteArrival } from "./reviews/index.ts";
import { demoGateway, stripeGateway } from "./payments/index.ts";
import { folderStore, s3Store } from "./storage/index.ts";

import type { Shop, Subscribers } from "./_runtime/context.ts";

export { createContext, type Actor, type Ctx, type Shop } from "./_runtime/context.ts";

/** Who listens to what, in the transaction in which it happens. */
export const subscribers: Subscribers = {
  "order.placed": [mailOn("order.placed")],
  "order.paid": [mailOn("order.paid"), noticeOn("paid"), issueInvoice, followReviewRights],
  "parcel.shipped": [mailOnParcel],
  "order.shipped": [noticeOn("shipped")],
  "order.delivered": [mailOn("order.delivered"), noticeOn("delivered"), limitLinks, inviteGuest, noteArrival],
  "order.cancelled": [mailOn("order.cancelled"), noticeOn("cancelled"), limitLinks, followReviewRights],
  "payment.changing": [lockForPayment],
  "payment.handled": [recordHandled],
  "payment.pending": [onPaymentPending],
  "payment.succeeded": [onPaymentSucceeded],
  "payment.failed": [onPaymentFailed],
  "payment.doubtful": [onPaymentDoubtful],
  "refund.succeeded": [onRefundSucceeded, noticeOnRefund, creditRefund],
  "refund.failed": [onRefundFailed],
  "dispute.opened": [onDispute],
  "dispute.closed": [onDispute],
  "stock.restocked": [notifyWaiting],
  "user.logged_in": [mergeCarts, claimOnLogIn],
  "user.verified": [claimOrders],
  "user.deleted": [letGoOfOrders, forgetAccountMails, forgetReviewer],
  "orders.forgotten": [forgetGuests],
  "review.invited": [mailReviewInvitation],
};

function mailTransport(config: Config, database: Shop["database"]): Shop["mails"] {
  switch (config.MAIL) {
    case "resend":
      return {
        ...resendTransport(config.RESEND_API_KEY ?? "", config.RESEND_BASE_URL),
        patienceMs: config.MAIL_PATIENCE * 1_000,
      };
    case "smtp":
      return smtpTransport(config.SMTP_URL ?? "");
    case "mailbox":
      return mailboxTransport(database);
  }
}

function paymentGateway(config: Config, database: Shop["database"], words: ShopWords): Shop["payments"] {
  switch (config.PAYMENTS) {
    case "stripe":
      return stripeGateway({
        secretKey: config.STRIPE_SECRET_KEY ?? "",
        webhookSecrets: config.STRIPE_WEBHOOK_SECRET ?? [],
        apiBase: config.STRIPE_API_BASE,
        delivery: words.delivery,
      });
    case "demo":
      return demoGateway(database, config.APP_URL);
  }
}

/** Words that the shop hands on to others, in a language: it has no sentences of its own. */
export interface ShopWords {
  /** What delivery is called on a gateway's page. */
  delivery: (locale: string) => string;
}

/** Opens the shop for one process: the only place where its parts are put together. Connects when first used. */
export function openShop(config: Config, role: DatabaseRole, words: ShopWords): Shop {
  const database = connect(config.DATABASE_URL, role);
  return {
    database,
    appUrl: config.APP_URL,
    secret: config.AUTH_SECRET,
    previousSecrets: config.AUTH_SECRET_PREVIOUS,
    mailFrom: config.MAIL_FROM,
    payments: paymentGateway(config, database, words),
    mails: mailTransport(config, database),
    jobs: jobSender(database),
    files: config.S3 ? s3Store(config.S3) : folderStore(path.join(config.DATA_DIR, "files")),
    subscribers,
    log: (level, message, facts) => log[level](facts ?? {}, message),
  };
}
