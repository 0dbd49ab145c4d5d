import { describe, expect, it } from "vitest";
import { carriers, trackingPage } from "./carriers.ts";

describe("CHK-13 where a parcel can be followed", () => {
  it("CHK-13 is known by the carrier's name, however it is written", () => {
    expect(trackingPage("dhl", "0034 0434 1614")).toBe(
      "https://www.dhl.com/de-en/home/tracking.html?tracking-id=003404341614&submit=1",
    );
    expect(trackingPage("Osterreichische Post", "1")).toContain("https://www.post.at/");
    expect(trackingPage("A man with a bicycle", "1")).toBeNull();
    expect(trackingPage("DHL", " ")).toBeNull();
    expect(trackingPage(null, null)).toBeNull();
  });

  it("SEC-4 what was typed as a number leads nowhere else", () => {
    for (const { name } of carriers) {
      const page = new URL(trackingPage(name, "x#@evil.example/?a=b&c") ?? "");
      expect(page.protocol).toBe("https:");
      expect(page.href).not.toContain("@evil");
    }
  });
});
