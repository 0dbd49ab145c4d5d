import { expect, it } from "vitest";
import { shopErrorCodes } from "@/shop/_kernel/codes";
import { sentenceOf, statusOf } from "./refusals.ts";

it("API-2 SEC-3 every refusal has its status and a sentence", () => {
  expect(Object.keys(statusOf).sort()).toEqual([...shopErrorCodes].sort());
  for (const code of shopErrorCodes) {
    expect(statusOf[code]).toBeGreaterThanOrEqual(400);
    expect(sentenceOf({ code }, "en")).toMatch(/\.$/);
  }
  expect([statusOf.UNAUTHENTICATED, statusOf.FORBIDDEN, statusOf.NOT_FOUND]).toEqual([401, 403, 404]);
});
