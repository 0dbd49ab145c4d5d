import { expect, it } from "vitest";
import { deskPolicy, gatewayPages, securityHeaders, shopPolicy } from "./headers.ts";

it("SEC-2 no policy allows what is unsafe, and each is told of what it blocks", () => {
  for (const policy of [shopPolicy, deskPolicy("5f1c")]) {
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("report-uri /api/csp");
    expect(policy).toContain("default-src 'none'");
  }
  const everywhere = securityHeaders().flatMap(({ headers }) => headers.map(({ value }) => value));
  expect(everywhere.join("\n")).not.toContain("unsafe");
  expect(shopPolicy.split("; ")).toContain("script-src 'self'");
});

it("SEC-2 PAY-1 forms of desk pages lead to the shop, and to the pages of its gateway", () => {
  const forms = (policy: string) => policy.split("; ").filter((each) => each.startsWith("form-action"));
  const at = (PAYMENTS: string, STRIPE_API_BASE = "https://api.stripe.com") =>
    forms(deskPolicy("5f1c", gatewayPages({ PAYMENTS, STRIPE_API_BASE })));
  expect(forms(shopPolicy)).toEqual(["form-action 'self'"]);
  expect(at("demo")).toEqual(["form-action 'self'"]);
  expect(at("stripe")).toEqual(["form-action 'self' https://checkout.stripe.com"]);
  expect(at("stripe", "http://127.0.0.1:4242")).toEqual(["form-action 'self' http://127.0.0.1:4242"]);
});
