import { expect, it } from "vitest";
import { isOwnOrigin } from "./origin.ts";

const shop = "https://books.example";
const from = (headers: Record<string, string>) => isOwnOrigin(new Headers(headers), shop);

it("SEC-2 CRT-1 a form on a page of ours may post", () => {
  expect(from({ "sec-fetch-site": "same-origin" })).toBe(true);
  expect(from({ "sec-fetch-site": "same-origin", origin: "null" })).toBe(true);
  expect(from({ "sec-fetch-site": "none" })).toBe(true);
  expect(from({ origin: shop })).toBe(true);
});

it("SEC-2 CRT-1 another site may not, whatever it says of itself", () => {
  for (const headers of [
    {},
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", origin: shop },
    { "sec-fetch-site": "" },
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: "http://books.example" },
    { origin: "https://books.example:8443" },
    { origin: "https://books.example.evil.example" },
  ]) {
    expect(from(headers as Record<string, string>), JSON.stringify(headers)).toBe(false);
  }
});
