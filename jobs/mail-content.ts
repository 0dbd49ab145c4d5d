import "./jsx.mjs";
import { config } from "../config/env.ts";
import { defaultLocale, isLocale } from "../messages/index.ts";
import type { Ctx } from "../shop/context.ts";
import { ensureTrackingLink, getOrderById } from "../shop/orders/index.ts";
import type { MailToWrite, WrittenMail } from "../shop/outbox/index.ts";
import { orderMailData } from "../shop/outbox/model.ts";
import { getSettings } from "../shop/settings/index.ts";

const { renderMail } = await import("../emails/index.ts");

/** Writes a mail of the outbox from what is true now: an order's mail that waited tells today's state. */
export async function writeMail(ctx: Ctx, mail: MailToWrite): Promise<WrittenMail> {
  const { orderId } = orderMailData.parse(mail.data);
  const [order, settings, trackUrl] = await Promise.all([
    getOrderById(ctx, orderId),
    getSettings(ctx),
    ensureTrackingLink(ctx, orderId),
  ]);
  return renderMail(mail.kind, isLocale(mail.locale) ? mail.locale : defaultLocale, {
    order,
    shop: settings.shop,
    trackUrl,
    shopUrl: ctx.shop.appUrl,
    demo: config().SHOP_MODE === "demo",
  });
}
