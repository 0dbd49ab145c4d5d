import type { Random } from "../random.ts";

/** Colours of a field: its ground and three others, strongest first. */
export interface Inks {
  ground: string;
  a: string;
  b: string;
  c: string;
}

/** Fills the box 0 0 w h (clipped by the caller). `id` makes an id that is unique to the cover. */
export type Field = (w: number, h: number, inks: Inks, r: Random, id: () => string) => string;

export type Point = readonly [x: number, y: number];

/** Whole units are fine enough for a field and half the bytes. */
export const i = (v: number) => String(Math.round(v));
/** A pair of numbers, as path data has them. */
export const at = (x: number, y: number) => `${Math.round(x)} ${Math.round(y)}`;

export const ROUND = ' stroke-linecap="round" stroke-linejoin="round"';

export const fillPath = (d: string, fill: string) => (d ? `<path d="${d}" fill="${fill}"/>` : "");

export const strokePath = (d: string, stroke: string, width: number, more = "") =>
  d ? `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${Math.round(width * 10) / 10}"${more}/>` : "";

export const box = (x: number, y: number, w: number, h: number) => `M${at(x, y)}h${i(w)}v${i(h)}h${i(-w)}z`;

export function ellipse(x: number, y: number, rx: number, ry: number): string {
  const half = `a${at(rx, ry)} 0 1 0 `;
  return `M${at(x - rx, y)}${half}${i(2 * rx)} 0${half}${i(-2 * rx)} 0z`;
}

export const circle = (x: number, y: number, radius: number) => ellipse(x, y, radius, radius);

/** A dot, as a stroke of no length with round ends: the width makes its size. */
export const dot = (x: number, y: number) => `M${at(x, y)}h0`;

/** Path data that belongs together by colour or width, drawn in the order of the layers. */
export class Layers {
  private readonly paths: string[] = [];

  add(layer: number, d: string): void {
    this.paths[layer] = (this.paths[layer] ?? "") + d;
  }

  fill(...inks: readonly string[]): string {
    return inks.map((ink, layer) => fillPath(this.paths[layer] ?? "", ink)).join("");
  }

  stroke(layers: readonly { ink: string; width: number }[], more = ""): string {
    return layers.map(({ ink, width }, layer) => strokePath(this.paths[layer] ?? "", ink, width, more)).join("");
  }
}

/** A closed smooth curve through the middles of a polygon's sides. */
export function smooth(points: readonly Point[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "";
  const middle = (p: Point, q: Point): Point => [Math.round((p[0] + q[0]) / 2), Math.round((p[1] + q[1]) / 2)];
  let [x, y] = middle(last, first);
  let d = `M${x} ${y}`;
  for (const [k, point] of points.entries()) {
    const [nx, ny] = middle(point, points[k + 1] ?? first);
    d += `q${at(point[0] - x, point[1] - y)} ${nx - x} ${ny - y}`;
    [x, y] = [nx, ny];
  }
  return `${d}z`;
}

/** A polyline in relative steps. */
export function line(points: readonly Point[]): string {
  const [first, ...rest] = points.map(([x, y]): Point => [Math.round(x), Math.round(y)]);
  if (!first) return "";
  let [x, y] = first;
  let d = `M${x} ${y}l`;
  for (const [k, [nx, ny]] of rest.entries()) {
    const [dx, dy] = [nx - x, ny - y];
    d += (k > 0 && dx >= 0 ? " " : "") + dx + (dy >= 0 ? " " : "") + dy;
    [x, y] = [nx, ny];
  }
  return d;
}

/** `count` points from 0 to `count - 1`. */
export const points = (count: number, point: (j: number) => Point): Point[] =>
  Array.from({ length: count }, (_, j) => point(j));

export const TURN = 2 * Math.PI;
