import { contrast } from "../colour/contrast.ts";
import { W } from "../page.ts";
import type { Layout } from "../scene.ts";

/** Where the title stands in each kind of plain cover. */
const TITLES = {
  bars: { y: 120, h: 380 },
  border: { y: 110, h: 330 },
  block: { y: 84, h: 330 },
  steps: { y: 90, h: 480 },
};

/** A flat colour, a few words, much air. */
export const plain: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const line = s.against(ground, [a, ink]);
    const second = s.against(ground, [b, ink]);
    const block = s.against(ground, [c, a]);
    const kind = s.random.pick<keyof typeof TITLES>(["bars", "border", "block", "steps"]);
    const align = kind === "border" ? "centre" : "left";
    s.ground();
    if (kind === "bars") {
      s.rule(0, 0, 600, 34, line);
      s.rule(0, 46, 600, 4, line);
      s.mark(62, 640, 180, line, ground, second);
    }
    if (kind === "border") {
      s.outline({ x: 28, y: 28, w: W - 56, h: 844 }, line, 2.5);
      s.mark(250, 690, 100, line, ground, second);
    }
    if (kind === "block") {
      s.rule(0, 560, 600, 340, block);
      s.mark(410, 630, 128, s.against(block, [ground, ink]), block);
    }
    if (kind === "steps") for (let j = 0; j < 5; j++) s.rule(62, 826 - j * 14, 476 - j * 90, 5, line);
    const title = s.title({ x: 62, w: 476, ...TITLES[kind] }, { on, max: 108, align, ink: [ink], fewer: 0.03 });
    s.author({ x: 62, y: title.y + title.h + 40, w: 476, h: 72 }, { on, max: 38, align, ink: [a, ink] });
    if (kind === "bars") s.imprint(338, 800, 200, { on, align: "right" });
    if (kind === "block") s.imprint(62, 836, 300, { on: [block] });
    if (kind === "steps") s.imprint(62, 850, 300, { on });
  },
};

/** Author and title line by line on a ruled sheet, as in a paperback series of ideas. */
export const ruled: Layout = {
  draw(s) {
    const { ground, ink, a } = s.palette;
    const on = [ground] as const;
    const full = s.random.chance(0.5);
    s.ground();
    const author = s.author({ x: 46, y: 66, w: 508, h: 80 }, { on, max: 40, ink: [a, ink] });
    const head = author.y + Math.max(author.h, 30) + 22;
    const box = { x: 46, y: head + 34, w: 508, h: 430 };
    const style = { ...s.voice.title, leading: 1.5, caps: false, tracking: -0.01, min: 26, on, fewer: 0.02 };
    const { lines, size, top, cap } = s.page.try(s.words.title, { ...style, ...box, max: 108 });
    const pitch = size * style.leading;
    const base = box.y + size * top;
    // line by line, so that no rule runs behind a text
    for (const [j, { text, extent }] of lines.entries()) {
      const y = base + j * pitch - size * Math.max(extent.top, cap * 0.9);
      s.page.text(text, { ...style, x: 46, y, w: 508, h: pitch, max: size, lines: 1, ink: [ink] });
    }
    s.rule(46, head, 508, 2, ink);
    for (let j = 0; j < lines.length; j++) s.rule(46, base + size * 0.4 + j * pitch, 508, 2, ink);
    const end = base + size * 0.4 + (lines.length - 1) * pitch;
    const more = s.small(s.more, { x: 46, y: end + 18, w: 508, h: 90 }, { on, max: 27 });
    const below = Math.max(end, more.y + more.h) + 24;
    if (full) {
      for (let y = end; y < 830; y += Math.max(44, pitch / 2)) if (y > below) s.rule(46, y, 508, 2, ink);
    } else {
      s.mark(46, Math.max(620, below + 26), 200, s.against(ground, [a, ink]), ground, ink);
    }
    s.imprint(300, 850, 254, { on, align: "right" });
  },
};

/** What the Swiss grid puts into a square of side `q` about 0, 0. */
const SHAPES: readonly ((q: number) => string)[] = [
  (q) => `M${-q / 2} ${-q / 2}h${q}v${q}h${-q}z`,
  (q) => `M${-q / 2} ${-q / 2}h${q}a${q} ${q} 0 0 1 ${-q} ${q}z`,
  (q) => `M${-q / 2} 0a${q / 2} ${q / 2} 0 0 0 ${q} 0a${q / 2} ${q / 2} 0 0 0 ${-q} 0z`,
  (q) => `M${-q / 2} ${-q / 2}h${q}a${q / 2} ${q / 2} 0 0 1 ${-q} 0z`,
  (q) => `M${-q / 2} ${-q / 2}h${q}l${-q} ${q}z`,
  (q) => [0, 1, 2].map((j) => `M${-q / 2} ${-q / 2 + (j * q) / 3}h${q}v${q / 6}h${-q}z`).join(""),
  (q) => `M${-q / 2} ${q / 2}a${q} ${q} 0 0 1 ${q} ${-q}a${q} ${q} 0 0 1 ${-q} ${q}z`,
];

/** Large type above, plain shapes climbing a grid below. */
export const swiss: Layout = {
  draw(s) {
    const { ground, ink, a, b, c } = s.palette;
    const on = [ground] as const;
    const r = s.random;
    const { q, rows } = r.pick([
      { q: 150, rows: 3 },
      { q: 150, rows: 3 },
      { q: 120, rows: 4 },
      { q: 200, rows: 2 },
    ]);
    const top = 900 - q * rows;
    const cols = 600 / q;
    const inks = [a, b, c, ink].filter((colour) => contrast(colour, ground) > 1.25);
    const kinds = r.shuffle(SHAPES).slice(0, r.int(2, 4));
    s.ground();
    const title = s.title({ x: 40, y: 44, w: 520, h: top - 74 }, { on, max: 124, ink: [ink] });
    for (let col = 0; col < cols; col++) {
      const high = col < cols / 2 ? r.int(1, Math.max(1, rows - 1)) : r.int(Math.max(1, rows - 1), rows);
      for (let row = 0; row < Math.min(rows, high); row++) {
        const turn = r.int(0, 3) * 90;
        const fill = inks[r.int(0, inks.length - 1)] ?? ink;
        const shape = kinds[r.int(0, kinds.length - 1)]?.(q) ?? "";
        const place = `translate(${col * q + q / 2} ${900 - (row + 0.5) * q})rotate(${turn})`;
        s.page.draw(`<path transform="${place}" fill="${fill}" d="${shape}"/>`);
      }
    }
    const y = Math.max(top, title.y + title.h + 20);
    s.author({ x: 40, y, w: Math.floor(cols / 2) * q - 50, h: q - 24 }, { on, max: 30, ink: [ink], maxLines: 4 });
  },
};

/** A narrow column of small type beside a tall one of large. */
export const column: Layout = {
  draw(s) {
    const { ground, ink, a } = s.palette;
    const on = [ground] as const;
    const left = s.random.pick([190, 210]);
    const x = left + 26;
    const w = 534 - left;
    s.ground();
    s.rule(left, 50, 2, 800, ink);
    s.rule(40, 50, 520, 2, ink);
    s.rule(40, 848, 520, 2, ink);
    s.author({ x: 40, y: 76, w: left - 60, h: 220 }, { on, max: 30, ink: [a, ink], maxLines: 6, fewer: 0.01 });
    const foot = { x: 40, y: 640, w: left - 60, h: 186 };
    s.small(s.words.series || s.words.imprint, foot, { on, max: 19, min: 10, maxLines: 6, valign: "bottom" });
    s.title({ x, y: 76, w, h: 410 }, { on, max: 96, bare: !s.words.subtitle, ink: [ink], fewer: 0.02 });
    s.field({ x, y: 512, w, h: 312 });
  },
};

/** Each line one step further in. */
export const steps: Layout = {
  suits: ({ title }) => title.includes(" ") && title.length < 60,
  draw(s) {
    const { ground, ink, a, b } = s.palette;
    const on = [ground] as const;
    const style = { ...s.voice.title, on, ink: [ink] as const };
    const narrow = s.page.try(s.words.title, { ...style, x: 0, y: 0, w: 380, h: 400, max: 84, fewer: 0 });
    const box = { x: 50, y: 120, w: 500, h: 470 };
    s.ground();
    const set = { max: Math.min(84, narrow.size), lines: narrow.lines.length, leading: 1.16, step: 1.1 };
    s.page.text(s.words.title, { ...style, ...box, ...set });
    s.author({ x: 50, y: 54, w: 500, h: 40 }, { on, max: 27, maxLines: 1, ink: [a, ink] });
    s.small(s.more || s.words.imprint, { x: 50, y: 780, w: 300, h: 74 }, { on, valign: "bottom" });
    const turn = s.random.pick([-8, 8]);
    s.mark(380, 640, 190, s.against(ground, [a, b]), ground, s.against(ground, [b, ink]), turn);
  },
};
