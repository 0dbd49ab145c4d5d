import { expect, it } from "vitest";
import { strengthOf } from "./strength.ts";

it("IDN-1 the strength hint follows length and variety, and asks for no kind of character", () => {
  expect(
    Object.fromEntries(
      [
        ...["", "Ab1!", "aaaaaaaaaaaaaaaa", "abcdefghijkl", "12345678", "password"],
        ...["sunflower", "two old maps", "correct horse battery staple", "пять тысяч страниц", "v7#Kq-2xW!m9"],
      ].map((password) => [password, strengthOf(password)]),
    ),
  ).toEqual({
    "": null,
    "Ab1!": "short",
    aaaaaaaaaaaaaaaa: "weak",
    abcdefghijkl: "weak",
    "12345678": "weak",
    password: "weak",
    sunflower: "weak",
    "two old maps": "good",
    "correct horse battery staple": "strong",
    "пять тысяч страниц": "strong",
    "v7#Kq-2xW!m9": "good",
  });
});
