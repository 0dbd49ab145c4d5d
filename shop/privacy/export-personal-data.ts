import type { Ctx } from "../_runtime/context.ts";
import { getCart } from "../cart/index.ts";
import { getProfile, listAddresses, listLinkedLogins, listSessions } from "../identity/index.ts";
import { listAllNotifications, listPreferences } from "../notifications/index.ts";
import { listPersonalOrders } from "../orders/index.ts";
import { listPersonalMails } from "../outbox/index.ts";
import { listPersonalPrebookings } from "../prebooking/index.ts";
import { listPersonalReviews } from "../reviews/index.ts";
import { listWishes } from "../wishlist/index.ts";
import { personalData, type PersonalData } from "./model.ts";

const at = (moment: Date): string => moment.toISOString();

/** Everything the shop keeps of the person who asks (IDN-8), in the shape of `personalData`; times are in UTC. */
export async function exportPersonalData(ctx: Ctx): Promise<PersonalData> {
  const [profile, addresses, linked, sessions, cart, orders, told, wanted, wishes, written, prebooked] =
    await Promise.all([
      getProfile(ctx),
      listAddresses(ctx),
      listLinkedLogins(ctx),
      listSessions(ctx),
      getCart(ctx, null),
      listPersonalOrders(ctx),
      listAllNotifications(ctx),
      listPreferences(ctx),
      listWishes(ctx),
      listPersonalReviews(ctx),
      listPersonalPrebookings(ctx),
    ]);
  const mails = await listPersonalMails(
    ctx,
    orders.map(({ id }) => id),
  );
  const { name, email, emailVerified, role, locale, createdAt } = profile;
  return personalData.parse({
    version: 2,
    exportedAt: at(ctx.now),
    profile: { name, email, emailVerified, role, locale, createdAt: at(createdAt) },
    addresses: addresses.map(({ id: _id, ...address }) => address),
    linkedLogins: linked.map((login) => ({ ...login, linkedAt: at(login.linkedAt) })),
    sessions: sessions.map(({ kind, userAgent, createdAt: began, lastSeenAt }) => ({
      kind,
      userAgent,
      createdAt: at(began),
      lastSeenAt: at(lastSeenAt),
    })),
    cart: cart.lines.map(({ bookId, title, quantity }) => ({ bookId, title, quantity })),
    wishlist: wishes.map(({ book, savedAt }) => ({ bookId: book.id, title: book.title, savedAt })),
    reviews: written.map(({ reply, ...review }) => ({ ...review, reply: reply?.text ?? null })),
    orders: orders.map((order) => ({
      ...order,
      placedAt: at(order.placedAt),
      history: order.history.map((entry) => ({ ...entry, at: at(entry.at) })),
    })),
    notifications: told.map(({ kind, data, createdAt: toldAt, readAt }) => ({
      kind,
      about: data,
      createdAt: at(toldAt),
      readAt: readAt && at(readAt),
    })),
    notificationChoices: wanted,
    prebookings: prebooked.map(({ createdAt: asked, notifiedAt, cancelledAt, ...each }) => ({
      ...each,
      createdAt: at(asked),
      notifiedAt: notifiedAt && at(notifiedAt),
      cancelledAt: cancelledAt && at(cancelledAt),
    })),
    mails: mails.map((mail) => ({
      ...mail,
      createdAt: at(mail.createdAt),
      sentAt: mail.sentAt && at(mail.sentAt),
    })),
  });
}
