import { contrast, mix, readable } from "./colour/contrast.ts";
import type { Emblem } from "./ornaments/emblems.ts";
import type { Field, Inks } from "./ornaments/drawing.ts";
import { type Align, H, n, type Page, type TextOptions, W } from "./page.ts";
import type { Random } from "./random.ts";
import type { Voice } from "./text/voices.ts";
import type { Words } from "./text/words.ts";
import type { Colours, Palette, Rect } from "./types.ts";

export interface GroupOptions {
  on: Colours;
  ink?: Colours;
  max?: number;
  align?: Align;
  valign?: "top" | "middle" | "bottom";
  maxLines?: number;
  fewer?: number;
  /** The title alone, without subtitle and series. */
  bare?: boolean;
}

/** A title of so few letters may be set larger than a layout's own measure. */
const SHORT = 8;

export interface Layout {
  draw(s: Scene): void;
  /** Whether the words suit the layout; without it, all do. */
  suits?(words: Words): boolean;
  /** Whether it shows the field upside down, which not every field bears. */
  turnsField?: boolean;
}

export interface Chosen {
  voice: Voice;
  field: Field;
  emblem: Emblem;
  random: Random;
  /** Begins every id, so that many covers can stand in one document. */
  prefix: string;
}

/** Everything a layout needs: the page, the words, and what genre and ISBN have chosen for them. */
export class Scene {
  readonly page: Page;
  readonly words: Words;
  readonly voice: Voice;
  readonly palette: Palette;
  readonly random: Random;
  private readonly chosen: Chosen;
  private readonly marks = new Map<string, string>();
  private ids = 0;

  constructor(page: Page, words: Words, chosen: Chosen) {
    this.page = page;
    this.words = words;
    this.palette = page.palette;
    this.voice = chosen.voice;
    this.random = chosen.random;
    this.chosen = chosen;
  }

  /** An id that is unique to this cover. */
  id(): string {
    return `${this.chosen.prefix}-${(this.ids++).toString(36)}`;
  }

  ground(fill = this.palette.ground): void {
    this.page.draw(`<path fill="${fill}" d="M0 0h${W}v${H}H0z"/>`);
  }

  /** The book's pattern or picture in a box, clipped to it. */
  field({ x, y, w, h }: Rect, inks: Partial<Inks> = {}): void {
    const { ground, a, b, c } = this.palette;
    const all: Inks = { ground, a, b, c, ...inks };
    const body = this.chosen.field(w, h, all, this.random, () => this.id());
    const back = `<path fill="${all.ground}" d="M0 0h${n(w)}v${n(h)}H0z"/>`;
    const box = `width="${n(w)}" height="${n(h)}" viewBox="0 0 ${n(w)} ${n(h)}"`;
    this.page.draw(`<svg x="${n(x)}" y="${n(y)}" ${box}>${back}${body}</svg>`);
  }

  /** The emblem in a square, in two colours or in two tones of one; the same one in the same colours again is only referred to. */
  mark(
    x: number,
    y: number,
    size: number,
    figure: string,
    ground: string,
    second = mix(figure, ground, 0.35),
    turn = 0,
  ): void {
    const key = `${figure} ${ground} ${second}`;
    const known = this.marks.get(key);
    const rotation = turn ? `rotate(${turn} 50 50)` : "";
    const move = `translate(${Math.round(x)} ${Math.round(y)})scale(${Math.round(size * 10) / 1000})`;
    const place = `transform="${move}${rotation}"`;
    if (known) {
      this.page.draw(`<use href="#${known}" ${place}/>`);
      return;
    }
    const id = this.id();
    this.marks.set(key, id);
    this.page.draw(`<g ${place}><g id="${id}">${this.chosen.emblem(figure, ground, second)}</g></g>`);
  }

  /** Title with its subtitle and series line, as one block in a box. Returns the ink box of the block. */
  title(r: Rect, o: GroupOptions): Rect {
    const { page, words, voice } = this;
    const base = { x: r.x, w: r.w, align: o.align, on: o.on, ink: o.ink };
    const small = { ...base, ...voice.small, min: 11 };
    const max = Math.min(30, Math.max(19, r.w / 16));
    const gap = Math.min(36, Math.max(20, r.h * 0.1));
    const sub: TextOptions = { ...small, y: 0, h: Math.min(120, r.h * 0.3), max, maxLines: 5 };
    const series: TextOptions = { ...small, y: 0, h: 60, max: Math.max(19, max * 0.92), maxLines: 2 };
    const below = [
      { text: words.subtitle, style: sub, gap },
      { text: words.series, style: series, gap: gap * 0.8 },
    ].filter(({ text }) => text && !o.bare);
    const belowHeight = below.reduce((sum, { text, style, gap }) => sum + page.try(text, style).height + gap, 0);
    const main: TextOptions = {
      ...base,
      ...voice.title,
      y: r.y,
      h: Math.max(20, r.h - belowHeight),
      max: (o.max ?? 110) * (words.title.length <= SHORT ? 1.4 : 1),
      min: Math.max(20, r.w / 15),
      maxLines: o.maxLines,
      fewer: o.fewer,
    };
    const free = r.h - page.try(words.title, main).height - belowHeight;
    const top = r.y + (o.valign === "bottom" ? free : o.valign === "middle" ? free / 2 : 0);
    const box = page.text(words.title, { ...main, y: top });
    let bottom = box.y + box.h;
    for (const { text, style, gap } of below) {
      const set = page.text(text, { ...style, y: bottom + gap });
      bottom = set.y + set.h;
    }
    return { ...box, h: bottom - box.y };
  }

  /** The author or authors. */
  author(r: Rect, o: GroupOptions): Rect {
    const style = { ...this.voice.author, min: 12, max: 32, maxLines: 3, fewer: 0.1 };
    return this.page.text(this.words.byline, { ...style, ...r, ...o });
  }

  /** Anything small. */
  small(text: string, r: Rect, o: GroupOptions & { min?: number }): Rect {
    return this.page.text(text, { ...this.voice.small, max: 22, min: 11, maxLines: 4, ...r, ...o });
  }

  /** What stands below a title: subtitle and series, as one line. */
  get more(): string {
    return [this.words.subtitle, this.words.series].filter(Boolean).join(" · ");
  }

  /** The imprint, small, above a base line; nothing when the book has none. */
  imprint(x: number, y: number, w: number, o: GroupOptions): Rect {
    const style = { ...this.voice.small, max: 15, h: 20, maxLines: 1, valign: "bottom" as const };
    return this.page.text(this.words.imprint, { ...style, x, y, w, ...o });
  }

  /** The first colour that stands off a ground as a shape; else the one that stands off best. */
  against(ground: string, wishes: Colours = [this.palette.a, this.palette.b, this.palette.ink]): string {
    const further = (p: string, q: string) => (contrast(p, ground) > contrast(q, ground) ? p : q);
    return wishes.find((wish) => contrast(wish, ground) >= 2) ?? wishes.reduce(further);
  }

  /** A colour that reads on a ground as text does. */
  ink(ground: string, ...wishes: string[]): string {
    const [first = this.palette.ink, ...rest] = wishes;
    return readable([first, ...rest], [ground]);
  }

  /** A pale sheet for labels: the lighter of ground and ink, warmed. */
  sheet(): string {
    const { ground, ink } = this.palette;
    const paper = "#fffaf0";
    return contrast(ground, "#000000") > contrast(ink, "#000000") ? mix(ground, paper, 0.75) : mix(ink, paper, 0.3);
  }

  rule(x: number, y: number, w: number, h: number, fill: string): void {
    this.page.rect(x, y, w, h, fill);
  }

  outline({ x, y, w, h }: Rect, stroke: string, width: number): void {
    const d = `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`;
    this.page.draw(`<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${n(width)}"/>`);
  }
}
