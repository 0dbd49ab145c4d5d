import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { AuditEntry, AuditFacts } from "@/shop/audit/model";
import { AuditFactsList } from "./audit-entry";

const told = (facts: AuditFacts) => {
  const entry = { action: "order.refunded", facts } as AuditEntry;
  return renderToStaticMarkup(<AuditFactsList entry={entry} locale="en" />).replace(/<[^>]+>/g, "");
};

it("SEC-5 CHK-10 amounts in the log are money, in their currency", () => {
  expect(told({ reason: "goodwill", amountMinor: 1_540, currency: "EUR" })).toBe("Why: goodwillAmount: €15.40");
  expect(told({ amountMinor: 1_540, currency: "JPY" })).toBe("Amount: ¥1,540");
  expect(told({ currency: "EUR" })).toBe("");
});
