import { expect, it } from "vitest";
import { isBearer } from "./bearer.ts";

it("OBS-3 metrics are for whoever brings the token, and for nobody where there is none", () => {
  const token = "a-token-of-some-length";
  expect([`Bearer ${token}`, `bearer ${token}`].map((given) => isBearer(given, token))).toEqual([true, true]);
  for (const given of [
    null,
    "",
    token,
    "Bearer",
    "Bearer ",
    `Bearer ${token}x`,
    `Basic ${token}`,
    `Bearer x ${token}`,
  ]) {
    expect(isBearer(given, token), String(given)).toBe(false);
  }
  expect([isBearer("Bearer undefined", undefined), isBearer("Bearer ", "")]).toEqual([false, false]);
});
