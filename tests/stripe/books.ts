import { createHmac, randomBytes } from "node:crypto";
import { fields, list, strings, text, whole, type Value } from "./form.ts";

/** What Stripe keeps, as far as a shop that takes single payments sees of it. */

export interface FakeSession {
  id: string;
  object: "checkout.session";
  mode: "payment";
  status: "open" | "complete" | "expired";
  payment_status: "unpaid" | "paid" | "no_payment_required";
  amount_total: number;
  currency: string;
  client_reference_id: string | null;
  customer_email: string | null;
  metadata: Record<string, string>;
  payment_intent: string | null;
  success_url: string;
  cancel_url: string | null;
  expires_at: number;
  created: number;
  livemode: false;
  url: string | null;
}

export interface FakeIntent {
  id: string;
  object: "payment_intent";
  status: "requires_payment_method" | "processing" | "succeeded" | "canceled";
  amount: number;
  amount_received: number;
  currency: string;
  metadata: Record<string, string>;
  last_payment_error: { code: string; decline_code?: string; message: string } | null;
  livemode: false;
}

export interface FakeRefund {
  id: string;
  object: "refund";
  status: "pending" | "succeeded" | "failed";
  amount: number;
  currency: string;
  payment_intent: string;
  charge: string;
  metadata: Record<string, string>;
  failure_reason?: string;
  pending_reason?: string;
}

export interface FakeDispute {
  id: string;
  object: "dispute";
  status: "needs_response" | "won" | "lost";
  amount: number;
  currency: string;
  reason: string;
  payment_intent: string;
  charge: string;
  metadata: Record<string, string>;
}

export interface FakeEvent {
  id: string;
  object: "event";
  api_version: string;
  created: number;
  livemode: false;
  pending_webhooks: number;
  request: { id: null; idempotency_key: null };
  type: string;
  data: { object: object };
}

/** An error as Stripe's API answers it. */
export class ApiError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | undefined;
  constructor(status: number, type: string, message: string, code?: string) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
  }
}
const invalid = (message: string, code?: string) => new ApiError(400, "invalid_request_error", message, code);
const missing = (what: string) => new ApiError(404, "invalid_request_error", `No such ${what}`, "resource_missing");

const seconds = () => Math.floor(Date.now() / 1_000);
const newName = (prefix: string) => `${prefix}_${randomBytes(12).toString("hex")}`;

/** `Stripe-Signature` as docs.stripe.com/webhooks has it: HMAC-SHA-256 of the time, a dot and the body. */
export const sign = (body: string, secret: string, at = seconds()): string =>
  `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;

/** Stripe's own books: sessions, payments, refunds, disputes, a balance; and every event that came of them, in order. */
export class StripeBooks {
  readonly sessions = new Map<string, FakeSession>();
  readonly intents = new Map<string, FakeIntent>();
  readonly refunds = new Map<string, FakeRefund>();
  readonly disputes = new Map<string, FakeDispute>();
  readonly events: FakeEvent[] = [];
  /** What may be paid out; a refund that is more waits. */
  balance = 1_000_000_000;
  /** Told of each event as it happens. */
  onEvent: (event: FakeEvent) => void = () => {};
  readonly pageBase: () => string;
  constructor(pageBase: () => string) {
    this.pageBase = pageBase;
  }

  private announce(type: string, object: object): FakeEvent {
    const event: FakeEvent = {
      id: newName("evt"),
      object: "event",
      api_version: "2026-10-28.endive",
      created: seconds(),
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
      data: { object: structuredClone(object) },
    };
    this.events.push(event);
    this.onEvent(event);
    return event;
  }

  createSession(form: Record<string, Value>): FakeSession {
    const now = seconds();
    const expiresAt = whole(form.expires_at) ?? now + 86_400;
    // a few seconds of grace for the way, as Stripe gives
    if (expiresAt < now + 1_795 || expiresAt > now + 86_405) {
      throw invalid("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.");
    }
    if (text(form.mode) !== "payment") throw invalid("Missing required param: mode.", "parameter_missing");
    const success = text(form.success_url);
    if (!success) throw invalid("Missing required param: success_url.", "parameter_missing");
    const items = list(form.line_items).map(fields);
    if (items.length === 0) throw invalid("Missing required param: line_items.", "parameter_missing");
    const prices = items.map((item) => {
      const price = fields(item.price_data);
      const name = text(fields(price.product_data).name);
      const unit = whole(price.unit_amount);
      const quantity = whole(item.quantity);
      const currency = text(price.currency);
      if (!name || unit === undefined || unit < 0 || !quantity || quantity < 1 || !/^[a-z]{3}$/.test(currency ?? "")) {
        throw invalid("Invalid line item.");
      }
      return { minor: unit * quantity, currency: currency ?? "" };
    });
    const shipping = list(form.shipping_options).map((option) => {
      const rate = fields(fields(option).shipping_rate_data);
      const amount = fields(rate.fixed_amount);
      if (!text(rate.display_name)) throw invalid("Missing required param: display_name.", "parameter_missing");
      return { minor: whole(amount.amount) ?? 0, currency: text(amount.currency) ?? "" };
    });
    const currencies = new Set([...prices, ...shipping].map((price) => price.currency));
    if (currencies.size !== 1) throw invalid("All prices must have the same currency.");
    const id = newName("cs_test");
    const session: FakeSession = {
      id,
      object: "checkout.session",
      mode: "payment",
      status: "open",
      payment_status: "unpaid",
      amount_total: [...prices, ...shipping.slice(0, 1)].reduce((sum, { minor }) => sum + minor, 0),
      currency: prices[0]?.currency ?? "",
      client_reference_id: text(form.client_reference_id) ?? null,
      customer_email: text(form.customer_email) ?? null,
      metadata: strings(form.metadata),
      payment_intent: null,
      success_url: success,
      cancel_url: text(form.cancel_url) ?? null,
      expires_at: expiresAt,
      created: now,
      livemode: false,
      url: `${this.pageBase()}/c/pay/${id}`,
    };
    this.sessions.set(id, session);
    this.intentMetadata.set(id, strings(fields(form.payment_intent_data).metadata));
    return session;
  }
  private readonly intentMetadata = new Map<string, Record<string, string>>();

  session(id: string): FakeSession {
    const session = this.sessions.get(id);
    if (!session) throw missing(`checkout.session: '${id}'`);
    if (session.status === "open" && session.expires_at <= seconds()) this.end(session);
    return session;
  }

  private end(session: FakeSession): void {
    session.status = "expired";
    session.url = null;
    this.announce("checkout.session.expired", session);
  }

  /** Only an open session can be ended. */
  expire(id: string): FakeSession {
    const session = this.session(id);
    if (session.status !== "open") {
      throw invalid('Only Checkout Sessions with a status in ["open"] can be expired.', "checkout_session_not_open");
    }
    this.end(session);
    return session;
  }

  private open(id: string): FakeSession {
    const session = this.session(id);
    if (session.status !== "open") throw invalid("This Checkout Session is no longer open.");
    return session;
  }

  private intentOf(session: FakeSession): FakeIntent {
    const known = session.payment_intent ? this.intents.get(session.payment_intent) : undefined;
    if (known) return known;
    const intent: FakeIntent = {
      id: newName("pi"),
      object: "payment_intent",
      status: "requires_payment_method",
      amount: session.amount_total,
      amount_received: 0,
      currency: session.currency,
      metadata: this.intentMetadata.get(session.id) ?? {},
      last_payment_error: null,
      livemode: false,
    };
    this.intents.set(intent.id, intent);
    session.payment_intent = intent.id;
    return intent;
  }

  /** A card that is taken at once. */
  pay(id: string, given: { amount?: number; currency?: string } = {}): FakeEvent {
    const session = this.open(id);
    const intent = this.intentOf(session);
    session.amount_total = given.amount ?? session.amount_total;
    session.currency = given.currency ?? session.currency;
    Object.assign(intent, {
      status: "succeeded",
      amount: session.amount_total,
      amount_received: session.amount_total,
      currency: session.currency,
    });
    Object.assign(session, { status: "complete", payment_status: "paid", url: null });
    this.announce("payment_intent.succeeded", intent);
    return this.announce("checkout.session.completed", session);
  }

  /** A card that is not taken: the page stays open. */
  decline(id: string): FakeEvent {
    const session = this.open(id);
    const intent = this.intentOf(session);
    intent.last_payment_error = { code: "card_declined", decline_code: "insufficient_funds", message: "Declined." };
    return this.announce("payment_intent.payment_failed", intent);
  }

  /** A bank that needs days. */
  paySlowly(id: string): FakeEvent {
    const session = this.open(id);
    this.intentOf(session).status = "processing";
    Object.assign(session, { status: "complete", payment_status: "unpaid", url: null });
    return this.announce("checkout.session.completed", session);
  }

  confirmSlow(id: string): FakeEvent {
    const session = this.session(id);
    const intent = this.intentOf(session);
    Object.assign(intent, { status: "succeeded", amount_received: intent.amount });
    session.payment_status = "paid";
    return this.announce("checkout.session.async_payment_succeeded", session);
  }

  failSlow(id: string): FakeEvent {
    const session = this.session(id);
    const intent = this.intentOf(session);
    intent.status = "requires_payment_method";
    intent.last_payment_error = { code: "payment_intent_payment_attempt_failed", message: "The bank said no." };
    this.announce("payment_intent.payment_failed", intent);
    return this.announce("checkout.session.async_payment_failed", session);
  }

  refund(form: Record<string, Value>): FakeRefund {
    const name = text(form.payment_intent) ?? "";
    const intent = this.intents.get(name);
    if (!intent) throw missing(`payment_intent: '${name}'`);
    if (intent.status !== "succeeded")
      throw invalid("This PaymentIntent has no successful charge.", "charge_not_refundable");
    const amount = whole(form.amount) ?? intent.amount_received;
    const gone = this.refundedOf(intent.id, ["pending", "succeeded"]);
    if (amount < 1 || gone + amount > intent.amount_received) {
      throw invalid("Refund amount is greater than unrefunded amount on charge.", "amount_too_large");
    }
    const covered = this.balance >= amount;
    if (covered) this.balance -= amount;
    const refund: FakeRefund = {
      id: newName("re"),
      object: "refund",
      status: covered ? "succeeded" : "pending",
      amount,
      currency: intent.currency,
      payment_intent: intent.id,
      charge: `ch_${intent.id}`,
      metadata: strings(form.metadata),
      ...(!covered && { pending_reason: "insufficient_funds" }),
    };
    this.refunds.set(refund.id, refund);
    this.announce("refund.created", refund);
    if (covered) this.tellCharge(intent);
    return refund;
  }

  refundsOf(intentId: string): FakeRefund[] {
    return [...this.refunds.values()].filter((refund) => refund.payment_intent === intentId);
  }

  refundedOf(intentId: string, states: readonly FakeRefund["status"][] = ["succeeded"]): number {
    return this.refundsOf(intentId).reduce(
      (sum, { status, amount }) => sum + (states.includes(status) ? amount : 0),
      0,
    );
  }

  private tellCharge(intent: FakeIntent): void {
    this.announce("charge.refunded", {
      id: `ch_${intent.id}`,
      object: "charge",
      amount: intent.amount,
      amount_refunded: this.refundedOf(intent.id),
      currency: intent.currency,
      metadata: intent.metadata,
      payment_intent: intent.id,
    });
  }

  /** What a refund that waited, or had succeeded, comes to in the end. */
  settleRefund(id: string, status: "succeeded" | "failed"): FakeEvent {
    const refund = this.refunds.get(id);
    if (!refund) throw missing(`refund: '${id}'`);
    refund.status = status;
    delete refund.pending_reason;
    if (status === "failed") refund.failure_reason = "expired_or_canceled_card";
    const event = this.announce("refund.updated", refund);
    if (status === "failed") this.announce("refund.failed", refund);
    return event;
  }

  dispute(intentId: string): FakeDispute {
    const intent = this.intents.get(intentId);
    if (!intent) throw missing(`payment_intent: '${intentId}'`);
    const dispute: FakeDispute = {
      id: newName("du"),
      object: "dispute",
      status: "needs_response",
      amount: intent.amount_received,
      currency: intent.currency,
      reason: "fraudulent",
      payment_intent: intent.id,
      charge: `ch_${intent.id}`,
      metadata: {},
    };
    this.disputes.set(dispute.id, dispute);
    this.announce("charge.dispute.created", dispute);
    return dispute;
  }

  closeDispute(id: string, status: "won" | "lost"): FakeEvent {
    const dispute = this.disputes.get(id);
    if (!dispute) throw missing(`dispute: '${id}'`);
    dispute.status = status;
    return this.announce("charge.dispute.closed", dispute);
  }
}
