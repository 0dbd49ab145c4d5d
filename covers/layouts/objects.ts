import { contrast, mix } from "../colour/contrast.ts";
import { H, n, W } from "../page.ts";
import type { Layout } from "../scene.ts";
import { faceFor, hasOutlines } from "../text/faces.ts";
import { upper } from "../text/words.ts";
import type { Colours } from "../types.ts";

const CORNERS = [
  "M0 0h64q-10 44-54 54q-4 6-10 10zM14 14q26-2 34 4q-6 20-34 30z",
  "M0 0h70a70 70 0 0 1-70 70zM0 0h44a44 44 0 0 1-44 44z",
  "M0 0h60v12H12v48H0zM24 24h24v24H24z",
] as const;

/** Stamped cloth: a double frame, corner leaves, one gilt device. */
export const cloth: Layout = {
  draw(s) {
    const { ground, ink, a, b } = s.palette;
    const gilt = s.ink(ground, b, a, ink);
    const weave = mix(ground, "#000000", 0.12);
    const corner = s.random.pick(CORNERS);
    const threads = Array.from({ length: 45 }, (_, j) => `M0 ${j * 20 + 10}h600`).join("");
    s.ground();
    s.page.draw(`<path d="${threads}" stroke="${weave}" stroke-width="3"/>`);
    s.outline({ x: 34, y: 34, w: 532, h: 832 }, gilt, 5);
    s.outline({ x: 46, y: 46, w: 508, h: 808 }, gilt, 1.5);
    for (const right of [false, true]) {
      for (const low of [false, true]) {
        const place = `matrix(${right ? -1 : 1} 0 0 ${low ? -1 : 1} ${right ? 542 : 58} ${low ? 842 : 58})`;
        s.page.draw(`<path transform="${place}" fill-rule="evenodd" fill="${gilt}" d="${corner}"/>`);
      }
    }
    const words = { on: [ground, weave], align: "centre", ink: [gilt] } as const;
    const title = s.title({ x: 92, y: 150, w: 416, h: 290 }, { ...words, max: 66 });
    const y = Math.max(400, title.y + title.h + 36);
    const size = Math.min(230, 740 - y);
    s.mark(300 - size / 2, y, size, gilt, ground);
    s.author({ x: 126, y: 762, w: 348, h: 48 }, { ...words, valign: "middle", max: 28, maxLines: 2 });
  },
};

/** A playing card: the device twice, once on its head. */
export const card: Layout = {
  draw(s) {
    const { ground, ink, a, b } = s.palette;
    const sheet = s.sheet() === ground ? mix(ground, "#ffffff", 0.5) : s.sheet();
    const figure = s.against(sheet, [a, ground, ink]);
    const second = s.against(sheet, [b, ground, ink]);
    const devices = () => {
      s.mark(200, 84, 200, figure, sheet, second);
      s.mark(52, 96, 40, figure, sheet);
    };
    s.ground(contrast(ground, sheet) > 1.6 ? ground : a);
    s.page.draw(`<rect x="34" y="34" width="532" height="832" rx="34" fill="${sheet}"/>`);
    s.outline({ x: 110, y: 66, w: 380, h: 768 }, figure, 2);
    devices();
    s.page.draw('<g transform="rotate(180 300 450)">');
    devices();
    s.page.draw("</g>");
    s.rule(110, 306, 380, 2, figure);
    s.rule(110, 592, 380, 2, figure);
    const centred = { on: [sheet], align: "centre", valign: "middle" } as const;
    s.title({ x: 128, y: 322, w: 344, h: 190 }, { ...centred, max: 66, ink: [ink, ground, a] });
    const author = { x: 128, y: 528, w: 344, h: 48 };
    s.author(author, { ...centred, max: 27, maxLines: 2, ink: [figure, ink, ground] });
  },
};

/** Window panes: colour, pattern, device, words. */
export const panes: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const r = s.random;
    const bar = r.pick([0, 0, 10]);
    const crossed = r.chance(0.5);
    const { top, middle } = r.pick([
      { top: 300, middle: 600 },
      { top: 260, middle: 580 },
    ]);
    const left = r.pick([200, 300, 400]);
    const low = crossed ? W - left : left;
    s.ground();
    s.rule(0, 0, left, top, a);
    s.field({ x: left, y: 0, w: W - left, h: top }, { ground: c, c: ground });
    const size = Math.min(left, top) * 0.62;
    const [figure, second] = [s.against(a, [ground, ink]), s.against(a, [b, ink, ground])];
    s.mark((left - size) / 2, (top - size) / 2, size, figure, a, second);
    const title = { x: 40, y: top + 30, w: 520, h: middle - top - 60 };
    s.title(title, { on: [ground], max: 90, valign: "middle", ink: [ink] });
    s.field({ x: 0, y: middle, w: low, h: H - middle }, { ground: b, b: ground });
    s.rule(low, middle, W - low, H - middle, c);
    const author = { x: low + 26, y: middle + 26, w: W - low - 52, h: H - middle - 52 };
    s.author(author, { on: [c], max: 34, valign: "bottom", ink: [ink, ground], maxLines: 5 });
    if (bar) {
      const d = `M0 ${top}h600M0 ${middle}h600M${left} 0V${top}M${low} ${middle}V900`;
      s.page.draw(`<path d="${d}" stroke="${ink}" stroke-width="${bar}"/>`);
    }
  },
};

/** A slanting cut between two colours. */
export const slant: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const r = s.random;
    const low = s.against(
      ground,
      r.pick<Colours>([
        [a, c],
        [c, a],
      ]),
    );
    const falling = r.chance(0.5);
    const lines = r.int(0, 3);
    const [y0, y1] = falling ? [420, 640] : [640, 420];
    s.ground();
    s.page.draw(`<path d="M0 ${y0}L600 ${y1}V900H0z" fill="${low}"/>`);
    for (let j = 1; j <= lines; j++) {
      const stroke = `stroke="${s.against(low, [b, ground])}" stroke-width="${10 - j * 2}"`;
      s.page.draw(`<path d="M0 ${y0 + j * 34}L600 ${y1 + j * 34}" ${stroke}/>`);
    }
    if (lines < 2) {
      const [figure, second] = [s.against(low, [ground, ink]), s.against(low, [b, ink, ground])];
      s.mark(falling ? 56 : 354, 640, 190, figure, low, second);
    }
    s.title({ x: 44, y: 56, w: 512, h: 320 }, { on: [ground], max: 104, ink: [ink] });
    const author = { x: falling ? 270 : 44, y: 780, w: 286, h: 72 };
    const align = falling ? "right" : "left";
    s.author(author, { on: [low], max: 32, valign: "bottom", align, ink: [ground, ink] });
  },
};

/** The author's or the title's letters as a seal. */
export const monogram: Layout = {
  suits: ({ authors: [first] }) => first !== undefined && hasOutlines(first),
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const seal = s.against(ground, [a, c, b]);
    const radius = 178;
    const cy = s.random.pick([600, 300]);
    const teeth = s.random.pick([24, 36, 48]);
    let edge = "";
    for (let j = 0; j <= teeth * 2; j++) {
      const t = (j / teeth) * Math.PI;
      const k = j % 2 ? radius : radius + 22;
      edge += `${j ? "L" : "M"}${n(300 + k * Math.cos(t))} ${n(cy + k * Math.sin(t))}`;
    }
    s.ground();
    s.page.draw(`<path d="${edge}z" fill="${seal}"/>`);
    const ring = `fill="none" stroke="${s.ink(seal, ground, ink)}" stroke-width="3"`;
    s.page.draw(`<circle cx="300" cy="${cy}" r="${radius - 18}" ${ring}/>`);
    const letters = { x: 195, y: cy - 90, w: 210, h: 180, max: 170, align: "centre", valign: "middle" } as const;
    const style = { ...s.voice.title, tracking: 0, lines: 1, on: [seal], ink: [ground, ink] } as const;
    s.page.text(initials(s.words.authors[0] ?? "", s.words.title, s.words.language), { ...style, ...letters });
    const room = cy === 600 ? { y: 64, h: 290 } : { y: 540, h: 230 };
    s.title({ x: 48, ...room, w: 504 }, { on, align: "centre", valign: "middle", max: 80, ink: [ink] });
    const author = { x: 48, y: 814, w: 504, h: 44 };
    s.author(author, { on, align: "centre", valign: "bottom", max: 32, maxLines: 1, ink: [ink] });
  },
};

/** First and last initial of a name in capitals and small letters; else the title's first letter. */
function initials(author: string, title: string, language: string): string {
  const names = author.split(/[\s.]+/).filter((part) => /^\p{Lu}/u.test(part));
  const [first = "", last = ""] = [names[0], names.at(-1)].map((name) => [...(name ?? "")][0]);
  return upper(names.length > 1 ? first + last : ([...title][0] ?? ""), language);
}

/** Cut-paper letters for children: each line hops. */
export const hop: Layout = {
  suits: ({ title }) => title.length < 50 && faceFor("kid", title) !== null,
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const style = { ...s.voice.title, x: 44, w: 512, on };
    const fitted = s.page.try(s.words.title, { ...style, y: 0, w: 500, h: 330, max: 104, min: 30, fewer: 0.01 });
    s.ground();
    let y = 66;
    for (const [j, { text, extent }] of fitted.lines.entries()) {
      const h = fitted.size * 1.14;
      const lean = (j % 2 ? 1 : -1) * r.between(1.5, 4);
      const colour = [ink, a, b][j % 3] ?? ink;
      s.page.draw(`<g transform="rotate(${n(lean)} 300 ${n(y + h / 2)})">`);
      s.page.text(text, { ...style, y, h, max: fitted.size, lines: 1, align: "centre", ink: [colour, ink] });
      s.page.draw("</g>");
      y += Math.max(fitted.size * fitted.leading * 1.06, fitted.size * (extent.top + extent.bottom) + 8);
    }
    const top = Math.max(430, y + 20);
    const hill = s.against(ground, [c, b]);
    s.page.draw(`<path d="M0 ${n(top + 190)}q150 -90 300 -30t300 -40V900H0z" fill="${hill}"/>`);
    const size = Math.min(300, 800 - top);
    const [figure, second] = [s.against(hill, [a, ink, ground]), s.against(hill, [b, ink, ground])];
    s.mark(300 - size / 2 + r.int(-60, 60), top, size, figure, hill, second, r.int(-8, 8));
    const author = { x: 44, y: 820, w: 512, h: 46 };
    s.author(author, { on: [hill], align: "centre", valign: "bottom", max: 32, maxLines: 1, ink: [ink, ground] });
  },
};
