import { expect, it } from "vitest";
import { languageOfText } from "./text-language.ts";

it.each([
  ["en", "The book that I press into hands most often: a quiet life, and all of it matters."],
  ["en", "Her island, her rules. It is short and there is not a spare word in it."],
  ["de", "Ein stilles Buch über das Meer und die Leute, die es nicht verlassen."],
  ["de", "Das habe ich an einem Abend gelesen. Großartig übersetzt, auch wenn es nicht leicht ist."],
  ["fr", "Un roman sur les silences d’une famille, dans une ville qui est déjà partie."],
  ["es", "Una historia de las que no se olvidan, con una voz muy clara y sin adornos."],
  ["it", "Il mare, la casa e gli anni che non tornano: una storia che è anche nostra."],
  ["nl", "Het verhaal van een jongen die niet naar huis wil, met een hond aan zijn zijde."],
])("MSG-6 tells that a text is written in %s", (language, text) => {
  expect(languageOfText(text)).toBe(language);
});

it("MSG-6 does not guess where a text is too short, in another language, or in two", () => {
  expect(languageOfText("")).toBeNull();
  expect(languageOfText("Wunderbar")).toBeNull();
  expect(languageOfText("Ich und der Hund")).toBe("de");
  expect(languageOfText("Świetna książka, polecam każdemu.")).toBeNull();
  expect(languageOfText("The wind and the sea. Der Wind und das Meer.")).toBeNull();
});
