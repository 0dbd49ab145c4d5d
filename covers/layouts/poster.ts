import { H, n, W } from "../page.ts";
import type { Layout } from "../scene.ts";
import { hasOutlines } from "../text/faces.ts";
import type { Colours } from "../types.ts";

/** Every line as wide as the page: a stack of type. */
export const stack: Layout = {
  suits: ({ title }) => title.length >= 5 && title.length <= 42 && title.split(" ").every((word) => word.length <= 12),
  draw(s) {
    const { ground, ink, a, b } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const caps = r.chance(0.6) || s.voice.title.caps;
    const top = r.chance(0.5);
    const style = { ...s.voice.title, caps, tracking: 0, x: 38, w: 524, lines: 1, on };
    const lines = stacked(s.words.title).map((text) => {
      const { size, height } = s.page.try(text, { ...style, y: 0, h: 420, max: 420 });
      return { text, size, height };
    });
    const gap = 16;
    const total = lines.reduce((sum, { height }) => sum + height + gap, -gap);
    const squeeze = Math.min(1, 700 / total);
    const used = total * squeeze;
    s.ground();
    let y = top ? 44 : H - 44 - used;
    for (const [j, { text, size, height }] of lines.entries()) {
      const colour = j % 4 === 1 ? a : j % 4 === 3 ? b : ink;
      s.page.text(text, { ...style, y, h: height * squeeze, max: size * squeeze, ink: [colour, ink] });
      y += (height + gap) * squeeze;
    }
    const valign = top ? "bottom" : "top";
    s.author({ x: 38, y: top ? 790 : 40, w: 524, h: 66 }, { on, max: 34, valign, maxLines: 2, ink: [a, b, ink] });
    if (used < 620) s.small(s.more, { x: 38, y: top ? 700 : 118, w: 524, h: 64 }, { on, valign, maxLines: 3 });
    if (used < 430) {
      const [from, to] = top ? [44 + used, 690] : [170, H - 44 - used];
      const size = Math.min(300, (to - from) * 0.74);
      const mark = { x: W - 38 - size, y: from + (to - from - size) / 2 };
      s.mark(mark.x, mark.y, size, s.against(ground, [a, b]), ground, s.against(ground, [b, ink]));
    }
  },
};

/** One word a line; short ones stand with their neighbours. */
function stacked(title: string): string[] {
  const lines: string[] = [];
  for (const word of title.split(" ")) {
    const last = lines.at(-1) ?? "";
    const joins = last.length < 4 || (word.length < 3 && last.length < 9) || last.length + word.length < 7;
    if (last && joins) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The title climbs the page. */
export const upright: Layout = {
  suits: ({ title }) => title.length >= 5 && title.length <= 44 && hasOutlines(title),
  draw(s) {
    const { ground, ink, a, b } = s.palette;
    const on = [ground] as const;
    const wide = s.random.pick([230, 260]);
    const turn = s.random.pick<-90 | 90>([-90, -90, 90]);
    const right = turn === 90;
    s.ground();
    s.page.text(s.words.title, {
      ...s.voice.title,
      x: right ? W - wide - 24 : 36,
      y: 44,
      w: wide - 12,
      h: 812,
      max: 190,
      min: 24,
      turn,
      on,
      ink: [ink],
      maxLines: 3,
      fewer: 0.02,
    });
    const w = W - wide - 60;
    s.field({ x: right ? 0 : wide + 60, y: 0, w, h: 600 });
    const x = right ? 36 : wide + 60;
    s.author({ x, y: 640, w: w - 40, h: 120 }, { on, max: 32, ink: [a, b, ink] });
    const foot = { x, y: 780, w: w - 40, h: 76 };
    const more = s.words.subtitle || s.words.series || s.words.imprint;
    s.small(more, foot, { on, max: 20, min: 9, maxLines: 5, valign: "bottom" });
  },
};

/** Each line on its own strip of paper, over a pattern. */
export const ribbons: Layout = {
  suits: ({ title }) => title.length < 70,
  draw(s) {
    const { ground, ink, a, c } = s.palette;
    const r = s.random;
    const strip = r.pick([s.sheet() === ground ? a : s.sheet(), s.ink(ground, ink), a]);
    const right = r.chance(0.3);
    s.ground();
    s.field({ x: 0, y: 0, w: W, h: H });
    const style = { ...s.voice.title, leading: 1.5, min: 26, on: [strip] as Colours, fewer: 0.02 };
    const { lines, size } = s.page.try(s.words.title, { ...style, x: 60, y: 0, w: 470, h: 520, max: 78 });
    const step = size * 1.5;
    const top = Math.min(r.pick([90, 200, 330]) + Math.max(0, 100 - step), 740 - lines.length * step);
    const text = s.ink(strip, ink, ground, a);
    for (const [j, line] of lines.entries()) {
      const w = (line.extent.right - line.extent.left) * size;
      const y = top + j * step;
      s.rule(right ? W - w - 60 : 0, y, w + 60, step - 8, strip);
      const box = { x: right ? W - w - 34 : 34, y, w: w + 1, h: step - 8 };
      s.page.text(line.text, { ...style, ...box, max: size, lines: 1, valign: "middle", ink: [text] });
    }
    if (!s.words.byline) return;
    const author = { ...s.voice.author, x: 0, y: 0, w: 440, h: 70, max: 30, maxLines: 2, on: [c] as Colours };
    const set = s.page.try(s.words.byline, author);
    const w = Math.max(...set.lines.map(({ extent }) => extent.right - extent.left)) * set.size;
    const box = { y: top + lines.length * step + 22, h: 46 + (set.lines.length - 1) * 40 };
    s.rule(right ? W - w - 60 : 0, box.y, w + 60, box.h, c);
    const at = { x: right ? W - w - 34 : 34, w: w + 2, ...box };
    s.author(at, { on: [c], max: set.size, valign: "middle", maxLines: set.lines.length, ink: [ink, ground] });
  },
};

/** Nothing but the title, as large as it goes. */
export const wall: Layout = {
  suits: ({ title }) => title.length >= 9,
  draw(s) {
    const { ground, ink, a, b } = s.palette;
    const on = [ground] as const;
    const { caps, leading = 1 } = s.voice.title;
    const tight = Math.max(caps ? 0.9 : 0.96, leading - 0.04);
    const box = { x: 34, y: 40, w: 532, h: 740 };
    s.ground();
    const style = { ...s.voice.title, leading: tight, max: 190, min: 26, on, ink: [ink] as const, fewer: 0 };
    const title = s.page.text(s.words.title, { ...style, ...box });
    const end = title.y + title.h;
    s.rule(34, 812, 532, 6, s.against(ground, [a, ink]));
    s.author({ x: 34, y: 832, w: 380, h: 40 }, { on, max: 28, maxLines: 2, valign: "middle", ink: [a, b, ink] });
    const corner = { x: 424, y: 832, w: 142, h: 40 };
    const more = s.words.series || s.words.imprint;
    s.small(more, corner, { on, max: 17, min: 9, maxLines: 3, align: "right", valign: "middle" });
    if (end < 560) s.field({ x: 34, y: end + 40, w: 532, h: 750 - end });
  },
};

/** A file with its lines struck out; only the title was left. */
export const redacted: Layout = {
  suits: ({ title }) => title.length < 64,
  draw(s) {
    const { ground, ink, a } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const from = 290;
    const style = { ...s.voice.title, x: 48, y: from, w: 504, h: 300, max: 96, min: 24, on, fewer: 0.02 };
    const to = from + s.page.try(s.words.title, style).height + 60;
    let bars = "";
    for (let y = 60; y < 760; y += 38) {
      if (y > from - 46 && y < to) continue;
      for (let x = 48; x < 530;) {
        const w = Math.min(r.between(40, 210), 552 - x);
        if (r.chance(0.8)) bars += `M${n(x)} ${y}h${n(w)}v22h${n(-w)}z`;
        x += w + 12;
      }
    }
    s.ground();
    s.page.draw(`<path d="${bars}" fill="${ink}"/>`);
    s.page.text(s.words.title, { ...style, ink: [a, ink] });
    s.author({ x: 48, y: 790, w: 504, h: 64 }, { on, max: 32, valign: "bottom", maxLines: 2, ink: [ink] });
  },
};
