import { mix } from "../colour/contrast.ts";
import {
  at,
  box,
  circle,
  dot,
  ellipse,
  type Field,
  fillPath,
  i,
  Layers,
  line,
  type Point,
  ROUND,
  strokePath,
  TURN,
} from "./drawing.ts";

/** A star chart. */
export const stars: Field = (w, h, inks, r) => {
  const [cx, cy] = [w * r.pick([0.5, 0.5, 0.2, 0.85]), h * r.pick([0.5, 0.45, 0.9])];
  const reach = Math.max(w, h) * 0.6;
  let chart = "";
  for (let j = 1; j <= 4; j++) chart += circle(cx, cy, (reach * j) / 4);
  for (let j = 0; j < 12; j++) {
    const t = (j / 12) * TURN;
    chart += `M${at(cx, cy)}L${at(cx + reach * Math.cos(t), cy + reach * Math.sin(t))}`;
  }
  const small = new Layers();
  for (let j = 0; j < 90; j++) small.add(j % 9 ? (j % 3 ? 0 : 1) : 2, dot(r.next() * w, r.next() * h));
  let lines = "";
  let heads = "";
  for (let c = 0; c < 3; c++) {
    let x = w * r.between(0.15, 0.6);
    let y = h * (0.12 + c * 0.28 + r.between(0, 0.1));
    let angle = r.between(-0.6, 0.8);
    const figure: Point[] = [[x, y]];
    for (let s = r.int(3, 5); s > 0; s--) {
      angle += r.between(-1.1, 1.1);
      x += w * 0.14 * Math.cos(angle);
      y += w * 0.14 * Math.sin(angle);
      figure.push([x, y]);
    }
    lines += line(figure);
    for (const [px, py] of figure) heads += circle(px, py, r.between(4, 9));
  }
  const sizes = [2.6, 4, 7].map((width) => ({ ink: inks.b, width }));
  return (
    strokePath(chart, inks.c, 1.2) +
    small.stroke(sizes, ROUND) +
    strokePath(lines, inks.a, 1.8) +
    fillPath(heads, inks.a)
  );
};

/** Orbits and their planets. */
export const orbits: Field = (w, h, inks, r) => {
  const tilt = r.int(-40, 40);
  const reach = Math.max(w, h) * 0.62;
  const flat = r.between(0.3, 1);
  let ways = "";
  let planets = "";
  for (let j = 1; j <= 8; j++) {
    const radius = (reach * j) / 8;
    const t = r.between(0, TURN);
    ways += ellipse(0, 0, radius, radius * flat);
    if (j === 1) continue;
    const planet = circle(radius * Math.cos(t), radius * flat * Math.sin(t), r.between(7, 26));
    planets += fillPath(planet, j % 3 ? inks.b : inks.c);
  }
  const sun = fillPath(circle(0, 0, reach * 0.09), inks.b);
  const place = `translate(${at(w / 2, h / 2)})rotate(${tilt})`;
  return `<g transform="${place}">${strokePath(ways, inks.a, 2)}${sun}${planets}</g>`;
};

/** A printed sun in dots. */
export const halftone: Field = (w, h, inks, r) => {
  const s = Math.max(w / 20, 23);
  const rowHeight = s * Math.sqrt(3 / 4);
  const [cx, cy] = [w * r.between(0.2, 0.8), h * r.between(0.25, 0.75)];
  const reach = Math.max(w, h) * r.between(0.5, 0.75);
  const layers = new Layers();
  for (let row = 0; row * rowHeight < h + s; row++) {
    for (let col = 0; col * s <= w; col++) {
      const [x, y] = [(col + (row % 2) / 2) * s, row * rowHeight];
      const light = 1 - Math.hypot(x - cx, y - cy) / reach;
      if (light > 0.04) layers.add(Math.min(6, Math.floor(light * 7.5)), dot(x, y));
    }
  }
  const sizes = [0, 1, 2, 3, 4, 5, 6].map((j) => ({ ink: inks.a, width: s * (0.2 + j * 0.14) }));
  return layers.stroke(sizes, ' stroke-linecap="round"');
};

const SAIL = "M-34 0h76l-16 20h-44zM-2 -6v-74l42 70zM-8 -6v-54l-26 54z";

/** Sea, sun, perhaps a sail. */
export const sea: Field = (w, h, inks, r) => {
  const horizon = h * r.between(0.42, 0.56);
  const sun = w * r.between(0.14, 0.26);
  let out = fillPath(circle(w * r.between(0.25, 0.75), horizon - sun * r.between(-0.2, 1.3), sun), inks.b);
  const rows = 7;
  for (let j = 0; j < rows; j++) {
    const y = horizon + ((h - horizon) * j) / rows;
    const wave = w / (9 - j);
    let d = `M${at(-wave * (j % 2 ? 0.5 : 0), y)}`;
    for (let x = 0; x <= 10 - j; x++) d += `q${at(wave / 2, wave * 0.28)} ${i(wave)} 0`;
    out += fillPath(`${d}V${i(h)}H0z`, mix(inks.a, inks.c, j / (rows - 1)));
    if (j === 1 && r.chance(0.7)) {
      const place = at(w * r.between(0.25, 0.75), y + 20);
      out += `<path transform="translate(${place})" fill="${inks.ground}" d="${SAIL}"/>`;
    }
  }
  return out;
};

/** Towers with a few windows lit. */
export const city: Field = (w, h, inks, r) => {
  let [back, front, lit, warm] = ["", "", "", ""];
  for (let x = -10; x < w;) {
    const wide = w * r.between(0.08, 0.16);
    back += box(x, h * r.between(0.28, 0.55), wide, h);
    x += wide * 0.9;
  }
  for (let x = -10; x < w;) {
    const wide = w * r.between(0.13, 0.22);
    const top = h * r.between(0.4, 0.72);
    front += box(x, top, wide, h);
    for (let wy = top + 18; wy < h; wy += 34) {
      for (let wx = x + 12; wx < x + wide - 16; wx += 26) {
        if (!r.chance(0.16)) continue;
        if (r.chance(0.25)) warm += box(wx, wy, 12, 18);
        else lit += box(wx, wy, 12, 18);
      }
    }
    x += wide * 1.02;
  }
  return (
    fillPath(circle(w * r.between(0.2, 0.8), h * 0.2, w * 0.09), inks.b) +
    fillPath(back, mix(inks.a, inks.ground, 0.55)) +
    fillPath(front, inks.a) +
    fillPath(lit, inks.b) +
    fillPath(warm, inks.c)
  );
};

/** Doors within doors. */
export const doors: Field = (w, h, inks, r) => {
  const arched = r.chance(0.6);
  const count = r.int(4, 6);
  const lean = r.between(-0.12, 0.12);
  let out = "";
  for (let j = 0; j < count; j++) {
    const size = 1 - j / count;
    const [dw, dh] = [w * 0.86 * size, h * 0.92 * size];
    const [x, y] = [(w - dw) / 2 + lean * w * (1 - size), h - dh];
    const arch = `M${at(x, h)}V${i(y + dw / 2)}a${at(dw / 2, dw / 2)} 0 0 1 ${i(dw)} 0V${i(h)}z`;
    const ink = j === count - 1 ? inks.b : mix(inks.a, inks.c, j / Math.max(1, count - 2));
    out += fillPath(arched ? arch : box(x, y, dw, dh), ink);
  }
  return out;
};

/** Cells under the glass. */
export const cells: Field = (w, h, inks, r) => {
  const found: { x: number; y: number; radius: number }[] = [];
  const walls = new Layers();
  const nuclei = new Layers();
  for (let n = 0; n < 420 && found.length < 70; n++) {
    const [x, y] = [r.next() * w, r.next() * h];
    let radius = n < 40 ? 78 : 34;
    for (const cell of found) radius = Math.min(radius, Math.hypot(x - cell.x, y - cell.y) - cell.radius - 5);
    if (radius < 7) continue;
    const layer = found.push({ x, y, radius }) % 3;
    walls.add(layer, circle(x, y, radius));
    if (radius <= 14) continue;
    const [dx, dy] = [r.between(-0.3, 0.3) * radius, r.between(-0.3, 0.3) * radius];
    nuclei.add((layer + 1) % 3, circle(x + dx, y + dy, radius * r.between(0.16, 0.4)));
  }
  return walls.fill(inks.a, inks.b, inks.c) + nuclei.fill(inks.a, inks.b, inks.c);
};

/** A street plan with a route. */
export const streets: Field = (w, h, inks, r) => {
  const s = w / 6;
  const skew = r.between(-0.2, 0.2);
  let blocks = "";
  for (let row = -1; row * s < h + s; row++) {
    for (let col = -1; col < 8; col++) {
      const [x, y] = [(col + row * skew) * s, (row - col * skew) * s];
      const q = s - 12;
      if (!r.chance(0.86)) continue;
      blocks += r.chance(0.3)
        ? `M${at(x, y)}h${i(q)}l${at(-q, q)}z`
        : `M${at(x, y)}l${at(q, -skew * q)} ${at(skew * q, q)} ${at(-q, skew * q)}z`;
    }
  }
  let x = s * r.int(0, 2) - 6;
  let y = h;
  let route = `M${at(x, y)}`;
  for (let j = 0; j < 12 && y > 0 && x < w; j++) {
    const step = s * r.int(1, 2);
    if (j % 2) x += step;
    else y -= step;
    route += j % 2 ? `h${i(step)}` : `v${i(-step)}`;
  }
  return (
    fillPath(blocks, inks.a) +
    strokePath(route, inks.b, 10, ROUND) +
    fillPath(circle(x, y, 17), inks.b) +
    fillPath(circle(x, y, 7), inks.ground)
  );
};
