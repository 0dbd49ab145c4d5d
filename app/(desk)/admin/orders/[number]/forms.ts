import { z } from "zod";
import { parseAmount } from "@/shop/_kernel/amounts";
import { orderNumberSchema, refundInput, shipmentInput } from "@/shop/orders/model";
import { manualInput } from "@/shop/payments/model";

type Fields = Record<string, unknown>;
const text = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === "string" ? value.replaceAll("\u0000", "").trim() : "";
};
const number = (fields: Fields, issues: z.core.$RefinementCtx): string => {
  const parsed = orderNumberSchema.safeParse(fields.number);
  if (!parsed.success) issues.addIssue({ code: "custom", path: ["number"], message: "number" });
  return parsed.data ?? "";
};

/** Copies by line, as fields named `<part>.<line's id>`; none and 0 are left out, what is no whole number is refused. */
function copiesIn(fields: Fields, part: string, issues: z.core.$RefinementCtx): { lineId: string; quantity: number }[] {
  return Object.keys(fields).flatMap((name) => {
    const [of, lineId = ""] = name.split(".", 2);
    const typed = text(fields, name);
    if (of !== part || typed === "" || /^0+$/.test(typed)) return [];
    if (!/^\d{1,4}$/.test(typed) || !z.uuid().safeParse(lineId).success) {
      issues.addIssue({ code: "custom", path: [name], message: "copies" });
      return [];
    }
    return [{ lineId, quantity: Number(typed) }];
  });
}

/** What goes into a parcel: at least one copy. */
export const packForm = z.record(z.string(), z.unknown()).transform((fields, issues) => ({
  number: number(fields, issues),
  lines: copiesIn(fields, "pack", issues),
}));

/** How a parcel leaves; what is collected in the shop goes with no carrier. */
export const shipForm = z
  .object({ delivery: z.literal("pickup") })
  .transform(() => ({ carrier: null, trackingNumber: null }))
  .or(shipmentInput);

/** Money back, by line, delivery and any amount besides. */
export const refundForm = (currency: string) =>
  z.record(z.string(), z.unknown()).transform((fields, issues) => {
    const amount = (name: string): number => {
      const typed = text(fields, name);
      const minor = typed === "" ? 0 : parseAmount(typed, currency);
      if (minor === null) issues.addIssue({ code: "custom", path: [name], message: "amount" });
      return minor ?? 0;
    };
    const given = {
      number: number(fields, issues),
      lines: copiesIn(fields, "quantity", issues).map((line) => ({
        ...line,
        restock: fields[`restock.${line.lineId}`] !== undefined,
      })),
      shippingMinor: amount("shipping"),
      extraMinor: amount("extra"),
      reason: text(fields, "reason"),
      note: text(fields, "refundNote"),
      means: text(fields, "means") || null,
      key: z.uuid().safeParse(fields.key).data,
    };
    const parsed = refundInput.safeParse(given);
    if (!parsed.success) {
      const fieldOf = { shippingMinor: "shipping", extraMinor: "extra", note: "refundNote" } as Record<string, string>;
      for (const issue of parsed.error.issues) {
        const at = String(issue.path[0]);
        issues.addIssue({ code: "custom", path: [fieldOf[at] ?? at], message: issue.code });
      }
      return z.NEVER;
    }
    return { number: given.number, refund: parsed.data };
  });

/** Money that came without the gateway. */
export const paymentForm = (currency: string) =>
  z.record(z.string(), z.unknown()).transform((fields, issues) => {
    const amountMinor = parseAmount(text(fields, "amount"), currency);
    if (amountMinor === null) issues.addIssue({ code: "custom", path: ["amount"], message: "amount" });
    const parsed = manualInput.safeParse({ means: text(fields, "means"), note: text(fields, "note") });
    for (const issue of parsed.error?.issues ?? []) {
      issues.addIssue({ code: "custom", path: [String(issue.path[0])], message: issue.code });
    }
    if (amountMinor === null || !parsed.success) return z.NEVER;
    return { number: number(fields, issues), payment: { ...parsed.data, amountMinor } };
  });
