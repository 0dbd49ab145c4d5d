import { mix } from "../colour/contrast.ts";
import { type Align, H, W } from "../page.ts";
import type { Layout } from "../scene.ts";

/** Three bands: author, title, pattern. */
export const bands: Layout = {
  draw(s) {
    const { ground, ink, a } = s.palette;
    const tall = s.random.pick([300, 360, 420]);
    const top = s.random.pick([110, 140]);
    const swap = s.random.chance(0.5);
    const sheet = s.sheet();
    const first = swap ? ground : a;
    s.ground(first);
    s.rule(0, top, W, H - top - tall, sheet);
    const centred = { align: "centre", valign: "middle" } as const;
    s.author({ x: 44, y: 24, w: 512, h: top - 44 }, { ...centred, on: [first], max: 40, ink: [ink, sheet] });
    const middle = { x: 48, y: top + 36, w: 504, h: H - top - tall - 72 };
    s.title(middle, { ...centred, on: [sheet], max: 84, ink: [ink, ground, a] });
    s.field({ x: 0, y: H - tall, w: W, h: tall });
  },
};

/** Pattern to the edges, a label upon it. */
export const label: Layout = {
  draw(s) {
    const { ground, ink, a, c } = s.palette;
    const r = s.random;
    const long = s.words.title.length > 40;
    const sheet = r.pick([s.sheet(), s.sheet(), c, ground]);
    const strip = r.chance(0.3);
    const narrow = r.pick([340, 400, 460]) + (long ? 40 : 0);
    const w = strip ? W : narrow;
    const h = r.pick([260, 320]) + (long ? 90 : 0) + (s.words.subtitle ? 60 : 0);
    const x = strip ? 0 : r.pick([(W - w) / 2, (W - w) / 2, 60]);
    const y = r.pick([110, (H - h) / 2, H - h - 110]);
    s.ground();
    s.field({ x: 0, y: 0, w: W, h: H });
    s.rule(x, y, w, h, sheet);
    if (!strip) s.outline({ x: x + 10, y: y + 10, w: w - 20, h: h - 20 }, s.ink(sheet, a, ink), 1.6);
    const pad = strip ? 48 : 34;
    const inner = { x: x + pad, w: w - 2 * pad };
    const centred = { on: [sheet], align: "centre", valign: "middle" } as const;
    s.title({ ...inner, y: y + 36, h: h - 132 }, { ...centred, max: 72, ink: [ink, ground, a] });
    s.author({ ...inner, y: y + h - 74, h: 46 }, { ...centred, max: 27, maxLines: 2, ink: [a, ink, ground] });
  },
};

/** Picture on one side of a line, words on the other. */
export const split: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const tall = r.pick([380, 450, 520]);
    const above = r.chance(0.5);
    const inverse = r.chance(0.3);
    const align = r.pick<Align>(["left", "left", "centre"]);
    s.ground();
    s.field({ x: 0, y: above ? 0 : H - tall, w: W, h: tall }, inverse ? { ground: c, c: ground } : {});
    const y = above ? tall : 0;
    const h = H - tall;
    s.title({ x: 44, y: y + 44, w: 512, h: h - 150 }, { on, max: 96, align, ink: [ink] });
    const foot = { x: 44, y: y + h - 88, w: 512, h: 48 };
    s.author(foot, { on, valign: "bottom", max: 33, align, maxLines: 2, ink: [a, b, c, ink] });
  },
};

/** A picture beside the words, from head to foot. */
export const side: Layout = {
  suits: ({ title }) => title.length < 46 && title.split(" ").every((word) => word.length < 11),
  draw(s) {
    const { ground, ink, a, b } = s.palette;
    const on = [ground] as const;
    const wide = s.random.pick([210, 250]);
    const right = s.random.chance(0.6);
    s.ground();
    s.field({ x: right ? W - wide : 0, y: 0, w: wide, h: H });
    const x = right ? 40 : wide + 34;
    const w = W - wide - 70;
    s.title({ x, y: 60, w, h: 560 }, { on, max: 92, ink: [ink], fewer: 0.01 });
    s.author({ x, y: 720, w, h: 124 }, { on, valign: "bottom", max: 32, ink: [a, b, ink] });
  },
};

/** An ornamental border round a quiet page. */
export const frame: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const inset = s.random.pick([54, 68, 84]);
    const page = s.random.chance(0.5) ? s.sheet() : ground;
    const on = [page] as const;
    const line = s.against(page, [a, ink, ground]);
    s.ground();
    s.field({ x: 0, y: 0, w: W, h: H }, { ground: page === ground ? mix(ground, c, 0.4) : ground });
    s.rule(inset, inset, W - 2 * inset, H - 2 * inset, page);
    s.outline({ x: inset + 12, y: inset + 12, w: W - 2 * inset - 24, h: H - 2 * inset - 24 }, line, 2);
    const inner = { x: inset + 38, w: W - 2 * inset - 76 };
    s.title({ ...inner, y: inset + 62, h: 340 }, { on, align: "centre", max: 76, ink: [ink, ground, a] });
    s.mark(W / 2 - 52, 570 - inset / 3, 104, line, page, s.against(page, [b, ink, ground]));
    const foot = { ...inner, y: H - inset - 150, h: 84 };
    s.author(foot, { on, align: "centre", valign: "bottom", max: 31, ink: [ink, ground, a] });
  },
};

/** Half cloth: a spine, patterned boards, a pasted label. */
export const binding: Layout = {
  draw(s) {
    const { ground, ink, a, c } = s.palette;
    const r = s.random;
    const spine = r.pick([84, 110]);
    const corners = r.chance(0.5);
    const cloth = mix(c, "#000000", 0.15);
    const sheet = s.sheet();
    s.ground();
    s.field({ x: spine, y: 0, w: W - spine, h: H });
    s.rule(0, 0, spine, H, cloth);
    s.rule(spine - 3, 0, 3, H, mix(cloth, "#000000", 0.35));
    if (corners) s.page.draw(`<path d="M${W} ${H}v-120l-120 120zM${W} 0v120L${W - 120} 0z" fill="${cloth}"/>`);
    const long = s.words.title.length > 34 || s.words.subtitle !== "";
    const [x, y] = [spine + 62, r.pick([120, 170])];
    const [w, h] = [W - spine - 124, long ? 330 : 240];
    const line = s.ink(sheet, a, ink);
    s.rule(x + 4, y + 5, w, h, mix(ground, "#000000", 0.6));
    s.rule(x, y, w, h, sheet);
    s.outline({ x: x + 9, y: y + 9, w: w - 18, h: h - 18 }, line, 3);
    s.outline({ x: x + 15, y: y + 15, w: w - 30, h: h - 30 }, line, 1);
    const inner = { x: x + 32, w: w - 64 };
    const text = { on: [sheet], align: "centre", valign: "middle", ink: [ink, ground, a] } as const;
    s.title({ ...inner, y: y + 34, h: h - 118 }, { ...text, max: 56 });
    s.author({ ...inner, y: y + h - 76, h: 46 }, { ...text, max: 24, maxLines: 2 });
  },
};

/** The words in a great disc. */
export const disc: Layout = {
  suits: ({ title }) => title.length < 48,
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const r = s.random;
    const radius = r.pick([226, 250]);
    const cy = r.pick([330, 400, 450]);
    const flat = r.chance(0.45);
    const fill = flat ? s.against(ground, [a, b]) : r.pick([s.sheet(), ground]);
    const on = [fill] as const;
    s.ground();
    if (!flat) s.field({ x: 0, y: 0, w: W, h: H });
    s.page.draw(`<circle cx="300" cy="${cy}" r="${radius}" fill="${fill}"/>`);
    if (r.chance(0.5)) {
      const line = `fill="none" stroke="${s.ink(fill, ink, ground)}" stroke-width="2"`;
      s.page.draw(`<circle cx="300" cy="${cy}" r="${radius - 14}" ${line}/>`);
    }
    const [w, h] = [radius * 1.44, radius * 0.9];
    const centred = { align: "centre", ink: [ink, ground, c] } as const;
    const title = { x: 300 - w / 2, y: cy - h / 2 - 24, w, h };
    s.title(title, { ...centred, on, valign: "middle", max: 92 });
    if (flat)
      s.author({ x: 50, y: 770, w: 500, h: 70 }, { ...centred, on: [ground], valign: "bottom", max: 38, ink: [ink] });
    else {
      const below = { x: 300 - radius * 0.52, y: cy + h / 2 - 4, w: radius * 1.04, h: radius * 0.27 };
      s.author(below, { ...centred, on, max: 26, maxLines: 2 });
    }
  },
};

/** Day above, night below, one shape that belongs to both. */
export const halves: Layout = {
  draw(s) {
    const { ground, ink, a, c } = s.palette;
    const low = s.random.pick([a, c]);
    const size = s.random.pick([250, 290, 330]);
    const middle = H / 2;
    const half = (y: number, figure: string, back: string) => {
      s.page.draw(`<svg x="0" y="${y}" width="600" height="450" viewBox="0 ${y} 600 450">`);
      s.mark((W - size) / 2, middle - size / 2, size, figure, back);
      s.page.draw("</svg>");
    };
    s.ground();
    s.rule(0, middle, W, middle, low);
    half(0, s.against(ground, [low, ink]), ground);
    half(middle, s.against(low, [ground, ink]), low);
    const room = middle - size / 2 - 80;
    const centred = { align: "centre", valign: "middle" } as const;
    s.title({ x: 40, y: 44, w: 520, h: room }, { ...centred, on: [ground], max: 88, ink: [ink] });
    const foot = { x: 40, y: middle + size / 2 + 40, w: 520, h: room - 16 };
    s.author(foot, { on: [low], align: "centre", valign: "bottom", max: 40, ink: [ground, ink] });
  },
};
