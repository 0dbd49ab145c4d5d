import { at, box, circle, type Field, fillPath, i, Layers, line, points, strokePath, TURN } from "./drawing.ts";

/** Every cell of a grid of squares that covers the box, row by row. */
function* cells(w: number, h: number, size: number): Generator<{ x: number; y: number; col: number; row: number }> {
  for (let row = 0; row * size < h; row++) {
    for (let col = 0; col * size < w - 1; col++) yield { x: col * size, y: row * size, col, row };
  }
}

/** A quarter disc about one of the square's corners. */
function quarter(x: number, y: number, s: number, corner: number): string {
  const arc = `A${at(s, s)} 0 0 1 `;
  if (corner === 0) return `M${at(x, y)}h${i(s)}${arc}${at(x, y + s)}z`;
  if (corner === 1) return `M${at(x + s, y)}v${i(s)}${arc}${at(x, y)}z`;
  if (corner === 2) return `M${at(x + s, y + s)}h${i(-s)}${arc}${at(x + s, y)}z`;
  return `M${at(x, y + s)}v${i(-s)}${arc}${at(x + s, y + s)}z`;
}

/** A leaf from corner to corner. */
function leaf(x: number, y: number, s: number, rising: boolean): string {
  const [from, to] = rising ? [at(x + s, y), at(x, y + s)] : [at(x, y), at(x + s, y + s)];
  const arc = `A${at(s, s)} 0 0 1 `;
  return `M${from}${arc}${to}${arc}${from}z`;
}

/** Bauhaus squares: quarters, leaves and discs on a grid. */
export const quarters: Field = (w, h, inks, r) => {
  const s = Math.max(80, w / r.int(3, 5));
  const layers = new Layers();
  let back = "";
  for (const { x, y } of cells(w, h, s)) {
    const ink = r.int(0, 2);
    const kind = r.int(0, 7);
    if (kind < 3) layers.add(ink, quarter(x, y, s, r.int(0, 3)));
    else if (kind === 3) layers.add(ink, leaf(x, y, s, r.chance(0.5)));
    else if (kind === 4) layers.add(ink, circle(x + s / 2, y + s / 2, s / 2));
    else if (kind === 5) {
      back += box(x, y, s, s);
      layers.add(1, quarter(x, y, s, r.int(0, 3)));
    } else if (kind === 6) {
      const corner = r.pick([0, 2]);
      layers.add(ink, quarter(x, y, s, corner));
      layers.add(r.int(0, 2), quarter(x + s / 2, y + s / 2, s / 2, 2 - corner));
    }
  }
  return fillPath(back, inks.c) + layers.fill(inks.a, inks.b, inks.c);
};

/** Petals: the same leaf turned about, as on a kitchen tile. */
export const petals: Field = (w, h, inks, r) => {
  const s = Math.max(50, w / r.pick([4, 6, 6, 8]));
  const layers = new Layers();
  for (const { x, y, col, row } of cells(w, h, s)) {
    layers.add((col + row) % 2 ? 0 : 1, leaf(x, y, s, row % 2 === 1));
  }
  return layers.fill(inks.a, inks.b);
};

/** Truchet arcs: a line that wanders over the whole sheet. */
export const arcs: Field = (w, h, inks, r) => {
  const s = Math.max(60, w / r.int(4, 6));
  let d = "";
  for (const { x, y } of cells(w, h, s)) {
    const flip = r.chance(0.5);
    for (const share of [1 / 4, 1 / 2, 3 / 4]) {
      const q = s * share;
      const arc = `a${at(q, q)} 0 0 `;
      d += flip
        ? `M${at(x + q, y)}${arc}1 ${at(-q, q)}M${at(x + s - q, y + s)}${arc}1 ${at(q, -q)}`
        : `M${at(x + s - q, y)}${arc}0 ${at(q, q)}M${at(x + q, y + s)}${arc}0 ${at(-q, -q)}`;
    }
  }
  return strokePath(d, inks.a, s / 9);
};

/** Half squares, any way up. */
export const triangles: Field = (w, h, inks, r) => {
  const s = Math.max(60, w / r.int(4, 7));
  const layers = new Layers();
  for (const { x, y } of cells(w, h, s)) {
    const layer = r.int(0, 2);
    const here = `M${at(x, y)}`;
    const triangle = r.pick([
      `${here}h${i(s)}l${at(-s, s)}z`,
      `${here}h${i(s)}v${i(s)}z`,
      `${here}v${i(s)}h${i(s)}z`,
      `M${at(x, y + s)}h${i(s)}v${i(-s)}z`,
      "",
    ]);
    layers.add(layer, triangle);
  }
  return layers.fill(inks.a, inks.b, inks.c);
};

/** Tumbling blocks. */
export const cubes: Field = (w, h, inks, r) => {
  const s = Math.max(54, w / r.int(5, 8));
  const side = s / Math.sqrt(3);
  const [u, v] = [i(s / 2), i(side / 2)];
  const layers = new Layers();
  for (let row = -1; row * side * 1.5 < h + side; row++) {
    for (let col = row % 2 ? -0.5 : 0; col * s < w; col++) {
      const [x, y] = [col * s + s / 2, row * side * 1.5];
      layers.add(0, `M${at(x, y)}l${u} ${v} -${u} ${v} -${u} -${v}z`);
      layers.add(1, `M${at(x, y + side)}l${u} -${v}v${i(side)}l-${u} ${v}z`);
    }
  }
  return fillPath(box(0, 0, w, h), inks.b) + layers.fill(inks.a, inks.c);
};

/** Stripes whose widths swell and shrink. */
export const stripes: Field = (w, h, inks, r) => {
  const upright = r.chance(0.5);
  const turns = r.between(0.6, 1.6);
  const from = r.between(0, 6);
  const length = upright ? w : h;
  const layers = new Layers();
  for (let place = 0, j = 0; place < length; j++) {
    const size = 10 + (26 * (1 + Math.sin(from + (place / length) * turns * TURN))) / 2;
    const layer = j % 2 === 0 ? 0 : j % 4 === 1 ? 1 : 2;
    layers.add(layer, upright ? box(place, 0, size * 0.62, h) : box(0, place, w, size * 0.62));
    place += size;
  }
  return layers.fill(inks.a, inks.b, inks.c);
};

/** Chips of stone. */
export const terrazzo: Field = (w, h, inks, r) => {
  const layers = new Layers();
  const s = Math.max(62, w / 7);
  for (const { x, y } of cells(w, h, s)) {
    const [cx, cy] = [x + r.between(0.2, 0.8) * s, y + r.between(0.2, 0.8) * s];
    const size = r.between(0.12, 0.48) * s;
    const from = r.between(0, 6);
    const layer = r.int(0, 2);
    const chip = points(r.int(4, 6), (j) => [
      cx + size * Math.cos(from + j * 1.15 + r.between(-0.2, 0.2)),
      cy + size * Math.sin(from + j * 1.15),
    ]);
    layers.add(layer, `${line(chip)}z`);
  }
  return layers.fill(inks.a, inks.b, inks.c);
};

/** A tile `w` by `h`, repeated over the whole box; `scale` enlarges it. */
function tiled(id: string, tile: { w: number; h: number; scale?: number; body: string }, w: number, h: number): string {
  const scale = tile.scale ? ` patternTransform="scale(${tile.scale.toFixed(3)})"` : "";
  const size = `width="${tile.w}" height="${tile.h}" patternUnits="userSpaceOnUse"${scale}`;
  return `<pattern id="${id}" ${size}>${tile.body}</pattern>${fillPath(box(0, 0, w, h), `url(#${id})`)}`;
}

/** Table cloth. */
export const gingham: Field = (w, h, inks, r, id) => {
  const s = r.pick([40, 50, 60]);
  const half = (d: string) => `<path fill="${inks.a}" fill-opacity=".5" d="${d}"/>`;
  const body = half(`M0 0h${s}v${2 * s}h-${s}z`) + half(`M0 0h${2 * s}v${s}h-${2 * s}z`);
  return tiled(id(), { w: 2 * s, h: 2 * s, body }, w, h);
};

const STAR = "M0 -9L2.5 -2.5L9 0L2.5 2.5L0 9L-2.5 2.5L-9 0L-2.5 -2.5z";
const FLOWER =
  "M0 -9c4 3 4 6 0 9c-4 -3 -4 -6 0 -9zM0 9c4 -3 4 -6 0 -9c-4 3 -4 6 0 9z" +
  "M-9 0c3 4 6 4 9 0c-3 -4 -6 -4 -9 0zM9 0c-3 4 -6 4 -9 0c3 -4 6 -4 9 0z";

/** Painted tiles, four-fold. */
export const azulejo: Field = (w, h, inks, r, id) => {
  const scale = w / r.pick([3, 4, 5]) / 20;
  const figure = r.pick([STAR, FLOWER]);
  const corners = (radius: number) =>
    [0, 20].map((x) => [0, 20].map((y) => `<circle cx="${x}" cy="${y}" r="${radius}"/>`).join("")).join("");
  const body =
    `<g fill="none" stroke="${inks.b}" stroke-width="1">${corners(6)}</g><g fill="${inks.c}">${corners(3.4)}</g>` +
    `<path transform="translate(10 10)" fill="${inks.a}" d="${figure}"/>` +
    `<circle cx="10" cy="10" r="1.8" fill="${inks.ground}"/>`;
  return tiled(id(), { w: 20, h: 20, scale, body }, w, h);
};

/** Overlapping scales (seigaiha). */
export const scales: Field = (w, h, inks, r, id) => {
  const scale = w / r.pick([5, 6, 8]) / 40;
  const rings = [
    { radius: 20, ink: inks.a },
    { radius: 15, ink: inks.ground },
    { radius: 10, ink: inks.b },
    { radius: 5, ink: inks.ground },
  ];
  const scaleAt = (x: number, y: number) =>
    rings.map(({ radius, ink }) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${ink}"/>`).join("");
  const body = scaleAt(0, 10) + scaleAt(40, 10) + scaleAt(20, 20) + scaleAt(0, 30) + scaleAt(40, 30);
  return tiled(id(), { w: 40, h: 20, scale, body }, w, h);
};

/** A chequered board that bulges. */
export const warp: Field = (w, h, inks, r) => {
  const cols = w < 320 ? 6 : 9;
  const rows = Math.round((cols * h) / w);
  const [cx, cy] = [r.between(-0.2, 0.2), r.between(-0.2, 0.2)];
  const bulge = (t: number, centre: number) => t + 0.11 * Math.sin((t - centre) * TURN);
  const px = (col: number) => bulge(col / cols, cx) * w;
  const py = (row: number) => bulge(row / rows, cy) * h;
  let d = "";
  for (let row = -1; row <= rows; row++) {
    for (let col = -1; col <= cols; col++) {
      if ((col + row) % 2 === 0) continue;
      d += box(px(col), py(row), px(col + 1) - px(col) + 0.6, py(row + 1) - py(row) + 0.6);
    }
  }
  return fillPath(d, inks.a);
};
