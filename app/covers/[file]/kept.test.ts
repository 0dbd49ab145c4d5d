import { describe, expect, it } from "vitest";
import { keep } from "./kept.ts";

describe("kept pictures", () => {
  it("CAT-7 keeps what was asked for last, within its size", () => {
    const kept = keep<string>(6, (text) => text.length);
    kept.set("a", "aa");
    kept.set("b", "bb");
    kept.set("c", "cc");
    expect(kept.get("a")).toBe("aa");
    kept.set("d", "dd");
    expect([kept.get("a"), kept.get("b"), kept.get("c"), kept.get("d")]).toEqual(["aa", undefined, "cc", "dd"]);
    kept.set("d", "dddd");
    expect([kept.get("a"), kept.get("c"), kept.get("d")]).toEqual([undefined, "cc", "dddd"]);
  });
});
