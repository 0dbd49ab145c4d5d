import { describe, expect, it } from "vitest";
import { palettes } from "./colour/palettes.ts";
import { choose } from "./choose.ts";
import { compose } from "./compose.ts";
import { readBooks } from "./fixtures/books.ts";
import { families, familyOf, type FamilyName } from "./genres/families.ts";
import { layoutNamed, layoutNames } from "./layouts/index.ts";
import { emblems } from "./ornaments/emblems.ts";
import { fields } from "./ornaments/index.ts";
import { calledEmblem } from "./ornaments/keywords.ts";
import { voices } from "./text/voices.ts";
import { wordsOf } from "./text/words.ts";
import type { Book } from "./types.ts";

const names = Object.keys(families) as FamilyName[];
const chosen = (book: Book) => {
  const { layout, palette } = choose(book, wordsOf(book));
  return { layout, ground: palette.ground };
};
const different = <T>(items: readonly T[]) => new Set(items).size;

/** A title that every layout can set. */
const easy = "The Quiet House";

describe("CAT-7 families", () => {
  it("CAT-7 name only what exists", () => {
    for (const family of Object.values(families)) {
      for (const layout of family.layouts) expect(layoutNames).toContain(layout);
      for (const name of family.palettes) expect(palettes).toHaveProperty(name);
      for (const name of family.fields) expect(fields).toHaveProperty(name);
      for (const name of family.emblems) expect(emblems).toHaveProperty(name);
      for (const name of family.voices) expect(voices).toHaveProperty(name);
      expect(different(family.layouts)).toBe(family.layouts.length);
      expect(different(family.palettes)).toBe(family.palettes.length);
    }
  });

  it("CAT-7 leave no layout, palette, field or voice unused", () => {
    const all = Object.values(families);
    expect(layoutNames.filter((name) => !all.some((f) => f.layouts.includes(name)))).toEqual([]);
    const unused = <T extends string>(offered: object, list: (f: (typeof all)[number]) => readonly T[]) =>
      Object.keys(offered).filter((name) => !all.some((f) => list(f).includes(name as T)));
    expect(unused(palettes, (f) => f.palettes)).toEqual([]);
    expect(unused(fields, (f) => f.fields)).toEqual([]);
    expect(unused(voices, (f) => f.voices)).toEqual([]);
  });

  it.each([
    ["Science fiction", "sf"],
    ["science-fiction", "sf"],
    ["Popular science", "science"],
    ["popular-science", "science"],
    ["Children’s books", "children"],
    ["Crime & thrillers", "crime"],
    ["Food and drink", "cooking"],
    ["Historical fiction", "history"],
    ["Art and design", "art"],
    ["Nature writing", "nature"],
    ["Politics", "society"],
    ["Krimi", "crime"],
    ["poetry", "poetry"],
    ["Anything else", "literary"],
    ["constructor", "literary"],
    ["", "literary"],
    [null, "literary"],
  ])("CAT-7 know %s as %s", (genre, family) => {
    expect(familyOf(genre)).toBe(family);
  });
});

describe("CAT-7 books of one author differ", () => {
  it.each(names)("CAT-7 %s: places in a row take every layout and every palette in turn", (genre) => {
    const { layouts: all, palettes: grounds } = families[genre];
    expect(all.filter((name) => layoutNamed(name).suits?.(wordsOf({ title: easy, authors: ["A"] })) === false)).toEqual(
      [],
    );
    for (const author of ["Iris Murdoch", "Penelope Fitzgerald"]) {
      const row = Array.from({ length: 3 * all.length }, (_, place) =>
        chosen({ title: easy, authors: [author], genre, place, isbn13: `978${place * 7919}` }),
      );
      for (let from = 0; from + all.length <= row.length; from++) {
        expect(different(row.slice(from, from + all.length).map((c) => c.layout))).toBe(all.length);
      }
      for (const [j, { ground }] of row.entries()) expect(row[j + 1]?.ground).not.toBe(ground);
      const meeting = Array.from({ length: grounds.length }, (_, k) =>
        chosen({ title: easy, authors: [author], genre, place: 5 + k * all.length }),
      );
      expect(different(meeting.map((c) => c.layout))).toBe(1);
      expect(different(meeting.map((c) => c.ground))).toBe(grounds.length);
    }
  });

  it("CAT-7 neighbours by number differ in layout and ground whatever their titles", () => {
    const titles = readBooks().map((book) => book.title);
    for (const genre of names) {
      for (let j = 1; j < titles.length; j++) {
        const [one, other] = [j - 1, j].map((place) => {
          return chosen({ title: titles[place] ?? "", authors: ["A. N. Other"], genre, place });
        });
        expect(one?.layout, `${genre}: ${titles[j - 1]} | ${titles[j]}`).not.toBe(other?.layout);
        expect(one?.ground).not.toBe(other?.ground);
      }
    }
  });

  it("CAT-7 so do the volumes of a series and ISBNs from one batch", () => {
    const potter = readBooks().filter((book) => /\(Harry Potter, #\d\)/.test(book.title));
    expect(potter).toHaveLength(7);
    expect(different(potter.map((book) => compose(book).layout))).toBe(7);
    expect(different(potter.map((book) => compose(book).page.palette.ground))).toBe(7);

    const batch = ["978009944847", "978009944848", "978009944849"].map((isbn) => `${isbn}0`);
    const covers = batch.map((isbn13) => chosen({ isbn13, title: easy, authors: ["Haruki Murakami"] }));
    expect(different(covers.map((c) => c.layout))).toBe(3);
    expect(different(covers.map((c) => c.ground))).toBe(3);
  });

  it("CAT-7 an author is the same however the name is spaced, and another author has another order", () => {
    const row = (author: string) =>
      Array.from({ length: 8 }, (_, place) => chosen({ title: easy, authors: [author], place }).layout);
    expect(row("J. K. Rowling")).toEqual(row("J.K. Rowling"));
    expect(row("J.K. Rowling")).not.toEqual(row("J.K. Bowling"));
  });
});

describe("CAT-7 chance is fair", () => {
  it("CAT-7 strangers’ books take all layouts and palettes about equally often", () => {
    const { layouts: all, palettes: grounds } = families.literary;
    const count = 6000;
    const seen = new Map<string, number>();
    for (let j = 0; j < count; j++) {
      const isbn13 = String(978000000000 + j * 104729).padEnd(13, "0");
      const { layout, ground } = chosen({ isbn13, title: easy, authors: [`Author ${j}`] });
      for (const name of [layout, ground]) seen.set(name, (seen.get(name) ?? 0) + 1);
    }
    expect(seen.size).toBe(all.length + grounds.length);
    for (const name of all) expect(Math.abs((seen.get(name) ?? 0) * all.length - count) / count).toBeLessThan(0.3);
    for (const name of grounds) {
      const times = seen.get(palettes[name].ground) ?? 0;
      expect(Math.abs(times * grounds.length - count) / count).toBeLessThan(0.3);
    }
  });
});

describe("CAT-7 a word of the title calls an emblem", () => {
  it.each([
    ["Moby-Dick", "en", "whale"],
    ["The Nightingale", "en", "bird"],
    ["Chat Room", "en", "keyhole"],
    ["Le Chat", "fr", "cat"],
    ["Der Zauberberg", "de", "mountain"],
    ["Nothing in Particular", "en", null],
  ])("CAT-7 %s (%s): %s", (title, language, emblem) => {
    expect(calledEmblem(title, language)).toBe(emblem);
  });
});
