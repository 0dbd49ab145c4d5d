import { z } from "zod";

/** Mails that are about an order and show it. */
export const orderMailKinds = [
  "order_received",
  "order_confirmed",
  "payment_failed",
  "order_shipped",
  "order_delivered",
  "order_cancelled",
  "refund_sent",
  "tracking_link",
] as const;
export type OrderMailKind = (typeof orderMailKinds)[number];

/** Mails that are about an account. */
export const accountMailKinds = [
  "welcome",
  "verify_email",
  "password_reset",
  "password_changed",
  "email_change",
] as const;
export type AccountMailKind = (typeof accountMailKinds)[number];

/** Every mail the shop writes. */
export const mailKinds = [
  ...orderMailKinds,
  ...accountMailKinds,
  "invitation",
  "review_invitation",
  "restock_alert",
] as const;
export type MailKind = (typeof mailKinds)[number];

/** Somebody sits before the screen and waits for the first; nobody waits for the last. */
const urgent: readonly MailKind[] = ["password_reset", "verify_email"];
const leisurely: readonly MailKind[] = ["invitation", "review_invitation"];
/** Which of the mails that are sent one by one go before others. */
export const priorityOf = (kind: MailKind): number => (urgent.includes(kind) ? 1 : leisurely.includes(kind) ? -1 : 0);

/** `withdrawn`: nobody wanted it any more, or there was nothing left to tell, before it had left. */
export const mailStates = ["queued", "sent", "dead", "withdrawn"] as const;
export type MailState = (typeof mailStates)[number];

/** What a mail of an order is about; everything else is read from the order when it is written. */
export const orderMailData = z.object({
  orderId: z.uuid(),
  /** The parcel or the refund that it tells of. */
  parcelId: z.uuid().optional(),
  refundId: z.uuid().optional(),
});
/** What a mail of an account is about. `linkId` names a mailed link whose secret is made again when the mail is written. */
export const accountMailData = z.object({ userId: z.uuid(), linkId: z.uuid().optional(), at: z.iso.datetime() });
/** An order that has arrived; the mail is about having an account, or about reviews. */
export const invitationData = z.object({
  forOrderId: z.uuid(),
  /** Whose account has the order. */
  userId: z.uuid().optional(),
});
/** A book that somebody waited for, and who. */
export const restockMailData = z.object({ userId: z.uuid(), bookId: z.uuid() });
/** A mail of the outbox: what it is and of what. Everything a person reads is looked up when it is written. */
export type MailContent =
  | { kind: OrderMailKind; data: z.input<typeof orderMailData> }
  | { kind: AccountMailKind; data: z.input<typeof accountMailData> }
  | { kind: "invitation" | "review_invitation"; data: z.input<typeof invitationData> }
  | { kind: "restock_alert"; data: z.input<typeof restockMailData> };

/** Waiting times between tries, in seconds; after the last one the mail is dead until somebody retries it. */
export const retryDelays = [30, 120, 600, 1_800, 7_200, 21_600, 43_200] as const;

export interface MailRow {
  id: string;
  kind: MailKind;
  recipient: string;
  /** The language it is written in. */
  locale: string;
  state: MailState;
  attempts: number;
  lastError: string | null;
  provider: string | null;
  createdAt: Date;
  nextAttemptAt: Date;
  sentAt: Date | null;
  /** Null until the local mailbox has it. */
  subject: string | null;
}

export interface MailDetails extends MailRow {
  html: string | null;
  text: string | null;
}

export const MAILS_PER_PAGE = 25;
export const mailFilter = z.object({
  state: z.enum(mailStates).optional(),
  text: z.string().trim().min(1).max(120).optional(),
  /** Only what was written about this order. */
  orderId: z.uuid().optional(),
  page: z.number().int().min(1).max(10_000).default(1),
});
export type MailFilter = z.output<typeof mailFilter>;
