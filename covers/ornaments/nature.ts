import { mix } from "../colour/contrast.ts";
import {
  at,
  box,
  circle,
  dot,
  type Field,
  fillPath,
  i,
  Layers,
  line,
  type Point,
  points,
  ROUND,
  smooth,
  strokePath,
  TURN,
} from "./drawing.ts";

/** Stems with paired leaves. */
export const stems: Field = (w, h, inks, r) => {
  const layers = new Layers();
  let stem = "";
  const count = r.int(4, 6);
  const long = r.between(0.7, 1.1);
  const round = r.between(0.3, 0.75);
  for (let j = 0; j < count; j++) {
    let x = ((j + 0.5 + r.between(-0.25, 0.25)) / count) * w;
    let y = h + 6;
    let angle = -TURN / 4 + r.between(-0.12, 0.12);
    const bend = r.between(-0.07, 0.07);
    const steps = r.int(8, 12);
    const reach = (h * r.between(0.62, 0.97)) / steps;
    const way: Point[] = [[x, y]];
    for (let s = 0; s < steps; s++) {
      angle += bend;
      x += reach * Math.cos(angle);
      y += reach * Math.sin(angle);
      way.push([x, y]);
      const size = Math.min(w / count, 110) * long * (1 - (s / steps) * 0.65);
      const sides = s > steps - 2 ? [0] : s > 1 ? [-1, 1] : [];
      for (const side of sides) {
        const [ex, ey] = [size * Math.cos(angle + side * 0.85), size * Math.sin(angle + side * 0.85)];
        const [nx, ny] = [-ey * round * 0.7, ex * round * 0.7];
        const out = `q${at(ex * 0.45 + nx, ey * 0.45 + ny)} ${at(ex, ey)}`;
        const back = `q${at(-ex * 0.55 - nx, -ey * 0.55 - ny)} ${at(-ex, -ey)}`;
        layers.add(j % 3, `M${at(x, y)}${out}${back}z`);
      }
    }
    stem += line(way);
  }
  return strokePath(stem, inks.a, 4, ROUND) + layers.fill(inks.a, inks.b, inks.c);
};

/** A bare tree before a low sun. */
export const tree: Field = (w, h, inks, r) => {
  const layers = new Layers();
  const widths = [20, 13, 9, 6, 4, 2.6, 1.8];
  const grow = (x: number, y: number, angle: number, length: number, depth: number) => {
    const [nx, ny] = [x + length * Math.cos(angle), y + length * Math.sin(angle)];
    const lean = (x + nx) / 2 + r.between(-0.12, 0.12) * length;
    layers.add(depth, `M${at(x, y)}Q${at(lean, (y + ny) / 2)} ${at(nx, ny)}`);
    if (depth === widths.length - 1) return;
    for (const side of [-1, 1]) {
      grow(nx, ny, angle + side * r.between(0.22, 0.62), length * r.between(0.66, 0.84), depth + 1);
    }
  };
  const sun = Math.min(w, h) * r.between(0.2, 0.32);
  const disc = fillPath(circle(w * r.between(0.3, 0.7), h * 0.4, sun), inks.b);
  grow(w * r.between(0.42, 0.58), h + 4, -TURN / 4, h * 0.24, 0);
  const strokes = widths.map((width) => ({ ink: inks.a, width: width * (h / 800) }));
  return disc + layers.stroke(strokes, ROUND);
};

/** Cut-paper algae on coloured blocks. */
export const cutouts: Field = (w, h, inks, r) => {
  const cols = 2;
  const rows = Math.max(1, Math.round((h / (w / 2)) * 0.9));
  const [cw, ch] = [w / cols, h / rows];
  const colours = [inks.ground, inks.a, inks.b, inks.c];
  const colour = (at: number) => colours[at % colours.length] ?? inks.a;
  const from = r.int(0, 3);
  let out = "";
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < cols; x++) {
      const nth = from + x + y * 2 + (y % 2);
      const front = colour(nth + r.pick([1, 2, 3]));
      out += fillPath(box(x * cw, y * ch, cw + 1, ch + 1), colour(nth));
      const lobes = r.int(3, 5);
      const middle = x * cw + cw * 0.5;
      let d = `M${at(middle, y * ch + ch * 0.86)}`;
      d += `q${r.int(-30, 30)} ${i(-ch * 0.35)} ${r.int(-14, 14)} ${i(-ch * 0.7)}`;
      for (let j = 0; j < lobes; j++) {
        for (const side of [-1, 1]) {
          d += `M${at(middle, y * ch + ch * (0.8 - (0.52 * j) / lobes))}`;
          d += `q${at(side * cw * 0.24, ch * 0.02)} ${at(side * cw * r.between(0.22, 0.34), -ch * r.between(0.1, 0.2))}`;
        }
      }
      out += strokePath(d, front, Math.min(cw, ch) * 0.11, ROUND);
    }
  }
  return out;
};

/** A sunflower head: seeds on the golden angle. */
export const seeds: Field = (w, h, inks, r) => {
  const layers = new Layers();
  const count = 190;
  const golden = Math.PI * (3 - Math.sqrt(5));
  const spread = (Math.min(w, h) * r.between(0.5, 0.62)) / Math.sqrt(count);
  for (let j = 3; j < count; j++) {
    const [t, q] = [j * golden, spread * Math.sqrt(j)];
    layers.add(Math.floor((j / count) * 5), dot(w / 2 + q * Math.cos(t), h / 2 + q * Math.sin(t)));
  }
  const rings = [
    { ink: inks.c, width: spread * 0.7 },
    { ink: inks.b, width: spread * 0.9 },
    { ink: inks.a, width: spread * 1.1 },
    { ink: inks.a, width: spread * 1.25 },
    { ink: inks.b, width: spread * 1.05 },
  ];
  return layers.stroke(rings, ROUND);
};

/** Hills with woodcut hatching. */
export const woodcut: Field = (w, h, inks, r) => {
  const sun = Math.min(w, h) * 0.15;
  const [sx, sy] = [w * r.between(0.25, 0.75), h * 0.27];
  let beams = "";
  for (let j = 0; j < 40; j++) {
    const [cos, sin] = [Math.cos((j / 40) * TURN), Math.sin((j / 40) * TURN)];
    const [from, to] = [sun * 1.2, sun * (j % 2 ? 1.9 : 2.6)];
    beams += `M${at(sx + from * cos, sy + from * sin)}L${at(sx + to * cos, sy + to * sin)}`;
  }
  let out = fillPath(circle(sx, sy, sun), inks.b) + strokePath(beams, inks.b, 4, ROUND);
  for (let j = 0; j < 4; j++) {
    const base = h * (0.48 + j * 0.14);
    const [waves, from] = [r.between(0.5, 1.2), r.between(0, 6)];
    const y = (x: number) => base + h * 0.09 * Math.sin(from + (x / w) * waves * TURN);
    const crest = points(15, (x) => [(x / 14) * w, y((x / 14) * w)]);
    out += fillPath(`${line(crest)}V${i(h)}H0z`, j % 2 ? inks.c : inks.a);
    let cuts = "";
    for (let x = -10 + r.next() * 10; x < w; x += 17) {
      cuts += `M${at(x, y(x) + 9)}l5 0l${at(10 + j * 5, h * r.between(0.06, 0.16))}z`;
    }
    out += fillPath(cuts, inks.ground);
  }
  return out;
};

/** Ink folded once: a Rorschach blot. */
export const blot: Field = (w, h, inks, r) => {
  let out = "";
  const blots = [
    { x: 0.5, y: 0.5, size: 0.36, ink: inks.a },
    { x: 0.5, y: 0.3, size: 0.13, ink: inks.a },
    { x: 0.5, y: 0.72, size: 0.12, ink: inks.b },
  ];
  for (const { x, y, size, ink } of blots) {
    const half = points(9, (j) => {
      const t = -TURN / 4 + ((j + 0.5) / 9) * (TURN / 2);
      const radius = size * Math.min(w, h) * 1.15 * r.between(0.35, 1.25);
      return [radius * Math.cos(t), radius * 1.1 * Math.sin(t)];
    });
    const folded = half.toReversed().map(([px, py]): Point => [-px, py]);
    out += fillPath(smooth([...half, ...folded].map(([px, py]): Point => [x * w + px, y * h + py])), ink);
  }
  let drops = "";
  for (let j = 0; j < 14; j++) {
    const [x, y, size] = [r.between(0.1, 0.44) * w, r.between(0.08, 0.92) * h, r.between(2, 11)];
    drops += circle(w / 2 - x, y, size) + circle(w / 2 + x, y, size);
  }
  return out + fillPath(drops, inks.a);
};

/** Something runs down. */
export const drips: Field = (w, h, inks, r) => {
  const layer = (from: number, ink: string) => {
    let d = "";
    for (let x = 0; x < w;) {
      const width = r.between(0.03, 0.07) * w;
      const length = h * (from + r.between(0, 0.5) * r.next());
      d += `V${i(length)}a${at(width / 2, width / 2)} 0 0 0 ${i(width)} 0V${i(h * from * 0.6)}h${i(width * 0.6)}`;
      x += width * 1.6;
    }
    return fillPath(`M0 0${d}V0z`, ink);
  };
  return layer(0.42, inks.b) + layer(0.3, inks.a);
};

/** Layered mountains by night or by day. */
export const mountains: Field = (w, h, inks, r) => {
  const moon = Math.min(w, h) * r.between(0.1, 0.22);
  const [mx, my] = [w * r.between(0.2, 0.8), h * r.between(0.2, 0.36)];
  let out = fillPath(circle(mx, my, moon), inks.b);
  if (r.chance(0.5)) out += fillPath(circle(mx + moon * 0.42, my - moon * 0.18, moon * 0.86), inks.ground);
  for (let j = 0; j < 5; j++) {
    const base = h * (0.42 + j * 0.13);
    const range: Point[] = [[-20, base]];
    for (let x = -20; x < w + 20;) {
      x += w * r.between(0.05, 0.15);
      range.push([x, base + h * r.between(-0.1, 0.06) * (1 - j * 0.12)]);
    }
    out += fillPath(`${line(range)}V${i(h)}H-20z`, mix(inks.a, inks.c, j / 4));
  }
  return out;
};
