import { expect, it } from "vitest";
import { deskPolicy } from "./headers.ts";
import { nonceOf } from "./nonce.ts";

it("SEC-2 finds the nonce that the policy carries", () => {
  expect(nonceOf(deskPolicy("5f1c"))).toBe("5f1c");
  expect(nonceOf(null)).toBeUndefined();
  expect(nonceOf("script-src 'self'")).toBeUndefined();
});
