import type { Money } from "../_kernel/money.ts";
import type { Refusal, Result } from "../_kernel/result.ts";

export interface SessionRequest {
  /** The payment this session is for; also the idempotency key: the same one gets the same session. */
  paymentId: string;
  orderId: string;
  orderNumber: string;
  email: string;
  /** The language of the hosted page, e.g. `en`. */
  locale: string;
  /** What is charged. Lines and shipping add up to it. */
  amount: Money;
  lines: { name: string; quantity: number; unitPrice: Money }[];
  /** Null where nothing is delivered. */
  shipping: Money | null;
  /** Where the gateway sends the shopper after paying; the page there waits for the truth. */
  successUrl: string;
  /** Where a shopper goes who leaves without paying. */
  cancelUrl: string;
  openedAt: Date;
  /** When the shop takes the session for over. A gateway that wants more time is told to close it then. */
  expiresAt: Date;
}

/** The gateway answered, and would not: the same question under the same key would get the same answer. */
export class GatewayRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "GatewayRefusal";
  }
}

/** Where a session stands, in the gateway's own books. */
export interface SessionStatus {
  /** `pending`: the shopper is done, the money is on its way (a slow method). */
  state: "open" | "pending" | "paid" | "expired" | "failed";
  /** What was, or is to be, taken. */
  amount: Money;
  /** The gateway's id of the payment itself, by which refunds and disputes are announced; null before there is one. */
  paymentRef: string | null;
  failure: string | null;
}

export interface RefundRequest {
  refundId: string;
  orderId: string;
  sessionRef: string;
  paymentRef: string | null;
  amount: Money;
  /** The same key sends the money once. */
  idempotencyKey: string;
}

/** A refund in the gateway's own books. `pending`: taken, and the bank has not said yes yet. */
export interface RefundStatus {
  ref: string;
  /** The shop's id, where the shop asked for it; null for one made at the gateway's own desk. */
  refundId: string | null;
  state: "pending" | "succeeded" | "failed";
  amount: Money;
  failure: string | null;
}

/** By what an announcement names its payment: the first that the shop knows counts. */
interface Subject {
  gateway: string;
  /** The gateway's own id of the announcement: the same one is applied once. */
  eventId: string;
  sessionRef?: string | null;
  paymentRef?: string | null;
  /** The shop's own id, where the gateway carries it along. */
  paymentId?: string | null;
}

/** What a gateway tells the shop, whichever gateway it is. Amounts in minor units, currencies in capitals. */
export type GatewayEvent = Subject &
  (
    | { kind: "payment.pending" }
    | { kind: "payment.succeeded"; amountMinor: number; currency: string }
    /** One try within a session that stays open. */
    | { kind: "payment.declined"; failure: string }
    /** The session is over without money. */
    | { kind: "payment.failed"; failure: string }
    | { kind: "session.expired" }
    /** So much went back in all; which refunds those are, the gateway's books tell. */
    | { kind: "payment.refunded"; refundedMinor: number }
    | {
        kind: "refund.changed";
        refundRef: string;
        refundId: string | null;
        state: RefundStatus["state"];
        amountMinor: number;
        currency: string;
        failure: string | null;
      }
    | { kind: "dispute.opened"; disputeRef: string; amountMinor: number; currency: string; reason: string }
    | {
        kind: "dispute.closed";
        disputeRef: string;
        amountMinor: number;
        currency: string;
        reason: string;
        won: boolean;
      }
  );

/** A hosted payment page somewhere else. Every call but `readEvents` crosses the network: never inside a transaction. */
export interface PaymentGateway {
  readonly name: "demo" | "stripe";
  /** True where no real money moves. */
  readonly testing: boolean;
  createSession(request: SessionRequest): Promise<{ ref: string; url: string }>;
  /** Makes sure that nobody can pay there any more. Closing a closed or paid session is fine. */
  closeSession(ref: string): Promise<void>;
  /** Null for a session it does not know. */
  findSession(ref: string): Promise<SessionStatus | null>;
  /** Sends money back; the same `idempotencyKey` sends it once. Throws where the gateway refuses. */
  refund(request: RefundRequest): Promise<RefundStatus>;
  /** Every refund of a payment, whoever asked for it. */
  listRefunds(payment: { sessionRef: string; paymentRef: string | null }): Promise<RefundStatus[]>;
  /**
   * Reads an announcement as it came over the wire. Refuses `WEBHOOK_REFUSED` for what is forged, stale or altered; what the
   * shop has no use for is an empty list.
   */
  readEvents(body: string, headers: Headers, now: Date): Result<GatewayEvent[], Refusal<"WEBHOOK_REFUSED">>;
}

export interface OutgoingMail {
  /** The mail's id, and the idempotency key where the provider takes one. */
  id: string;
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Further headers, such as how to unsubscribe. */
  headers?: Readonly<Record<string, string>>;
}

/** This mail will never be taken as it is, e.g. since there is no such mailbox. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

/** No mail is taken at the moment, whichever it is: too many at once, or none left of a quota. */
export class MailsHeldUp extends Error {
  override readonly name = "MailsHeldUp";
  /** When to ask again, in seconds; null where it was not said. */
  readonly askAfter: number | null;
  constructor(message: string, askAfter: number | null) {
    super(message);
    this.askAfter = askAfter;
  }
}

/**
 * Hands a mail to whoever delivers it; throws when it was not taken: `MailRefused` or `MailsHeldUp` where that is known, anything
 * else where it is worth another try.
 */
export interface MailTransport {
  readonly name: "mailbox" | "resend" | "smtp";
  /** How long its answer is waited for, where it is not the usual half minute. */
  readonly patienceMs?: number;
  send(mail: OutgoingMail): Promise<{ ref: string }>;
}
