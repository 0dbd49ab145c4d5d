import { describe, expect, it } from "vitest";
import { emailInput } from "./email.ts";

const messageOf = (typed: string) => emailInput.safeParse(typed).error?.issues[0]?.message;

describe("e-mail addresses", () => {
  it.each([
    [" Ines@Example.ORG ", "ines@example.org"],
    ["o'brien+books@mail.example.org", "o'brien+books@mail.example.org"],
    ["ines@BÜCHER.example", "ines@xn--bcher-kva.example"],
    ["ines@bu\u0308cher.example", "ines@xn--bcher-kva.example"],
    ["ines@xn--bcher-kva.example", "ines@xn--bcher-kva.example"],
    ["ines@пример.рф", "ines@xn--e1afmkfd.xn--p1ai"],
    ["ines@例え.jp", "ines@xn--r8jz45g.jp"],
  ])("IDN-1 %s has one form", (typed, stored) => {
    expect(emailInput.parse(typed)).toBe(stored);
  });

  it.each([
    ["a letter from another alphabet", "in\u0435s@example.org"],
    ["an accent before the @", "josé@example.org"],
    ["a quoted part", '"ines sander"@example.org'],
    ["a quoted @", '"a@b"@example.org'],
    ["a label of two alphabets", "ines@ex\u0430mple.org"],
    ["a label that looks Latin and is not", "ines@аррӏе.com"],
    ["a Greek look-alike", "ines@ορο.com"],
  ])("IDN-1 %s is refused as unusable", (_, typed) => {
    expect(messageOf(typed)).toBe("EMAIL_UNUSABLE");
  });

  it.each([
    "",
    "ines",
    "@example.org",
    "ines@",
    "ines@localhost",
    "ines@-a.org",
    "ines@127.0.0.1",
    "ines@[::1]",
    "a..b@example.org",
    ".a@example.org",
    "a b@example.org",
    "ines@exa mple.org",
    "ines@example.org/path",
    "ines@user:secret@example.org",
    "ines@example.org:80",
    "ines@example.org\nbcc: x",
    `${"a".repeat(65)}@example.org`,
    `ines@${"a".repeat(64)}.org`,
    `ines@${"abcdefgh.".repeat(30)}org`,
  ])("IDN-1 %j is no address", (typed) => {
    expect(messageOf(typed)).toBeDefined();
    expect(messageOf(typed)).not.toBe("EMAIL_UNUSABLE");
  });
});
