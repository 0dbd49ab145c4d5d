import type { Colours } from "../types.ts";

/** WCAG 2.2 AA for text of any size. */
export const MINIMUM = 4.5;

type Channels = [red: number, green: number, blue: number];

function channels(hex: string): Channels {
  const all = parseInt(hex.slice(1), 16);
  return [all >> 16, (all >> 8) & 255, all & 255];
}

const linear = (channel: number) => (channel <= 10 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
const known = new Map<string, number>();

/** Relative luminance of #rrggbb, remembered for the colours that covers keep asking about. */
export function luminance(hex: string): number {
  let value = known.get(hex);
  if (value === undefined) {
    const [r, g, b] = channels(hex);
    value = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    if (known.size < 5000) known.set(hex, value);
  }
  return value;
}

/** WCAG contrast, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [p, q] = [luminance(one), luminance(other)];
  return (Math.max(p, q) + 0.05) / (Math.min(p, q) + 0.05);
}

/** From `one` (0) to `other` (1). */
export function mix(one: string, other: string, share: number): string {
  const [p, q] = [channels(one), channels(other)];
  const parts = ([0, 1, 2] as const).map((i) => Math.round(p[i] + (q[i] - p[i]) * share));
  return "#" + parts.map((n) => n.toString(16).padStart(2, "0")).join("");
}

const lowest = (ink: string, grounds: Colours) => Math.min(...grounds.map((ground) => contrast(ink, ground)));

/** The first wish that reads on every ground; else the nearest shade of the first wish that does; else black or white. */
export function readable(wishes: Colours, grounds: Colours, minimum = MINIMUM + 0.05): string {
  for (const wish of wishes) if (lowest(wish, grounds) >= minimum) return wish;
  const target = lowest("#ffffff", grounds) > lowest("#000000", grounds) ? "#ffffff" : "#000000";
  for (let share = 0.1; share < 1; share += 0.1) {
    const shade = mix(wishes[0], target, share);
    if (lowest(shade, grounds) >= minimum) return shade;
  }
  return target;
}
