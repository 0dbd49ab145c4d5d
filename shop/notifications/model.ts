import { z } from "zod";

/** What people are told of in the shop itself. */
export const notificationKinds = ["restock", "order_state", "review_reply"] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** The changes of an order that its person is told of. */
export const toldOrderStates = ["paid", "shipped", "delivered", "cancelled", "refunded"] as const;
export type ToldOrderState = (typeof toldOrderStates)[number];

/** What each kind carries: enough to say it in any language and to lead to what it is about. */
export const notificationData = {
  restock: z.object({ bookId: z.uuid(), slug: z.string(), title: z.string() }),
  order_state: z.object({ orderId: z.uuid(), number: z.string(), state: z.enum(toldOrderStates) }),
  review_reply: z.object({ reviewId: z.uuid(), slug: z.string(), title: z.string() }),
} as const satisfies Record<NotificationKind, z.ZodType>;

/** What is told, and of what. */
export type Told = {
  [K in NotificationKind]: { kind: K; data: z.output<(typeof notificationData)[K]> };
}[NotificationKind];

/** A notification to be written; a `dedupeKey` that the person has one of already adds nothing. */
export type NotificationToWrite = Told & { userId: string; dedupeKey: string | null };

export type Notification = Told & { id: string; createdAt: Date; readAt: Date | null };

export const channels = ["in_app", "mail"] as const;
export type Channel = (typeof channels)[number];

/**
 * What a person may switch off, and where; mails that belong to an order are no choice. Whatever is not named here always comes.
 */
export const choices = {
  restock: ["in_app", "mail"],
  order_state: ["in_app"],
  review_reply: ["in_app"],
  review_invitation: ["mail"],
} as const satisfies Record<NotificationKind | "review_invitation", readonly Channel[]>;
export type ChoiceKind = keyof typeof choices;
/** The kinds that come over a channel and can be switched off there. */
export type ChoiceOn<C extends Channel> = {
  [K in ChoiceKind]: C extends (typeof choices)[K][number] ? K : never;
}[ChoiceKind];

export interface Preference {
  kind: ChoiceKind;
  channel: Channel;
  wanted: boolean;
}

/** Every choice there is, in the order in which they are shown. */
export const everyChoice: readonly { kind: ChoiceKind; channel: Channel }[] = Object.entries(choices).flatMap(
  ([kind, on]) => on.map((channel) => ({ kind: kind as ChoiceKind, channel })),
);

export const isChoice = (kind: string, channel: string): boolean =>
  everyChoice.some((choice) => choice.kind === kind && choice.channel === channel);

/** What the form of preferences sends: choices that are not named stay as they are. */
export const preferencesInput = z
  .array(z.object({ kind: z.string(), channel: z.string(), wanted: z.boolean() }))
  .max(everyChoice.length)
  .refine((given) => given.every(({ kind, channel }) => isChoice(kind, channel)))
  .transform((given) => given as Preference[]);

/** Entries on a page of notifications. */
export const NOTIFICATIONS_A_PAGE = 20;

/** Open streams: a browser needs one for all its tabs. */
export const STREAMS_A_PERSON = 12;
export const STREAMS_IN_ALL = 5_000;
