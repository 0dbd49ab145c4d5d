import "server-only";
import { settings } from "@/app/_cache/settings";
import type { DeskClock } from "@/components/admin/when";
import { locale } from "@/app/_server/language";
import type { Ctx } from "@/shop/context";

/** The shop's clock at this request. */
export async function deskClock(ctx: Ctx): Promise<DeskClock> {
  const { shop } = await settings(locale());
  return { now: ctx.now, locale: locale(), timeZone: shop.timezone };
}
