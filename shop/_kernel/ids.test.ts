import fc from "fast-check";
import { expect, it } from "vitest";
import { isId, newId } from "./ids.ts";
import { derivedToken, hashToken, isToken, newToken } from "./tokens.ts";

it("PLT-10 ids are UUIDs version 7 that sort by the time they were made", () => {
  const time = fc.integer({ min: 0, max: 2 ** 47 });
  fc.assert(
    fc.property(time, time, (a, b) => {
      const [x, y] = [newId(new Date(a)), newId(new Date(b))];
      expect(isId(x)).toBe(true);
      expect(x[14]).toBe("7");
      expect("89ab").toContain(x[19]);
      expect(parseInt(x.replace("-", "").slice(0, 12), 16)).toBe(a);
      if (a !== b) expect(x < y).toBe(a < b);
    }),
  );
});

it("PLT-10 no id comes twice", () => {
  const now = new Date();
  expect(new Set(Array.from({ length: 10_000 }, () => newId(now))).size).toBe(10_000);
});

it("PLT-10 whatever is no id is told from one", () => {
  for (const bad of ["", "1", "018f", "018F3B1E-0000-7000-8000-000000000000", "' or 1=1"])
    expect(isId(bad)).toBe(false);
});

it("CHK-9 tokens have 256 bits, and only their hash would be kept", () => {
  const token = newToken();
  expect(isToken(token)).toBe(true);
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(hashToken(token)).not.toContain(token);
  expect(newToken()).not.toBe(token);
});

it("CHK-9 a link's token can be made again from its secret, and from nothing else", () => {
  expect(derivedToken("s", "track", "1")).toBe(derivedToken("s", "track", "1"));
  expect(isToken(derivedToken("s", "track", "1"))).toBe(true);
  const others = [derivedToken("t", "track", "1"), derivedToken("s", "reset", "1"), derivedToken("s", "track", "2")];
  expect(others).not.toContain(derivedToken("s", "track", "1"));
});
