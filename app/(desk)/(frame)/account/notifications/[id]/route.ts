import { notFound } from "next/navigation";
import { requireAccount } from "@/app/_server/account";
import { settle } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { isLocale, type Locale } from "@/messages";
import { locale } from "@/app/_server/language";
import { readNotification } from "@/shop/notifications";
import type { Told } from "@/shop/notifications/model";

/** Where what a notification is about stands. */
function placeOf(locale: Locale, told: Told): string {
  switch (told.kind) {
    case "restock":
      return paths.book(locale, told.data.slug);
    case "review_reply":
      return paths.review(told.data.reviewId);
    case "order_state":
      return paths.mine.order(told.data.number);
  }
}

/** On to what a notification is about, which is read then (MSG-5). A link that is followed twice leads there twice. */
export async function GET(_request: Request, { params }: RouteContext<"/account/notifications/[id]">) {
  const ctx = await requireAccount();
  const { id } = await params;
  const read = await settle(() => readNotification(ctx, id));
  if (!read.ok) notFound();
  const location = placeOf(isLocale(ctx.locale) ? ctx.locale : locale(), read.value);
  return new Response(null, { status: 303, headers: { location, "cache-control": "private, no-store" } });
}
