import Stripe from "stripe";
import { money, type Money } from "../../_kernel/money.ts";
import { ok, refuse } from "../../_kernel/result.ts";
import {
  GatewayRefusal,
  type GatewayEvent,
  type PaymentGateway,
  type RefundStatus,
  type SessionStatus,
} from "../../_runtime/gateways.ts";

import { lineItems } from "./line-items.ts";

export interface StripeOptions {
  secretKey: string;
  /** More than one while it is rotated: any of them may have signed. */
  webhookSecrets: readonly string[];
  /** Where the API stands: scheme, host and port. */
  apiBase: string;
  /** What delivery is called on Stripe's page, in a language. */
  delivery: (locale: string) => string;
}

/** Stripe takes no session that ends sooner (docs.stripe.com, Managing limited inventory); a minute for the way there. */
const LEAST_SECONDS = 31 * 60;
const TOLERANCE_SECONDS = 300;

/**
 * Methods whose money comes days later. They are left out by default, because an order holds its books while it waits; where
 * one is turned on all the same, its payment is `pending` until Stripe says more.
 */
const SLOW_METHODS = [
  "acss_debit",
  "au_becs_debit",
  "bacs_debit",
  "boleto",
  "customer_balance",
  "konbini",
  "multibanco",
  "nz_bank_account",
  "oxxo",
  "payto",
  "sepa_debit",
  "sofort",
  "us_bank_account",
];

type Session = Stripe.Checkout.Session;
type Refund = Stripe.Refund;
type Event = Stripe.Event;

const idOf = (thing: string | { id: string } | null | undefined): string | null =>
  typeof thing === "string" ? thing : (thing?.id ?? null);
const inMinor = (minor: number, currency: string): Money => money(minor, currency.toUpperCase());

/** An answer that would be the same next time is told apart from none, from haste, and from two asking at once. */
async function asking<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    const answered =
      error instanceof Stripe.errors.StripeInvalidRequestError ||
      error instanceof Stripe.errors.StripeCardError ||
      error instanceof Stripe.errors.StripeAPIError ||
      (error instanceof Stripe.errors.StripeIdempotencyError && error.statusCode !== 409);
    if (!answered) throw error;
    throw new GatewayRefusal(error.code ? `${error.code}: ${error.message}` : error.message);
  }
}

const isMissing = (error: unknown) =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";

const refundStates: Record<string, RefundStatus["state"]> = {
  succeeded: "succeeded",
  failed: "failed",
  canceled: "failed",
};

const refundStatus = (refund: Refund): RefundStatus => ({
  ref: refund.id,
  refundId: refund.metadata?.refund_id ?? null,
  state: refundStates[refund.status ?? ""] ?? "pending",
  amount: inMinor(refund.amount, refund.currency),
  failure: refund.failure_reason ?? null,
});

function sessionStatus(session: Session): SessionStatus {
  const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
  const failure = intent?.last_payment_error?.decline_code ?? intent?.last_payment_error?.code ?? null;
  const state = (): SessionStatus["state"] => {
    if (session.status === "expired") return "expired";
    if (session.status !== "complete") return "open";
    if (session.payment_status !== "unpaid") return "paid";
    return intent?.status === "requires_payment_method" || intent?.status === "canceled" ? "failed" : "pending";
  };
  return {
    state: state(),
    amount: inMinor(session.amount_total ?? 0, session.currency ?? "xxx"),
    paymentRef: idOf(session.payment_intent),
    failure,
  };
}

/** What an event of Stripe's is to the shop; nothing, for kinds it has no use for and for other shops' on the same account. */
function translate(event: Event): GatewayEvent[] {
  const about = { gateway: "stripe", eventId: event.id };
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.async_payment_succeeded":
    case "checkout.session.async_payment_failed":
    case "checkout.session.expired": {
      const session = event.data.object;
      if (session.mode !== "payment") return [];
      const subject = {
        ...about,
        sessionRef: session.id,
        paymentRef: idOf(session.payment_intent),
        paymentId: session.metadata?.payment_id ?? null,
      };
      if (event.type === "checkout.session.expired") return [{ ...subject, kind: "session.expired" }];
      if (event.type === "checkout.session.async_payment_failed") {
        return [{ ...subject, kind: "payment.failed", failure: "async_payment_failed" }];
      }
      if (session.payment_status === "unpaid") return [{ ...subject, kind: "payment.pending" }];
      const { minor, currency } = inMinor(session.amount_total ?? 0, session.currency ?? "xxx");
      return [{ ...subject, kind: "payment.succeeded", amountMinor: minor, currency }];
    }
    case "payment_intent.payment_failed": {
      const intent = event.data.object;
      if (!intent.metadata.payment_id) return [];
      const error = intent.last_payment_error;
      return [
        {
          ...about,
          kind: "payment.declined",
          paymentRef: intent.id,
          paymentId: intent.metadata.payment_id,
          failure: error?.decline_code ?? error?.code ?? "declined",
        },
      ];
    }
    case "charge.refunded": {
      const charge = event.data.object;
      if (!charge.metadata.payment_id) return [];
      return [
        {
          ...about,
          kind: "payment.refunded",
          paymentRef: idOf(charge.payment_intent),
          paymentId: charge.metadata.payment_id,
          refundedMinor: charge.amount_refunded,
        },
      ];
    }
    case "refund.created":
    case "refund.updated":
    case "refund.failed": {
      const { ref, refundId, state, amount, failure } = refundStatus(event.data.object);
      return [
        {
          ...about,
          kind: "refund.changed",
          paymentRef: idOf(event.data.object.payment_intent),
          refundRef: ref,
          refundId,
          state,
          amountMinor: amount.minor,
          currency: amount.currency,
          failure,
        },
      ];
    }
    case "charge.dispute.created":
    case "charge.dispute.closed": {
      const dispute = event.data.object;
      const { minor, currency } = inMinor(dispute.amount, dispute.currency);
      const subject = {
        ...about,
        paymentRef: idOf(dispute.payment_intent),
        disputeRef: dispute.id,
        amountMinor: minor,
        currency,
        reason: dispute.reason,
      };
      return event.type === "charge.dispute.created"
        ? [{ ...subject, kind: "dispute.opened" }]
        : [{ ...subject, kind: "dispute.closed", won: dispute.status !== "lost" }];
    }
    default:
      return [];
  }
}

/**
 * Stripe Checkout (PAY-1, PAY-2): hosted pages, webhooks signed with `Stripe-Signature` (t, v1: HMAC-SHA-256 over time and raw
 * body, 300 seconds of tolerance). Each payment's id is its session's idempotency key and travels along as metadata, so that
 * an announcement finds its payment although the process that made the session died before it could write its name down.
 */
export function stripeGateway({ secretKey, webhookSecrets, apiBase, delivery }: StripeOptions): PaymentGateway {
  const base = new URL(apiBase);
  const https = base.protocol === "https:";
  const stripe = new Stripe(secretKey, {
    host: base.hostname,
    port: base.port || (https ? 443 : 80),
    protocol: https ? "https" : "http",
    maxNetworkRetries: 2,
    timeout: 15_000,
    telemetry: false,
  });
  const live = /^(?:sk|rk)_live_/.test(secretKey);

  async function paymentRefOf(sessionRef: string): Promise<string> {
    const ref = idOf((await stripe.checkout.sessions.retrieve(sessionRef)).payment_intent);
    if (ref === null) throw new GatewayRefusal(`no money was taken in ${sessionRef}`);
    return ref;
  }

  return {
    name: "stripe",
    testing: !live,
    async createSession(request) {
      const { items, shipping } = lineItems(request);
      const metadata = {
        payment_id: request.paymentId,
        order_id: request.orderId,
        order_number: request.orderNumber,
      };
      const openedAt = Math.ceil(request.openedAt.getTime() / 1_000);
      const session = await asking(() =>
        stripe.checkout.sessions.create(
          {
            mode: "payment",
            client_reference_id: request.paymentId,
            customer_email: request.email,
            locale: request.locale === "de" ? "de" : "en",
            line_items: items,
            ...(shipping && {
              shipping_options: [
                {
                  shipping_rate_data: {
                    type: "fixed_amount",
                    display_name: delivery(request.locale).slice(0, 100),
                    fixed_amount: { amount: shipping.minor, currency: shipping.currency.toLowerCase() },
                  },
                },
              ],
            }),
            metadata,
            payment_intent_data: { metadata, description: request.orderNumber },
            success_url: request.successUrl,
            cancel_url: request.cancelUrl,
            // the same at every try with this key, so that a repeated question is the same question
            expires_at: Math.max(Math.floor(request.expiresAt.getTime() / 1_000), openedAt + LEAST_SECONDS),
            excluded_payment_method_types: SLOW_METHODS,
            adaptive_pricing: { enabled: false },
          },
          { idempotencyKey: request.paymentId },
        ),
      );
      if (!session.url) throw new GatewayRefusal(`${session.id} has no page`);
      return { ref: session.id, url: session.url };
    },

    async closeSession(ref) {
      try {
        await stripe.checkout.sessions.expire(ref);
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
        // only an open session can be ended; one that is not is as closed as it gets
        if (isMissing(error) || (await stripe.checkout.sessions.retrieve(ref)).status !== "open") return;
        throw error;
      }
    },

    async findSession(ref) {
      try {
        return sessionStatus(await stripe.checkout.sessions.retrieve(ref, { expand: ["payment_intent"] }));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    refund: ({ refundId, orderId, sessionRef, paymentRef, amount, idempotencyKey }) =>
      asking(async () =>
        refundStatus(
          await stripe.refunds.create(
            {
              payment_intent: paymentRef ?? (await paymentRefOf(sessionRef)),
              amount: amount.minor,
              metadata: { refund_id: refundId, order_id: orderId },
            },
            { idempotencyKey },
          ),
        ),
      ),

    async listRefunds({ sessionRef, paymentRef }) {
      const found: RefundStatus[] = [];
      const wanted = { payment_intent: paymentRef ?? (await paymentRefOf(sessionRef)), limit: 100 };
      for await (const refund of stripe.refunds.list(wanted)) found.push(refundStatus(refund));
      return found;
    },

    readEvents(body, headers, now) {
      const signature = headers.get("stripe-signature") ?? "";
      for (const secret of webhookSecrets) {
        let event: Event;
        try {
          event = stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS, undefined, now.getTime());
        } catch {
          continue; // signed with another of them, or by nobody
        }
        // what happens with test keys is no business of a shop that takes real money, nor the other way round
        return ok(event.livemode === live ? translate(event) : []);
      }
      return refuse("WEBHOOK_REFUSED");
    },
  };
}
