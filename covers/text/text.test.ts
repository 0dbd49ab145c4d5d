import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { baked } from "../glyphs/index.js";
import { face, faceFor, type FaceName } from "./faces.ts";
import { fit, type FitOptions } from "./fit.ts";
import { Setter } from "./measure.ts";
import { tidy, wordsOf } from "./words.ts";

const lines = (text: string, o: Partial<FitOptions> = {}, name: FaceName = "serif") =>
  fit(text, new Setter(name, text), { w: 520, h: 260, max: 100, leading: 1.05, ...o }).lines.map((line) => line.text);

describe("CAT-7 words", () => {
  const taken = (title: string, subtitle?: string) => {
    const words = wordsOf({ title, subtitle, authors: [] });
    return [words.title, words.subtitle, words.series, words.volume?.number];
  };

  it.each([
    ["Shadowfever (Fever, #5)", ["Shadowfever", "", "Fever · 5", 5]],
    ["Twilight (Twilight, #1)", ["Twilight", "", "", 1]],
    [
      "The Slow Regard of Silent Things (Kingkiller #2.5)",
      ["The Slow Regard of Silent Things", "", "Kingkiller · 2.5", undefined],
    ],
    ["Potter Boxset (Harry Potter, #1-7)", ["Potter Boxset", "", "Harry Potter · 1–7", undefined]],
    ["Mort (Death, #1; Discworld, #4)", ["Mort", "", "Death · 1; Discworld · 4", 1]],
    ["I Am America (And So Can You!)", ["I Am America (And So Can You!)", "", "", undefined]],
    ["Unbroken: A World War II Story of Survival", ["Unbroken", "A World War II Story of Survival", "", undefined]],
    ["2001: A Space Odyssey", ["2001: A Space Odyssey", "", "", undefined]],
    ["   ", ["–", "", "", undefined]],
  ])("CAT-7 takes “%s” apart", (title, parts) => {
    expect(taken(title)).toEqual(parts);
  });

  it("CAT-7 leaves a title whole when the catalogue has a subtitle", () => {
    expect(taken("A Very Long Title: With a Colon", "Notes")).toEqual([
      "A Very Long Title: With a Colon",
      "Notes",
      "",
      undefined,
    ]);
  });

  it("CAT-7 sets printers’ marks, drops stray characters and cuts what no cover holds", () => {
    expect(tidy(`  "Don't"  say 'so' -- ever...`)).toBe("“Don’t” say ‘so’ – ever…");
    expect(tidy("a\u0000b\ud800c\u202Ed\u200b")).toBe("abcd");
    const long = tidy("word ".repeat(2000));
    expect(long.length).toBeLessThanOrEqual(240);
    expect(long).toMatch(/word…$/);
  });

  it.each([
    [["Ann"], "en", "Ann"],
    [["Ann", "Ben"], "en", "Ann & Ben"],
    [["Ann", "Ben", "Cy"], "en", "Ann, Ben & Cy"],
    [["Ann", "Ben", "Cy", "Di"], "en", "Ann & others"],
    [["Ann", "Ben", "Cy", "Di"], "de", "Ann u. a."],
    [["Ann", "Ann "], "en", "Ann"],
    [["Maximiliane von Hohenlohe-Schillingsfürst", "Ben"], "en", "Maximiliane von Hohenlohe-Schillingsfürst & others"],
    [[], "en", ""],
  ])("CAT-7 names %j in %s as “%s”", (authors, language, byline) => {
    expect(wordsOf({ title: "T", authors, language }).byline).toBe(byline);
  });
});

describe("CAT-7 lines", () => {
  it("CAT-7 break evenly", () => {
    expect(lines("Norwegian Wood", { lines: 2 })).toEqual(["Norwegian", "Wood"]);
    expect(lines("The Importance of Being Earnest", { lines: 2 })).toEqual(["The Importance", "of Being Earnest"]);
  });

  it.each([
    ["The Lion, the Witch, and the Wardrobe", ["The Lion,", "the Witch,", "and the Wardrobe"]],
    ["Lord of the Flies", ["Lord", "of the Flies"]],
    ["Gone with the Wind", ["Gone", "with the Wind"]],
    ["Harry Potter and the Sorcerer’s Stone", ["Harry Potter", "and the", "Sorcerer’s Stone"]],
  ])("CAT-7 of “%s” do not end in a word that leans on the next", (title, broken) => {
    expect(lines(title)).toEqual(broken);
  });

  it("CAT-7 break after hyphens, and within a word only when it fits in no other way", () => {
    expect(lines("Slaughterhouse-Five", { w: 300 })).toEqual(["Slaughterhouse-", "Five"]);
    const cut = lines("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", { w: 300, min: 30 });
    expect(cut.length).toBeGreaterThan(1);
    expect(cut.slice(0, -1).every((line) => line.endsWith("-"))).toBe(true);
  });

  it("CAT-7 never leave the box", () => {
    for (const text of [
      "It",
      "W".repeat(40),
      "a b c d e f g h i j k l m n",
      "The Adventures of Augie March",
      "红楼梦第一回",
    ]) {
      for (const w of [120, 300, 520]) {
        const setter = new Setter("didone", text);
        const fitted = fit(text, setter, { w, h: 200, max: 120, leading: 1.1 });
        expect(fitted.height).toBeLessThanOrEqual(200.01);
        for (const { extent } of fitted.lines)
          expect((extent.right - extent.left) * fitted.size).toBeLessThanOrEqual(w + 0.01);
      }
    }
  });
});

describe("CAT-7 faces", () => {
  it("CAT-7 are baked with letters, capitals and an outline for each", () => {
    for (const name of Object.keys(baked) as FaceName[]) {
      expect(face(name).has("Ångström & Ćwierć: “O’Neil” – 1984"), name).toBe(true);
      expect(face(name).cap).toBeGreaterThan(0.4);
      expect(face(name).glyph("H").path).toMatch(/^m-?\d+[ -]\d+/);
      expect(face(name).glyph("語")).toMatchObject({ advance: 0, path: "" });
    }
  });

  it("CAT-7 come from packages whose licence is carried", () => {
    const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
    const packages = [...read("build.mjs").matchAll(/(?:@fontsource\/|\$\{VARIABLE\})([a-z0-9-]+)/g)].map(
      ([, name = ""]) => name,
    );
    expect(new Set(packages).size).toBe(14);
    const carried = read("LICENCES.md").toLowerCase();
    for (const name of packages) expect(carried).toContain(`- ${name.replaceAll("-", " ")}: `);
    expect(carried).toContain("sil open font license version 1.1");
  });

  it("CAT-7 a text is set in one face, or in none", () => {
    expect(faceFor("didone", "Война и мир")?.name).toBe("serif");
    expect(faceFor("gothic", "Ο Ξένος")?.name).toBe("serifBlack");
    expect(faceFor("didone", "百年の孤独")).toBeNull();
  });
});
