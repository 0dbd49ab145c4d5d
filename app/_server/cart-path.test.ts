import { expect, it } from "vitest";
import { refuse } from "@/shop/_kernel/result";
import { cartPathAfter, cartPathAfterRefill, readCartRefusal, readMissing } from "./cart-path.ts";

const read = (path: string) => Object.fromEntries(new URL(path, "http://x").searchParams);

it("UX-1 CRT-1 a form without scripts leads to the cart, which can tell what was refused", () => {
  expect(cartPathAfter(null)).toBe("/cart");
  const path = cartPathAfter(refuse("OUT_OF_STOCK", { available: 2 }), "the-sea");
  expect(path).toBe("/cart?refused=OUT_OF_STOCK&book=the-sea");
  expect(readCartRefusal(read(path))).toEqual({ code: "OUT_OF_STOCK", slug: "the-sea" });
});

it("SEC-4 an address that somebody made up tells nothing", () => {
  expect(readCartRefusal({ refused: "<script>" })).toBeNull();
  expect(readCartRefusal({ refused: ["OUT_OF_STOCK"] })).toBeNull();
  expect(readCartRefusal({ refused: "INVALID_INPUT", book: ["a", "b"] })).toEqual({
    code: "INVALID_INPUT",
    slug: null,
  });
  for (const book of ["\u0000", "a\u0000b", "../x", "x".repeat(121), "<script>", ""])
    expect(readCartRefusal({ refused: "OUT_OF_STOCK", book })).toEqual({ code: "OUT_OF_STOCK", slug: null });
  expect(readMissing({ missing: "1 ' or true --" })).toEqual([]);
  expect(readMissing({ missing: ["x"] })).toEqual([]);
});

it("CHK-7 after a refill it names the books that could not be had", () => {
  const bookId = "01970000-0000-7000-8000-000000000001";
  expect(cartPathAfterRefill([])).toBe("/cart");
  expect(readMissing(read(cartPathAfterRefill([{ bookId }, { bookId }])))).toEqual([bookId, bookId]);
});
