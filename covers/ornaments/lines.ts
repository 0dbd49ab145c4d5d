import { mix } from "../colour/contrast.ts";
import type { Random } from "../random.ts";
import {
  at,
  box,
  circle,
  type Field,
  fillPath,
  i,
  Layers,
  line,
  points,
  ROUND,
  smooth,
  strokePath,
  TURN,
} from "./drawing.ts";

/** Ridge lines of a hidden signal. */
export const ridges: Field = (w, h, inks, r) => {
  const rows = 20;
  const step = h / (rows + 3);
  const peaks = Array.from({ length: 3 }, () => ({
    centre: r.between(0.3, 0.7),
    spread: r.between(0.04, 0.12),
    height: r.between(0.4, 1),
  }));
  let out = "";
  for (let j = 0; j < rows; j++) {
    const base = step * (j + 3);
    const ridge = points(27, (x) => {
      const t = x / 26;
      let up = 0;
      for (const { centre, spread, height } of peaks) {
        up += height * Math.exp(-(((t - centre - 0.1 * Math.sin(j / 3 + height * 9)) / spread) ** 2));
      }
      return [w * (0.08 + t * 0.84), base - up * step * 2.4 * (0.6 + 0.4 * r.next()) - r.next() * 2];
    });
    const style = `fill="${inks.ground}" stroke="${inks.a}" stroke-width="2.6" stroke-linejoin="round"`;
    out += `<path d="${line(ridge)}" ${style}/>`;
  }
  return out;
};

/** Closed curves about one point, each a little unlike the one within it. */
function loops(w: number, h: number, r: Random, count: number): string[] {
  const [cx, cy] = [w * r.between(0.2, 0.8), h * r.between(0.25, 0.75)];
  const reach = Math.hypot(w, h) * 0.85;
  const waves = [
    { often: 1, deep: 0.24, drift: 0.06, from: r.between(0, 6) },
    { often: 2, deep: 0.14, drift: -0.09, from: r.between(0, 6) },
    { often: 3, deep: 0.1, drift: 0.13, from: r.between(0, 6) },
    { often: 5, deep: 0.06, drift: 0.21, from: r.between(0, 6) },
  ];
  return Array.from({ length: count }, (_, j) => {
    const radius = (reach * (j + 0.6)) / count;
    const loop = points(14, (k) => {
      const t = (k / 14) * TURN;
      const swell = waves.reduce((sum, v) => sum + v.deep * Math.cos(v.often * t + v.from + j * v.drift), 1);
      return [cx + radius * swell * Math.cos(t), cy + radius * swell * Math.sin(t)];
    });
    return smooth(loop);
  });
}

/** Contour lines of a hill. */
export const topography: Field = (w, h, inks, r) => {
  const layers = new Layers();
  for (const [j, loop] of loops(w, h, r, 17).entries()) layers.add(j % 4 ? 0 : 1, loop);
  return layers.stroke([
    { ink: inks.a, width: 2.2 },
    { ink: inks.b, width: 4 },
  ]);
};

/** The same hill, cut from layers of paper. */
export const papercut: Field = (w, h, inks, r) =>
  loops(w, h, r, 7)
    .reverse()
    .map((loop, j) => fillPath(loop, mix(inks.a, inks.b, j / 6)))
    .join("");

/** Wide waving bands. */
export const bands: Field = (w, h, inks, r) => {
  const count = r.int(7, 11);
  const high = r.between(0.25, 0.7) * (h / count);
  const waves = r.between(0.6, 1.5);
  const from = r.between(0, 6);
  const colours = [inks.a, inks.ground, inks.b, inks.ground, inks.c, inks.ground];
  let out = "";
  for (let j = 0; j < count; j++) {
    const edge = points(13, (x) => [
      (x / 12) * w,
      (j * h) / count + high * Math.sin(from + j * 0.35 + (x / 12) * waves * TURN),
    ]);
    out += fillPath(`${line(edge)}V${i(h)}H0z`, colours[j % 6] ?? inks.a);
  }
  return out;
};

/** Strokes along a field of flow. */
export const flow: Field = (w, h, inks, r) => {
  const [p, q, scale] = [r.between(0, 6), r.between(0, 6), r.between(0.004, 0.008)];
  const layers = new Layers();
  for (let j = 0; j < 64; j++) {
    let x = ((j % 8) + r.next()) * (w / 7.5) - 20;
    let y = (Math.floor(j / 8) + r.next()) * (h / 7.5) - 20;
    const stroke = points(8, (k) => {
      if (k > 0) {
        const angle = 1.5 * Math.sin(x * scale + p) + 1.5 * Math.cos(y * scale + q);
        x += 19 * Math.cos(angle);
        y += 19 * Math.sin(angle);
      }
      return [x, y];
    });
    layers.add(j % 3, line(stroke));
  }
  const widths = [
    { ink: inks.a, width: 9 },
    { ink: inks.b, width: 6 },
    { ink: inks.c, width: 12 },
  ];
  return layers.stroke(widths, ROUND);
};

/** Beams about a disc. */
export const rays: Field = (w, h, inks, r) => {
  const [cx, cy] = [w * r.pick([0.5, 0.5, 0.12, 0.88]), h * r.pick([0.5, 0.72, 1])];
  const count = r.pick([16, 20, 24, 28]);
  const far = w + h;
  const off = r.next();
  const end = (t: number) => at(cx + far * Math.cos(t), cy + far * Math.sin(t));
  let d = "";
  for (let j = 0; j < count; j++) {
    d += `M${at(cx, cy)}L${end(((j + off) / count) * TURN)} ${end(((j + off + 0.5) / count) * TURN)}z`;
  }
  const disc = Math.min(w, h) * 0.2;
  return (
    fillPath(d, inks.a) + fillPath(circle(cx, cy, disc + 14), inks.ground) + fillPath(circle(cx, cy, disc), inks.b)
  );
};

/** Engine turning, as on bank notes. */
export const guilloche: Field = (w, h, inks, r) => {
  const lobes = r.int(7, 13);
  const reach = Math.min(w, h) * 0.47;
  const rosette = (scale: number, inner: number, count: number) =>
    line(
      points(count + 1, (j) => {
        const t = (j / count) * TURN * 5;
        const radius = reach * scale * (1 - inner + inner * Math.cos(((t * lobes) / 5) * 1.4));
        return [w / 2 + radius * Math.cos(t), h / 2 + radius * Math.sin(t)];
      }),
    );
  return strokePath(rosette(1, 0.28, 260), inks.a, 1.6) + strokePath(rosette(0.52, 0.4, 160), inks.b, 1.6);
};

/** Combed marbling (nonpareil). */
export const marble: Field = (w, h, inks, r) => {
  const comb = Math.max(44, w / r.int(8, 12));
  const cols = Math.ceil(w / comb);
  const rows = Math.ceil(h / 34) + 3;
  const colours = [inks.a, inks.ground, inks.b, inks.a, inks.c, inks.ground, inks.b];
  let out = "";
  for (let j = 0; j < rows; j++) {
    let d = `M${at(-comb, h + 90)}V${i(j * 34 - 50)}`;
    for (let x = -1; x <= cols; x++) {
      const dip = r.between(46, 84);
      d += `c${at(comb * 0.1, dip)} ${at(comb * 0.9, dip)} ${i(comb)} ${r.int(-5, 5)}`;
    }
    out += fillPath(`${d}V${i(h + 90)}z`, colours[(j + 1) % colours.length] ?? inks.a);
  }
  return out;
};

/** Slanting rain with a lamp behind it. */
export const rain: Field = (w, h, inks, r) => {
  const layers = new Layers();
  for (let j = 0; j < 110; j++) {
    const drop = `M${at(r.between(-0.1, 1.2) * w, r.between(-0.1, 1) * h)}l${-r.int(8, 14)} ${r.int(40, 110)}`;
    layers.add(j % 3 ? 0 : 1, drop);
  }
  const x = w * r.between(0.25, 0.75);
  const beam = `M${at(x, h * 0.2)}L${at(x - w * 0.42, h)}h${i(w * 0.84)}z`;
  const fall = [
    { ink: inks.a, width: 2.4 },
    { ink: inks.b, width: 1.4 },
  ];
  return fillPath(beam, inks.c) + fillPath(circle(x, h * 0.2, w * 0.035), inks.b) + layers.stroke(fall);
};

/** Ruled hatching that bends round a sphere: engraver's shade. */
export const engraving: Field = (w, h, inks, r) => {
  const radius = Math.min(w, h) * 0.36;
  const [cx, cy] = [w / 2, h / 2];
  const lit = r.between(-0.5, 0.5);
  let thin = "";
  let thick = "";
  for (let y = 6; y < h; y += 12) {
    const dy = y - cy;
    if (Math.abs(dy) >= radius) {
      thin += `M0 ${i(y)}H${i(w)}`;
      continue;
    }
    const half = Math.sqrt(radius * radius - dy * dy);
    thin += `M0 ${i(y)}H${i(cx - half)}M${at(cx + half, y)}H${i(w)}`;
    const from = cx - half + half * (1 + lit) * (0.5 + 0.3 * Math.sin(dy / radius));
    thick += `M${at(from, y)}Q${at((from + cx + half) / 2, y + 8)} ${at(cx + half, y)}`;
  }
  return strokePath(thin, inks.a, 1.5) + fillPath(circle(cx, cy, radius), inks.b) + strokePath(thick, inks.ground, 6);
};

/** A perspective floor under a striped sun. */
export const horizon: Field = (w, h, inks) => {
  const ground = h * 0.62;
  const cx = w / 2;
  let floor = "";
  for (let x = -9; x <= 9; x++) floor += `M${at(cx + x * 22, ground)}L${at(cx + x * w * 0.3, h)}`;
  for (let j = 0, y = ground; y < h; j++) {
    floor += `M0 ${i(y)}H${i(w)}`;
    y += 4 + j * j * 1.7;
  }
  const sun = Math.min(w * 0.36, ground * 0.72);
  let slits = "";
  for (let j = 0; j < 6; j++) slits += box(cx - sun, ground - j * sun * 0.24 - 2, 2 * sun, 13 - 2 * j);
  return (
    fillPath(circle(cx, ground - sun * 0.3, sun), inks.b) +
    fillPath(slits, inks.ground) +
    fillPath(box(0, ground, w, h), inks.ground) +
    strokePath(floor, inks.a, 2)
  );
};
