import type { Money } from "../_kernel/money.ts";

export interface SessionRequest {
  /** The payment this session is for; also the idempotency key: the same one gets the same session. */
  paymentId: string;
  orderNumber: string;
  email: string;
  amount: Money;
  /** Where the gateway sends the shopper afterwards, whatever happened. */
  returnUrl: string;
  expiresAt: Date;
}

/** A hosted payment page somewhere else. Every call crosses the network: never inside a transaction. */
export interface PaymentGateway {
  readonly name: "demo" | "stripe";
  createSession(request: SessionRequest): Promise<{ ref: string; url: string }>;
  /** Makes sure that nobody can pay there any more. Closing a closed session is fine. */
  closeSession(ref: string): Promise<void>;
  /** Sends money back; the same `idempotencyKey` sends it once. */
  refund(request: { sessionRef: string; amount: Money; idempotencyKey: string }): Promise<{ ref: string }>;
}

export interface OutgoingMail {
  /** The mail's id, and the idempotency key where the provider takes one. */
  id: string;
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
}

/** Hands a mail to whoever delivers it; throws when it was not taken. */
export interface MailTransport {
  readonly name: "mailbox" | "resend" | "smtp";
  send(mail: OutgoingMail): Promise<{ ref: string }>;
}
