import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight } from "./highlight.ts";

const marked = (title: string, query: string) =>
  highlight(title, query)
    .map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join("");

describe("highlight", () => {
  it("DSC-2 marks what was typed, at beginnings of words, whatever the accents", () => {
    expect(marked("A Brief History of Time", "time")).toBe("A Brief History of [Time]");
    expect(marked("Les Misérables", "miser")).toBe("Les [Misér]ables");
    expect(marked("The Odyssey", "ody the")).toBe("[The] [Ody]ssey");
    expect(marked("Sometimes", "time")).toBe("Sometimes");
    expect(marked("İstanbul", "ist")).toBe("[İst]anbul");
    expect(marked("Dune", "  ")).toBe("Dune");
  });

  it("DSC-2 never loses or changes a letter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (title, query) => {
        const text = highlight(title, query)
          .map((part) => part.text)
          .join("");
        expect(text).toBe(title);
      }),
    );
  });
});
