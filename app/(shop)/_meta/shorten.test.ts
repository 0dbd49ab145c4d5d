import { describe, expect, it } from "vitest";
import { shorten } from "./shorten.ts";

describe("shorten", () => {
  it("DSC-4 keeps whole sentences, else whole words, and never more than there is room for", () => {
    expect(shorten("Short.", 40)).toBe("Short.");
    expect(shorten("A first sentence here. A second one that is too long.", 40)).toBe("A first sentence here.");
    expect(shorten("One sentence that does not end before the room is used up", 40)).toBe(
      "One sentence that does not end before…",
    );
    expect(shorten("No. And then nothing but one very long sentence follows", 40)).toBe(
      "No. And then nothing but one very long…",
    );
  });
});
