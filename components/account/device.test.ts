import { expect, it } from "vitest";
import { deviceOf } from "./device.ts";

it("IDN-8 devices are named as their owner would name them", () => {
  const mozilla = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
  const named = (agent: string | null) => {
    const { browser, system } = deviceOf(agent);
    return `${browser} on ${system}`;
  };
  expect(named(`${mozilla} Chrome/141.0.0.0 Safari/537.36`)).toBe("Chrome on Windows");
  expect(named(`${mozilla} Chrome/141.0.0.0 Safari/537.36 Edg/141.0`)).toBe("Edge on Windows");
  expect(named("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox on Linux");
  expect(
    named(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
    ),
  ).toBe("Safari on iPhone");
  expect(named("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36")).toBe(
    "Chrome on Android",
  );
  expect([named(null), named("curl/8.5")]).toEqual(["null on null", "null on null"]);
});
