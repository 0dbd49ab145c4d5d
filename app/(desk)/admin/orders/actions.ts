"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { requireDesk } from "@/app/_server/desk";
import { formValues } from "@/app/_server/form";
import { paths } from "@/app/_server/paths";
import type { BulkState } from "@/components/admin/bulk-form";
import { localWords } from "@/app/_server/language";
import { moveOrders as move } from "@/shop/orders";
import { orderNumberSchema, ORDERS_PER_PAGE } from "@/shop/orders/model";
import { bulkActs } from "./bulk-acts";

const input = z.object({
  act: z.enum(bulkActs),
  number: z.preprocess(
    (value) => (typeof value === "string" ? [value] : value),
    z.array(orderNumberSchema).min(1).max(ORDERS_PER_PAGE),
  ),
});

/** Moves each of the selected orders by itself, and tells of each what became of it. */
export async function moveOrders(_before: BulkState, form: FormData): Promise<BulkState> {
  const ctx = await requireDesk("orders.manage");
  const t = localWords("web.admin");
  const answer = crypto.randomUUID();
  const parsed = input.safeParse(formValues(form));
  if (!parsed.success) return { heading: t("orders.bulk.none"), results: [], answer };
  const { act, number: numbers } = parsed.data;
  const results = (await move(ctx, act, numbers)).map(({ number, result }) => ({
    id: number,
    href: paths.admin.order(number),
    done: result.ok,
    words: result.ok
      ? t(`orders.bulk.done.${act}`)
      : result.code === "NOT_FOUND"
        ? t("orders.bulk.missing")
        : t("orders.bulk.refused", { state: t(`states.${result.state}`) }),
  }));
  refresh(); // the list shows them as they stand now
  const done = results.filter((result) => result.done).length;
  return { heading: t(`orders.bulk.heading.${act}`, { done, all: results.length }), results, answer };
}
