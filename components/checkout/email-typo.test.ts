import fc from "fast-check";
import { expect, it } from "vitest";
import { guessAddress } from "./email-typo.ts";

it.each([
  ["aoife@gmial.com", "aoife@gmail.com"],
  ["aoife@gmail.con", "aoife@gmail.com"],
  ["Aoife@GMAI.com", "Aoife@gmail.com"],
  ["aoife@outlok.com", "aoife@outlook.com"],
  ["aoife@gmailcom", "aoife@gmail.com"],
  ["aoife@exampleorg", "aoife@example.org"],
  ["aoife@t-onlinede", "aoife@t-online.de"],
])("UX-3 CHK-4 %s may have meant %s", (typed, meant) => {
  expect(guessAddress(typed)).toBe(meant);
});

it("UX-3 CHK-4 leaves alone what may well be right", () => {
  for (const typed of [
    "aoife@example.org",
    "aoife@gmail.com",
    "aoife@mail.com",
    "aoife@gmx.ch",
    "a@b",
    "",
    "x",
    "a@b@c",
  ]) {
    expect(guessAddress(typed), typed).toBeNull();
  }
});

it("UX-3 never touches the part before the @", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9.+-]{1,20}$/), (person) => {
      expect(guessAddress(`${person}@gmial.com`)).toBe(`${person}@gmail.com`);
    }),
  );
});
