import { mix } from "../colour/contrast.ts";
import { n, W } from "../page.ts";
import type { Layout, Scene } from "../scene.ts";
import { faceFor, hasOutlines } from "../text/faces.ts";
import { upper, type Words } from "../text/words.ts";
import type { Colours } from "../types.ts";

const ARTICLE = /^(the|a|an|der|die|das|le|la|les|el)\s+/i;
/** An I is but a bar. */
const beginsWithLetter = ({ title }: Words) =>
  /^(?![IİÍÌ])\p{L}/iu.test(title.replace(ARTICLE, "")) && hasOutlines(title);

/** The title's first letter (not the article's) as large as it goes in a box: its outline, its size, and how to place it. */
function giantLetter(s: Scene, widest: number, highest: number) {
  const [first = ""] = s.words.title.replace(ARTICLE, "");
  const [letter = ""] = upper(first, s.words.language);
  const face = faceFor(s.voice.title.face, letter);
  if (!face) return { w: 0, h: 0, place: () => "", path: "" };
  const { path, x0, y0, x1, y1 } = face.glyph(letter);
  const scale = Math.min(widest / Math.max(1, x1 - x0), highest / Math.max(1, y1 - y0));
  return {
    w: (x1 - x0) * scale,
    h: (y1 - y0) * scale,
    /** The transform that puts the letter's ink at x, y. */
    place: (x: number, y: number) => `translate(${n(x - x0 * scale)} ${n(y - y0 * scale)})scale(${scale.toFixed(3)})`,
    path,
  };
}

/** A giant letter with a picture inside it. */
export const lettermask: Layout = {
  suits: beginsWithLetter,
  draw(s) {
    const { ground, ink, a, c } = s.palette;
    const on = [ground] as const;
    const low = s.random.chance(0.55);
    const letter = giantLetter(s, 520, 500);
    const id = s.id();
    const x = s.random.pick([40, (W - letter.w) / 2]);
    const y = low ? 860 - letter.h : 40;
    s.ground();
    s.page.draw(`<clipPath id="${id}"><path transform="${letter.place(x, y)}" d="${letter.path}"/></clipPath>`);
    s.page.draw(`<g clip-path="url(#${id})">`);
    s.field({ x: 30, y, w: 540, h: letter.h }, { ground: s.against(ground, [c, a]), c: ground });
    s.page.draw("</g>");
    const room = low ? { y: 96, h: 724 - letter.h } : { y: letter.h + 84, h: 686 - letter.h };
    const valign = low ? "top" : "bottom";
    s.title({ x: 40, ...room, w: 520 }, { on, max: 88, ink: [ink], valign });
    s.author({ x: 40, y: low ? 40 : 806, w: 520, h: 42 }, { on, max: 33, maxLines: 1, valign, ink: [a, ink] });
  },
};

/** A letter too large for the page. */
export const initial: Layout = {
  suits: beginsWithLetter,
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const big = s.against(
      ground,
      r.pick<Colours>([
        [a, b],
        [b, a],
        [c, a],
      ]),
    );
    const letter = giantLetter(s, 680, 560);
    const low = r.chance(0.6);
    const x = r.pick([-0.06 * letter.w, (W - letter.w) / 2, W - 0.94 * letter.w]);
    const y = (low ? 924 : 540) - letter.h;
    s.ground();
    s.page.draw(`<path transform="${letter.place(x, y)}" fill="${big}" d="${letter.path}"/>`);
    const panel = low ? { y: 0, h: 330 } : { y: 560, h: 340 };
    s.rule(0, panel.y, W, panel.h, ground);
    s.title({ x: 44, y: panel.y + 50, w: 512, h: 180 }, { on, max: 76, ink: [ink] });
    const foot = { x: 44, y: panel.y + panel.h - 84, w: 512, h: 52 };
    s.author(foot, { on, max: 32, maxLines: 2, valign: "bottom", ink: [big, a, ink] });
  },
};

/** The device so near that it leaves the page. */
export const closeup: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const size = r.pick([560, 620, 680]);
    const { x, turn } = r.pick([
      { x: -0.16 * size, turn: 8 },
      { x: W - 0.84 * size, turn: -8 },
      { x: (W - size) / 2, turn: 0 },
      { x: (W - size) / 2 + 50, turn: 14 },
    ]);
    const figure = s.against(
      ground,
      r.pick<Colours>([
        [a, ink],
        [c, a],
        [b, a],
      ]),
    );
    s.ground();
    s.page.draw('<svg y="330" width="600" height="570" viewBox="0 330 600 570">');
    s.mark(x, 372, size, figure, ground, s.against(ground, [b, a, ink]), turn);
    s.page.draw("</svg>");
    s.title({ x: 40, y: 92, w: 520, h: 236 }, { on, max: 100, ink: [ink], valign: "middle" });
    s.author({ x: 40, y: 40, w: 520, h: 38 }, { on, max: 32, maxLines: 1, ink: [a, b, ink] });
  },
};

/** The title and its echoes. */
export const echo: Layout = {
  suits: (words) => words.title.length <= 30 && hasOutlines(words.title),
  draw(s) {
    const { ground, ink, a } = s.palette;
    const on = [ground] as const;
    const id = s.id();
    const down = s.random.chance(0.6);
    const style = { ...s.voice.title, x: 40, w: 520, h: 200, max: 150, on, fewer: 0.12, ink: [ink, a] as const };
    const { height } = s.page.try(s.words.title, { ...style, y: 0 });
    const step = Math.max(height + 26, 62);
    const count = Math.max(1, Math.floor(690 / step));
    s.ground();
    s.page.draw(`<g id="${id}">`);
    s.page.text(s.words.title, { ...style, y: down ? 60 : 60 + (count - 1) * step });
    s.page.draw("</g>");
    for (let j = 1; j < count; j++) {
      const opacity = n((0.62 * (count - j)) / count + 0.08);
      s.page.draw(`<use href="#${id}" y="${n(j * step * (down ? 1 : -1))}" opacity="${opacity}"/>`);
    }
    s.author({ x: 40, y: 800, w: 340, h: 60 }, { on, max: 34, maxLines: 2, valign: "bottom", ink: [a, ink] });
    const corner = { x: 390, y: 790, w: 170, h: 70 };
    const more = s.words.subtitle || s.words.series || s.words.imprint;
    s.small(more, corner, { on, max: 20, min: 9, maxLines: 5, align: "right", valign: "bottom" });
  },
};

/** One great circle leaving the page. */
export const eclipse: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const { x, y, radius } = r.pick([
      { x: 300, y: 900, radius: 330 },
      { x: 600, y: 660, radius: 360 },
      { x: 0, y: 660, radius: 360 },
      { x: 300, y: 580, radius: 220 },
      { x: 300, y: 1060, radius: 640 },
    ]);
    const kind = r.int(0, 3);
    const big = s.against(ground, [a, b]);
    const disc = (cx: number, cy: number, size: number, fill: string) =>
      s.page.draw(`<circle cx="${n(cx)}" cy="${n(cy)}" r="${n(size)}" fill="${fill}"/>`);
    s.ground();
    if (kind > 1) {
      for (let j = 3; j > 0; j--) {
        const line = `fill="none" stroke="${mix(big, ground, 0.5)}" stroke-width="${4 - j}"`;
        s.page.draw(`<circle cx="${x}" cy="${y}" r="${radius + j * 34}" ${line}/>`);
      }
    }
    disc(x, y, radius, big);
    if (kind === 0) disc(x + radius * 0.2, y - radius * 0.12, radius * 0.86, c);
    if (kind === 1) {
      for (let j = 1; j < 5; j++) disc(x, y + radius * 0.1 * j, radius * (1 - 0.19 * j), mix(big, c, j / 4));
    }
    const align = x === 300 ? "centre" : "left";
    s.rule(0, 0, W, 290, ground);
    const author = s.author({ x: 44, y: 44, w: 512, h: 40 }, { on, max: 31, maxLines: 1, align, ink: [a, ink] });
    s.title({ x: 44, y: author.y + author.h + 26, w: 512, h: 190 }, { on, max: 96, align, ink: [ink] });
  },
};
