import { mix } from "../colour/contrast.ts";
import { type Align, H, n, W } from "../page.ts";
import type { Layout } from "../scene.ts";

/** A picture to three edges, the title in its sky. */
export const scene: Layout = {
  draw(s) {
    const { ground, ink, a, b } = s.palette;
    const on = [ground] as const;
    const top = s.random.pick([280, 330]);
    const align = s.random.pick<Align>(["left", "centre", "centre"]);
    s.ground();
    s.field({ x: 0, y: top, w: W, h: H - top });
    s.title({ x: 44, y: 96, w: 512, h: top - 104 }, { on, align, valign: "middle", max: 92, ink: [ink] });
    s.author({ x: 44, y: 42, w: 512, h: 40 }, { on, align, max: 29, maxLines: 1, ink: [b, a, ink] });
  },
};

/** One shape, large, and the words about it. */
export const emblem: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const size = r.pick([270, 320, 360]);
    const below = r.chance(0.5);
    const disc = r.chance(0.35);
    const y = below ? 70 : 820 - size;
    const back = disc ? s.against(ground, [c, b]) : ground;
    s.ground();
    if (disc) s.page.draw(`<circle cx="300" cy="${n(y + size / 2)}" r="${n(size * 0.62)}" fill="${back}"/>`);
    const side = disc ? size * 0.72 : size;
    const [figure, second] = [s.against(back, [a, ink, ground]), s.against(back, [b, ink, c, ground])];
    s.mark(300 - side / 2, y + (size - side) / 2, side, figure, back, second);
    const pad = disc ? size * 0.12 + 20 : 40;
    const from = y + size + pad;
    const room = below ? { y: from, h: 790 - from } : { y: 100, h: y - pad - 100 };
    s.title({ x: 44, ...room, w: 512 }, { on, align: "centre", valign: below ? "top" : "middle", max: 92, ink: [ink] });
    const author = { x: 44, y: below ? 810 : 42, w: 512, h: 44 };
    const valign = below ? "bottom" : "top";
    s.author(author, { on, align: "centre", valign, max: 31, maxLines: 1, ink: [a, b, ink] });
  },
};

/** The same shape many times, and once not. */
export const repeat: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const count = r.pick([3, 4]);
    const cell = W / count;
    const low = r.chance(0.5);
    const odd = r.int(0, count * count - 1);
    const tiles = r.chance(0.5);
    const room = H - count * cell;
    const colours = [c, a, ground, b];
    s.ground();
    for (let j = 0; j < count * count; j++) {
      const [col, row] = [j % count, Math.floor(j / count)];
      const [x, y] = [col * cell, row * cell + (low ? 0 : room)];
      const shade = j + (count % 2 ? 0 : row);
      const back = tiles ? (j === odd ? c : (colours[shade % 4] ?? c)) : ground;
      if (tiles) s.rule(x, y, cell, cell, back);
      const second = j === odd ? s.against(back, [b, ink, ground]) : s.against(back, [ink, ground, a]);
      const plain = j === odd ? s.against(ground, [a, b]) : mix(ink, ground, 0.15);
      const turn = j === odd ? 180 : 0;
      s.mark(x + cell * 0.18, y + cell * 0.18, cell * 0.64, tiles ? second : plain, back, second, turn);
    }
    const y = low ? count * cell : 0;
    s.title({ x: 40, y: y + 34, w: 520, h: room - 120 }, { on, max: 80, ink: [ink], valign: low ? "top" : "middle" });
    const foot = { x: 40, y: y + room - 74, w: 520, h: 44 };
    s.author(foot, { on, max: 29, valign: "bottom", maxLines: 1, ink: [a, b, ink] });
  },
};

/** A view through an arch. */
export const arch: Layout = {
  draw(s) {
    const { ground, ink, a, c } = s.palette;
    const on = [ground] as const;
    const w = s.random.pick([320, 380, 420]);
    const h = s.random.pick([470, 510]);
    const round = s.random.chance(0.7);
    const [x, y] = [(W - w) / 2, 64];
    const [right, foot] = [x + w, y + h];
    s.ground();
    s.field({ x, y, w, h }, { ground: c, c: ground });
    const roundTop = `V${y + w / 2}a${w / 2} ${w / 2} 0 0 0 ${-w} 0z`;
    const pointedTop = `V${y + w / 2}Q${right} ${y + w * 0.2} 300 ${y}Q${x} ${y + w * 0.2} ${x} ${y + w / 2}z`;
    const wall = `M0 0h600v900H0zM${x} ${foot}h${w}${round ? roundTop : pointedTop}`;
    s.page.draw(`<path fill-rule="evenodd" fill="${ground}" d="${wall}"/>`);
    const words = { on, align: "centre" } as const;
    s.title({ x: 44, y: foot + 36, w: 512, h: 740 - foot }, { ...words, max: 84, valign: "middle", ink: [ink] });
    const author = { x: 44, y: 804, w: 512, h: 48 };
    s.author(author, { ...words, valign: "bottom", max: 29, maxLines: 1, ink: [a, ink] });
  },
};

/** A stamp, cancelled. */
export const stamp: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const w = r.pick([350, 400]);
    const h = w * (s.words.title.length > 30 ? 1.05 : 1.2);
    const x = r.pick([W - w - 56, (W - w) / 2]);
    const y = 60;
    const sheet = s.sheet();
    const plain = sheet === ground;
    const hole = 20;
    let holes = "";
    for (let at = 0; at <= w; at += hole) holes += `M${n(x + at)} ${y}h0M${n(x + at)} ${n(y + h)}h0`;
    for (let at = hole; at < h; at += hole) holes += `M${x} ${n(y + at)}h0M${x + w} ${n(y + at)}h0`;
    s.ground();
    s.rule(x, y, w, h, plain ? mix(sheet, ink, 0.12) : sheet);
    s.page.draw(`<path d="${holes}" stroke="${ground}" stroke-width="11" stroke-linecap="round"/>`);
    s.field({ x: x + 24, y: y + 24, w: w - 48, h: h - 48 }, { ground: plain ? c : ground });
    const cx = x > 150 && x < 250 ? x + w - 10 : x;
    const cy = n(y + h - 40);
    const waves = [0, 1, 2, 3].map((j) => `M${cx - 66} ${n(y + h - 70 + j * 20)}q-22 -10 -44 0t-44 0t-44 0`).join("");
    s.page.draw(
      `<g fill="none" stroke="${mix(ink, ground, 0.25)}" stroke-width="3"><path d="${waves}"/>` +
        `<circle cx="${cx}" cy="${cy}" r="66"/><circle cx="${cx}" cy="${cy}" r="44"/></g>`,
    );
    const below = y + h + 62;
    s.title({ x: 48, y: below, w: 504, h: 780 - below }, { on, max: 82, ink: [ink], valign: "middle" });
    const author = { x: 48, y: 806, w: 504, h: 46 };
    s.author(author, { on, max: 29, maxLines: 1, valign: "bottom", ink: [a, b, ink] });
  },
};

/** Two inks, printed a little out of register. */
export const overprint: Layout = {
  draw(s) {
    const { ground, ink, a, b } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const size = r.pick([400, 450]);
    const dx = r.pick([-46, 46]);
    const turn = r.pick([-10, 0, 0, 12]);
    const [under, over] = [s.against(ground, [b, a]), s.against(ground, [a, b])];
    s.ground();
    s.page.draw(`<svg y="340" width="600" height="470" viewBox="0 340 600 470">`);
    s.mark(300 - size / 2 - dx, 406, size, under, ground, mix(under, ground, 0.4), turn);
    s.page.draw('<g fill-opacity=".82" stroke-opacity=".82">');
    s.mark(300 - size / 2 + dx, 368, size, over, ground, mix(over, ground, 0.45), turn);
    s.page.draw("</g></svg>");
    s.title({ x: 40, y: 44, w: 520, h: 270 }, { on, max: 104, ink: [ink] });
    s.author({ x: 40, y: 826, w: 520, h: 40 }, { on, max: 31, maxLines: 1, valign: "bottom", ink: [ink] });
  },
};

/** An oval portrait of an idea. */
export const cameo: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const top = s.random.chance(0.4);
    const cy = top ? 560 : 330;
    const { rx, ry } = s.random.pick([
      { rx: 170, ry: 214 },
      { rx: 190, ry: 226 },
    ]);
    const back = s.against(ground, [c, a]);
    const line = s.against(ground, [a, ink]);
    let hatch = "";
    for (let y = -ry + 8; y < ry; y += 10) {
      const half = rx * Math.sqrt(1 - (y / ry) ** 2);
      hatch += `M${n(300 - half)} ${n(cy + y)}h${n(2 * half)}`;
    }
    s.ground();
    s.outline({ x: 24, y: 24, w: 552, h: 852 }, line, 3);
    s.outline({ x: 33, y: 33, w: 534, h: 834 }, line, 1);
    s.page.draw(
      `<ellipse cx="300" cy="${cy}" rx="${rx}" ry="${ry}" fill="${back}"/>`,
      `<path d="${hatch}" stroke="${mix(back, ground, 0.35)}" stroke-width="2.2"/>`,
      `<ellipse cx="300" cy="${cy}" rx="${rx + 12}" ry="${ry + 12}" fill="none" stroke="${line}" stroke-width="4"/>`,
    );
    const [figure, second] = [s.against(back, [ground, ink]), s.against(back, [b, ink, ground])];
    s.mark(300 - rx * 0.58, cy - rx * 0.58, rx * 1.16, figure, back, second);
    const from = cy + ry + 46;
    const room = top ? { y: 74, h: cy - ry - 110 } : { y: from, h: 750 - from };
    s.title({ x: 62, ...room, w: 476 }, { on, align: "centre", valign: "middle", max: 70, ink: [ink] });
    const author = { x: 62, y: 786, w: 476, h: 52 };
    s.author(author, { on, align: "centre", valign: "bottom", max: 29, maxLines: 1, ink: [a, b, ink] });
  },
};

/** Growth from above and below, the words between. */
export const garland: Layout = {
  turnsField: true,
  draw(s) {
    const { ground, ink, a, b } = s.palette;
    const on = [ground] as const;
    const h = s.words.title.length > 40 ? 220 : s.random.pick([240, 280]);
    s.ground();
    s.field({ x: 0, y: H - h, w: W, h });
    s.page.draw(`<g transform="matrix(-1 0 0 -1 600 ${h})">`);
    s.field({ x: 0, y: 0, w: W, h });
    s.page.draw("</g>");
    const middle = { x: 56, y: h + 34, w: 488, h: H - 2 * h - 130 };
    s.title(middle, { on, align: "centre", valign: "middle", max: 84, ink: [ink] });
    const author = { x: 56, y: H - h - 84, w: 488, h: 48 };
    s.author(author, { on, align: "centre", valign: "bottom", max: 29, maxLines: 1, ink: [a, b, ink] });
  },
};
