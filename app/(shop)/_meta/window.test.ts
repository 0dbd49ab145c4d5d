import { describe, expect, it } from "vitest";
import type { Availability, StaffPick } from "../../../shop/catalog/model.ts";
import { arrange } from "./window.ts";

const pick = (slug: string, length: number, availability: Availability = { kind: "in_stock" }): StaffPick => ({
  note: { by: "Ines", desk: "", text: "x".repeat(length) },
  book: {
    id: slug,
    slug,
    title: slug,
    authors: [],
    format: "paperback",
    price: { minor: 1000, currency: "EUR" },
    availability,
    coverKey: "k",
    language: "en",
  },
});

describe("the shop window", () => {
  it("DSC-1 shows the first short note of a book that can be had, three more notes, and two books beside", () => {
    const picks = [
      pick("long", 200),
      pick("gone", 50, { kind: "out" }),
      pick("lead", 90),
      pick("a", 300),
      pick("b", 20),
      pick("c", 20),
      pick("d", 20),
    ];
    const { lead, notes, beside } = arrange(picks);
    expect(lead?.book.slug).toBe("lead");
    expect(notes.map(({ book }) => book.slug)).toEqual(["long", "a", "b"]);
    expect(beside.map((book) => book.slug)).toEqual(["c", "d"]);
  });

  it("DSC-1 takes the shortest where all are long, and nothing where there is nothing", () => {
    expect(arrange([pick("longer", 300), pick("long", 200)]).lead?.book.slug).toBe("long");
    expect(arrange([pick("gone", 50, { kind: "out" })])).toEqual({ lead: undefined, notes: [], beside: [] });
  });
});
