import { expect, it } from "vitest";
import { ownPath } from "./own-path.ts";

it("PAY-4 addresses of the shop become paths, a gateway's stay as they are", () => {
  expect(ownPath("http://localhost:3000/pay/demo/1", "http://localhost:3000")).toBe("/pay/demo/1");
  expect(ownPath("https://pay.example/s/1", "http://localhost:3000")).toBe("https://pay.example/s/1");
  expect(ownPath("http://localhost:30001/x", "http://localhost:3000")).toBe("http://localhost:30001/x");
});
