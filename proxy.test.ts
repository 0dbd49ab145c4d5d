import { expect, it } from "vitest";
import { deskMatcher } from "./app/_server/paths.ts";
import { config } from "./proxy.ts";

it("SEC-2 every desk path gets the policy with a nonce", () => {
  expect(config.matcher).toEqual(deskMatcher());
});
