import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const here = import.meta.dirname;
const root = path.join(here, "../..");
const tokens = fs.readFileSync(path.join(here, "tokens.css"), "utf8");

type Side = 0 | 1;

/** Relative luminance (WCAG 2.2) of `oklch(l c h)`; the matrices are those of CSS Color 4. */
function luminance(oklch: string): number {
  const [l = 0, c = 0, h = 0] = oklch.match(/[\d.]+/g)?.map(Number) ?? [];
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const [x, y, z] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ];
  const light = [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ].map((value) => Math.min(1, Math.max(0, value)));
  return 0.2126 * light[0]! + 0.7152 * light[1]! + 0.0722 * light[2]!;
}

/** A token's colour by day (0) and by lamp (1). */
function colour(name: string, side: Side): string {
  const value = tokens.match(new RegExp(`--${name}: light-dark\\((oklch\\([^)]*\\)), (oklch\\([^)]*\\))\\)`));
  if (!value) throw new Error(`no colour --${name}`);
  return value[side + 1]!;
}

function contrast(front: string, back: string, side: Side): number {
  const [a, b] = [luminance(colour(front, side)), luminance(colour(back, side))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const grounds = ["paper", "paper-2", "paper-3", "card"];
const pairs: [string, number, string[]][] = [
  ["ink", 4.5, [...grounds, "accent-wash", "ochre-wash", "green-wash", "red-wash"]],
  ["ink-2", 4.5, [...grounds, "accent-wash", "ochre-wash", "green-wash", "red-wash"]],
  ["ink-3", 4.5, [...grounds, "accent-wash"]],
  ["accent-ink", 4.5, [...grounds, "accent-wash", "green-wash"]],
  ["on-accent", 4.5, ["accent", "accent-deep"]],
  ["paper", 4.5, ["ink"]],
  ["ochre", 4.5, ["paper", "paper-2", "card", "ochre-wash"]],
  ["green", 4.5, ["paper", "paper-2", "card", "green-wash"]],
  ["red", 4.5, ["paper", "paper-2", "card", "red-wash"]],
  ["line", 3, ["paper", "paper-2", "card"]],
  ["focus", 3, grounds],
  ["ochre-mark", 3, ["paper", "paper-2", "card"]],
  ["green-mark", 3, ["paper", "paper-2", "card"]],
];

function files(dir: string, ending: string): string[] {
  return fs.readdirSync(path.join(root, dir), { recursive: true, encoding: "utf8" }).flatMap((name) => {
    const file = path.join(dir, name);
    return file.endsWith(ending) && !file.includes("node_modules") ? [file] : [];
  });
}

describe("the look", () => {
  it.each(pairs)("UX-2 --%s reaches %f on every ground it stands on, by day and by lamp", (front, least, backs) => {
    for (const back of backs) {
      for (const side of [0, 1] as const) {
        expect(contrast(front, back, side), `${front} on ${back}, side ${side}`).toBeGreaterThanOrEqual(least);
      }
    }
  });

  it("SEC-2 no component writes a style attribute: the policy forbids them", () => {
    const views = [...files("app", ".tsx"), ...files("components", ".tsx")];
    expect(views.length).toBeGreaterThan(40);
    const styled = views.filter((file) => /\sstyle=\{|<style\b/.test(fs.readFileSync(path.join(root, file), "utf8")));
    expect(styled).toEqual([]);
  });

  it("UX-2 every colour comes from the tokens", () => {
    const others = files("app/styles", ".css").filter((file) => !file.endsWith("tokens.css"));
    for (const file of others) {
      const raw = fs.readFileSync(path.join(root, file), "utf8").match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi) ?? [];
      expect(raw, file).toEqual([]);
    }
  });
});
