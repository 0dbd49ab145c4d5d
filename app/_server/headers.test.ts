import { expect, it } from "vitest";
import { deskPolicy, securityHeaders, shopPolicy } from "./headers.ts";

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
