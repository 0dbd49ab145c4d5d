"use server";

import type { Route } from "next";
import { z } from "zod";
import { act, type Explain, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { settings } from "@/app/_cache/settings";
import { locale, localWords } from "@/app/_server/language";
import { formatMoney, money } from "@/shop/_kernel/money";
import { ok, type Refusal, type Result } from "@/shop/_kernel/result";
import { recordOrderPayment, refundOrder, type RefundRefusal } from "@/shop/orders";
import { orderNumberSchema } from "@/shop/orders/model";
import { repeatRefund, settleRefundByHand } from "@/shop/payments";
import { manualInput } from "@/shop/payments/model";
import { paymentForm, refundForm } from "./forms";

const explain: Explain = (field) => {
  const t = localWords("web.admin.money.errors");
  if (field.startsWith("quantity.")) return t("copies");
  if (field === "shipping" || field === "extra" || field === "amount") return t("amount");
  return t(field === "reason" || field === "means" ? "choice" : "note");
};

const done = (number: string, what: string) => ok(`${paths.admin.order(number)}?done=${what}` as Route);
const currency = async () => (await settings(locale())).shop.currency;

export async function refund(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  const of = await currency();
  return act(form, {
    input: refundForm(of),
    explain,
    command: async (ctx, { number, refund: input }): Promise<Result<Route, RefundRefusal>> => {
      const refunded = await refundOrder(ctx, number, input);
      return refunded.ok ? done(number, input.means ? "refundByHand" : "refund") : refunded;
    },
    refused: (refusal) => {
      const t = localWords("web.admin.money.errors");
      switch (refusal.code) {
        case "QUANTITY_TOO_MUCH":
          return { fields: { [`quantity.${refusal.lineId}`]: t("quantity", { left: refusal.left }) } };
        case "REFUND_TOO_MUCH":
          return { message: t("tooMuch", { left: formatMoney(money(refusal.leftMinor, of), locale()) }) };
        case "NOTHING_CHOSEN":
          return { message: t("nothing") };
      }
    },
  });
}

export async function record(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  const of = await currency();
  return act(form, {
    input: paymentForm(of),
    explain,
    command: async (
      ctx,
      { number, payment },
    ): Promise<Result<Route, Refusal<"ORDER_NOT_PAYABLE"> | (Refusal<"AMOUNT_DIFFERS"> & { totalMinor: number })>> => {
      const recorded = await recordOrderPayment(ctx, number, payment);
      return recorded.ok ? done(number, "paid") : recorded;
    },
    refused: (refusal) =>
      refusal.code === "AMOUNT_DIFFERS"
        ? {
            fields: {
              amount: localWords("web.admin.money.errors")("differs", {
                total: formatMoney(money(refusal.totalMinor, of), locale()),
              }),
            },
          }
        : {},
  });
}

const failed = z.object({ number: orderNumberSchema, refundId: z.uuid() });

export async function retryRefund(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: failed,
    command: async (ctx, { number, refundId }) => {
      const repeated = await repeatRefund(ctx, refundId);
      return repeated.ok ? done(number, "refund") : repeated;
    },
  });
}

export async function settleRefund(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("orders.manage");
  return act(form, {
    input: failed.and(manualInput),
    explain,
    command: async (ctx, { number, refundId, means, note }) => {
      const settled = await settleRefundByHand(ctx, refundId, { means, note });
      return settled.ok ? done(number, "refundByHand") : settled;
    },
  });
}
