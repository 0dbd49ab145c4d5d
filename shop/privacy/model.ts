import { z } from "zod";

const when = z.iso.datetime();
const money = z.object({ minor: z.int(), currency: z.string() });
const address = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  postcode: z.string(),
  city: z.string(),
  country: z.string(),
});

/** Everything the shop keeps of a person, in one file (GDPR, articles 15 and 20). A change of its shape is a new version. */
export const personalData = z.object({
  version: z.literal(2),
  exportedAt: when,
  profile: z.object({
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    role: z.string(),
    locale: z.string().nullable(),
    createdAt: when,
  }),
  addresses: z.array(address.extend({ preferred: z.boolean() })),
  linkedLogins: z.array(z.object({ provider: z.string(), email: z.string().nullable(), linkedAt: when })),
  sessions: z.array(
    z.object({
      kind: z.enum(["web", "program"]),
      userAgent: z.string().nullable(),
      createdAt: when,
      lastSeenAt: when,
    }),
  ),
  wishlist: z.array(z.object({ bookId: z.string(), title: z.string(), savedAt: when })),
  reviews: z.array(
    z.object({
      bookId: z.string(),
      rating: z.int(),
      text: z.string().nullable(),
      author: z.string(),
      postedAt: when,
      editedAt: when.nullable(),
      deletedAt: when.nullable(),
      reply: z.string().nullable(),
    }),
  ),
  cart: z.array(z.object({ bookId: z.string(), title: z.string(), quantity: z.int() })),
  orders: z.array(
    z.object({
      number: z.string(),
      placedAt: when,
      state: z.string(),
      paymentState: z.string(),
      email: z.string(),
      shipTo: address,
      lines: z.array(
        z.object({
          title: z.string(),
          authors: z.string(),
          isbn13: z.string().nullable(),
          quantity: z.int(),
          unitPrice: money,
          total: money,
        }),
      ),
      subtotal: money,
      shipping: money,
      total: money,
      history: z.array(z.object({ at: when, state: z.string(), code: z.string().nullable() })),
    }),
  ),
  notifications: z.array(
    z.object({ kind: z.string(), about: z.record(z.string(), z.string()), createdAt: when, readAt: when.nullable() }),
  ),
  notificationChoices: z.array(z.object({ kind: z.string(), channel: z.string(), wanted: z.boolean() })),
  prebookings: z.array(
    z.object({
      title: z.string(),
      state: z.string(),
      createdAt: when,
      notifiedAt: when.nullable(),
      cancelledAt: when.nullable(),
    }),
  ),
  mails: z.array(z.object({ kind: z.string(), to: z.string(), createdAt: when, sentAt: when.nullable() })),
});
export type PersonalData = z.output<typeof personalData>;

/** What is deleted at once, and what waits: orders under way keep their address until they have arrived. */
export interface Deleted {
  /** Orders that stay in the books, without their person. */
  ordersKept: number;
  /** Those of them that are still under way. */
  ordersOpen: number;
  /** Reviews that go along: they are their author's. */
  reviewsRemoved: number;
}
