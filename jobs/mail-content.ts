import "./jsx.mjs";
import { config } from "../config/env.ts";
import { defaultLocale, isLocale, type Locale } from "../messages/index.ts";
import type { Ctx } from "../shop/context.ts";
import { listCardsById } from "../shop/catalog/index.ts";
import { findAccountLetter, listRecipients } from "../shop/identity/index.ts";
import { addressWants, guestUnsubscribeToken, unsubscribeToken, wanting } from "../shop/notifications/index.ts";
import { ensureTrackingLink, getOrderById, trackingUrl } from "../shop/orders/index.ts";
import { ensureReviewLink, readInvitation } from "../shop/reviews/index.ts";
import type { MailToWrite, WrittenMail } from "../shop/outbox/index.ts";
import {
  accountMailData,
  accountMailKinds,
  invitationData,
  orderMailData,
  restockMailData,
  type AccountMailKind,
  type MailKind,
} from "../shop/outbox/model.ts";
import type { Paper } from "../emails/index.ts";
import { writeForOne } from "./crowd-mail.ts";
import { getSettings } from "../shop/settings/index.ts";

const { renderMail } = await import("../emails/index.ts");

/** Where the one act of each mail leads, and for which purpose its link was made. */
const acts = {
  welcome: { path: () => "/account", purpose: null },
  verify_email: { path: (token) => `/verify/${token}`, purpose: "verify" },
  password_reset: { path: (token) => `/reset/${token}`, purpose: "reset" },
  password_changed: { path: () => "/forgot", purpose: null },
  email_change: { path: () => "/forgot", purpose: null },
} as const satisfies Record<AccountMailKind, { path: (token: string) => string; purpose: "verify" | "reset" | null }>;

const isAccountMail = (kind: MailKind): kind is AccountMailKind =>
  (accountMailKinds as readonly MailKind[]).includes(kind);

/** Writes a mail of the outbox from what is true now: an order's mail that waited tells today's state. */
export async function writeMail(ctx: Ctx, { kind, locale: wanted, data }: MailToWrite): Promise<WrittenMail | null> {
  const locale: Locale = isLocale(wanted) ? wanted : defaultLocale;
  const { shop } = await getSettings(ctx);
  const paper = { shop, shopUrl: ctx.shop.appUrl, demo: config().SHOP_MODE === "demo" };

  if (isAccountMail(kind)) {
    const { userId, linkId, at } = accountMailData.parse(data);
    const { path, purpose } = acts[kind];
    const letter = await findAccountLetter(ctx, { userId, linkId, purpose });
    if (!letter) throw new Error("the account of this mail is gone");
    const url = `${ctx.shop.appUrl}${path(letter.token ?? "")}`;
    return renderMail(kind, locale, { ...paper, name: letter.name, url, at: new Date(at) });
  }
  if (kind === "restock_alert") return writeRestockAlert(ctx, locale, paper, data);
  if (kind === "review_invitation") return writeReviewInvitation(ctx, locale, paper, data);
  const orderId = kind === "invitation" ? invitationData.parse(data).forOrderId : orderMailData.parse(data).orderId;
  const [order, token] = await Promise.all([getOrderById(ctx, orderId), ensureTrackingLink(ctx, orderId)]);
  const trackUrl = trackingUrl(ctx, token);
  return kind === "invitation"
    ? renderMail(kind, locale, { ...paper, name: order.shipTo.name, url: trackUrl, at: ctx.now })
    : renderMail(kind, locale, { ...paper, order, trackUrl, ...orderMailData.parse(data) });
}

/** What an account has chosen since its mail was queued counts more than what its mail was queued in. */
const chosenBy = (person: { locale: string | null } | undefined, queuedIn: Locale): Locale =>
  person?.locale && isLocale(person.locale) ? person.locale : queuedIn;

/** An invitation to review names so many of an order's books. */
const MOST_BOOKS = 6;

/**
 * Null where there is nothing left to review, the person left, or wants no such mails any more. A guest is asked once for each
 * order, and stops it by their address alone.
 */
async function writeReviewInvitation(
  ctx: Ctx,
  locale: Locale,
  paper: Paper,
  data: Record<string, unknown>,
): Promise<WrittenMail | null> {
  const { forOrderId } = invitationData.parse(data);
  const { open, userId } = await readInvitation(ctx, forOrderId);
  if (!open) return null;
  const [order, url] = await Promise.all([getOrderById(ctx, forOrderId), ensureReviewLink(ctx, forOrderId)]);
  const books = order.lines
    .filter((line) => line.quantity > line.cancelled + line.returned)
    .slice(0, MOST_BOOKS)
    .map(({ bookId, coverKey, title, authors }) => ({ id: bookId, coverKey, title, authors }));
  const [person] = userId ? await listRecipients(ctx.db, [userId]) : [];
  const wanted = userId
    ? (await wanting(ctx.db, "review_invitation", "mail", [userId])).has(userId)
    : await addressWants(ctx.db, "review_invitation", order.email);
  // who sent everything back has nothing to say that is asked for
  if (!wanted || books.length === 0) return null;
  const token = userId
    ? unsubscribeToken(ctx, userId, "review_invitation")
    : guestUnsubscribeToken(ctx, order.email, "review_invitation");
  const unsubscribeUrl = `${ctx.shop.appUrl}/unsubscribe/${token}`;
  const facts = { ...paper, name: order.shipTo.name, url, at: ctx.now, books, unsubscribeUrl };
  const written = await renderMail("review_invitation", chosenBy(person, locale), facts);
  return { ...written, headers: unsubscribeHeaders(unsubscribeUrl) };
}

/** RFC 8058: a mail program posts there by itself, when its reader says so. */
const unsubscribeHeaders = (url: string) => ({
  "List-Unsubscribe": `<${url}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});

/** Null where the person left, or wants no such mails any more, or the book was taken out of the shop. */
async function writeRestockAlert(
  ctx: Ctx,
  queuedIn: Locale,
  paper: Paper,
  data: Record<string, unknown>,
): Promise<WrittenMail | null> {
  const { userId, bookId } = restockMailData.parse(data);
  const [[person], wants, [book]] = await Promise.all([
    listRecipients(ctx.db, [userId]),
    wanting(ctx.db, "restock", "mail", [userId]),
    listCardsById(ctx, [bookId]),
  ]);
  if (!person || !wants.has(userId) || !book?.sold) return null;
  const locale = chosenBy(person, queuedIn);
  const unsubscribeUrl = `${ctx.shop.appUrl}/unsubscribe/${unsubscribeToken(ctx, userId, "restock")}`;
  const prefix = locale === defaultLocale ? "" : `/${locale}`;
  const bookUrl = `${ctx.shop.appUrl}${prefix}/books/${book.slug}`;
  const facts = { locale, ...paper, book, bookUrl };
  const written = await writeForOne({ name: person.name, unsubscribeUrl }, facts, (somebody) =>
    renderMail("restock_alert", locale, { ...paper, book, bookUrl, ...somebody }),
  );
  return { ...written, to: person.email, headers: unsubscribeHeaders(unsubscribeUrl) };
}
