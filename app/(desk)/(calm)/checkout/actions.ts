"use server";

import type { Route } from "next";
import { refresh } from "next/cache";
import { act, type Answer, type FormState } from "@/app/_server/action";
import { cartToken } from "@/app/_server/cart-cookie";
import { placeOfOrder } from "@/app/_server/order-place";
import { ownPath } from "@/app/_server/own-path";
import type { Typed } from "@/components/form/model";
import { countryName } from "@/components/ui/format";
import { locale, localWords } from "@/app/_server/language";
import { formatMoney } from "@/shop/_kernel/money";
import { ok } from "@/shop/_kernel/result";
import type { Ctx } from "@/shop/context";
import { getCart } from "@/shop/cart";
import { payOrder, placeOrder as place, type PlaceOrderRefusal } from "@/shop/checkout";
import { placeOrderInput, type PlaceOrderInput } from "@/shop/checkout/model";
import { ensureTrackingLink } from "@/shop/orders";
import { explainCheckout } from "./explain";
import { keepAddress } from "./person";

/** Places the order and goes on to pay it. Everything that is charged is read from the shop, nothing from the form. */
export async function placeOrder(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, {
    input: placeOrderInput,
    explain: explainCheckout,
    limit: { rule: "checkout", account: ({ email }) => email },
    command: async (ctx, input) => {
      const placed = await place(ctx, await cartToken(), input);
      if (placed.ok) {
        if (form.get("keep") === "on") await keepAddress(ctx, input);
        return ok(await wayToPay(ctx, placed.value.orderId));
      }
      refresh(); // the page shows the cart as it is now
      return placed;
    },
    refused,
  });
}

/** The gateway; or the order's own page, where it was paid before or the gateway does not answer. */
async function wayToPay(ctx: Ctx, orderId: string): Promise<Route> {
  const payment = await payOrder(ctx, orderId);
  return payment.ok
    ? ownPath(payment.value.url, ctx.shop.appUrl)
    : placeOfOrder(ctx, await ensureTrackingLink(ctx, orderId));
}

async function refused(refusal: PlaceOrderRefusal, ctx: Ctx, input: PlaceOrderInput, typed: Typed): Promise<Answer> {
  const t = localWords("web.checkout.refused");
  switch (refusal.code) {
    case "CART_EMPTY":
      return { heading: t("cartEmpty.heading"), message: t("cartEmpty.text") };
    case "CART_CHANGED":
      return { heading: t("cartChanged.heading"), message: t("cartChanged.text") };
    case "COUNTRY_NOT_SERVED":
      return { heading: t("country.heading"), message: t("country.text"), fields: { country: t("country.text") } };
    case "TOTAL_CHANGED": {
      const total = formatMoney(refusal.total, locale());
      const heading = t("total.heading", { total });
      if (input.delivery === "pickup" && typed.seenDelivery !== "pickup")
        return { heading, message: t("total.pickup", { total }) };
      if (input.delivery === "shipping" && (typed.seenDelivery === "pickup" || typed.seenCountry !== input.country))
        return { heading, message: t("total.delivery", { country: countryName(input.country, locale()), total }) };
      const { lines } = await getCart(ctx, await cartToken());
      const items = lines.flatMap(({ title, priceBefore, unitPrice }) =>
        priceBefore
          ? [
              t("total.line", {
                title,
                before: formatMoney(priceBefore, locale()),
                now: formatMoney(unitPrice, locale()),
              }),
            ]
          : [],
      );
      return { heading, ...(items.length > 0 && { items }), message: t("total.text") };
    }
    case "PICKUP_NOT_OFFERED":
      return { heading: t("pickup.heading"), message: t("pickup.text") };
    case "OUT_OF_STOCK": {
      const cart = await getCart(ctx, await cartToken());
      const items = refusal.short.flatMap(({ bookId, available }) => {
        const line = cart.lines.find((each) => each.bookId === bookId);
        if (!line) return [];
        return [
          available > 0 ? t("stock.some", { title: line.title, available }) : t("stock.none", { title: line.title }),
        ];
      });
      return { heading: t("stock.heading"), items, message: t("stock.text") };
    }
  }
}
