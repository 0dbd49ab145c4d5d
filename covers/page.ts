import { readable } from "./colour/contrast.ts";
import { drawLines, type DrawnLine, GlyphBank } from "./text/draw.ts";
import type { FaceName } from "./text/faces.ts";
import { fit, type Fitted } from "./text/fit.ts";
import { Setter } from "./text/measure.ts";
import { upper } from "./text/words.ts";
import type { Colours, Palette, Rect, SetText } from "./types.ts";

/** The page, in its own units: 2:3. */
export const W = 600;
export const H = 900;

export interface Style {
  face: FaceName;
  caps?: boolean;
  /** Ems added between letters. */
  tracking?: number;
  /** Base line to base line, in ems. */
  leading?: number;
}

export type Align = "left" | "centre" | "right";

/** A text and the box it must keep to. */
export interface TextOptions extends Style, Rect {
  max: number;
  min?: number;
  align?: Align;
  valign?: "top" | "middle" | "bottom";
  maxLines?: number;
  lines?: number;
  fewer?: number;
  /** Wished colours, best first; the first that reads on every ground is taken, or made from the first. */
  ink?: Colours;
  /** Every colour that may lie behind the text. */
  on: Colours;
  /** Text that reads upwards (-90) or downwards (90). */
  turn?: -90 | 90;
  /** How many ems further in each line begins, for stepped settings. */
  step?: number;
}

type Part = string | { lines: DrawnLine[]; turn: string };

/** What a layout draws on: collects shapes and texts, and keeps a record of the texts for the guarantees. */
export class Page {
  readonly texts: SetText[] = [];
  readonly palette: Palette;
  readonly language: string;
  private readonly parts: Part[] = [];

  constructor(palette: Palette, language: string) {
    this.palette = palette;
    this.language = language;
  }

  draw(...svg: string[]): void {
    this.parts.push(...svg);
  }

  rect(x: number, y: number, w: number, h: number, fill: string): void {
    this.parts.push(`<path d="M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z" fill="${fill}"/>`);
  }

  /** How a text would be set, without setting it. */
  try(text: string, o: TextOptions): Fitted {
    return this.fitted(text, o).fitted;
  }

  /** Sets a text in its box and returns the ink box it took, in page coordinates. Empty texts take nothing. */
  text(text: string, o: TextOptions): Rect {
    if (!text) return { x: o.x, y: o.valign === "bottom" ? o.y + o.h : o.y, w: 0, h: 0 };
    const { setter, fitted } = this.fitted(text, o);
    const { size, height } = fitted;
    const ink = readable(o.ink ?? [this.palette.ink], o.on);
    // as if unturned: the box lies at 0, 0
    const [boxW, boxH] = o.turn ? [o.h, o.w] : [o.w, o.h];
    const top = o.valign === "bottom" ? boxH - height : o.valign === "middle" ? (boxH - height) / 2 : 0;
    const align = setter.rtl && (o.align ?? "left") === "left" ? "right" : o.align;
    let [left, right] = [Infinity, -Infinity];
    const lines = fitted.lines.map(({ text: line, extent }, i): DrawnLine => {
      const w = (extent.right - extent.left) * size;
      const free = boxW - w;
      const indent = Math.min(free, (o.step ?? 0) * i * size);
      const at = align === "centre" ? free / 2 : align === "right" ? free : indent;
      left = Math.min(left, at);
      right = Math.max(right, at + w);
      const x = at - extent.left * size;
      const y = top + size * (fitted.top + i * fitted.leading);
      return { text: line, x, y, size, ink, setter, width: extent.width * size, centre: at + w / 2 };
    });
    if (!o.turn) {
      for (const line of lines) {
        line.x += o.x;
        line.y += o.y;
        line.centre += o.x;
      }
    }
    const box = placed({ x: left, y: top, w: right - left, h: height }, o);
    this.parts.push({ lines, turn: turning(o) });
    const said = fitted.lines.map((line) => line.text).join(" ");
    this.texts.push({ ...box, text: said, size, ink, grounds: o.on, lines: lines.length });
    return box;
  }

  private fitted(text: string, o: TextOptions): { setter: Setter; fitted: Fitted } {
    const said = o.caps ? upper(text, this.language) : text;
    const setter = new Setter(o.face, said, o.tracking);
    const leading = setter.face ? (o.leading ?? (o.caps ? 1 : 1.06)) : Math.max(1.3, o.leading ?? 0);
    const [w, h] = o.turn ? [o.h, o.w] : [o.w, o.h];
    return { setter, fitted: fit(said, setter, { ...o, w, h, leading }) };
  }

  /** The finished body. Letters used more than once are defined once. */
  body(idPrefix: string, outline: boolean): string {
    const bank = new GlyphBank(idPrefix);
    if (outline) for (const part of this.parts) if (typeof part !== "string") bank.count(part.lines);
    let out = "";
    for (const part of this.parts) {
      if (typeof part === "string") out += part;
      else {
        const drawn = drawLines(part.lines, outline ? bank : null);
        out += part.turn ? `<g transform="${part.turn}">${drawn}</g>` : drawn;
      }
    }
    return bank.defs() + out;
  }

  /** The body without its texts: what lies behind them. */
  backdrop(): string {
    return this.parts.filter((part) => typeof part === "string").join("");
  }
}

/** A box within the unturned box of `o`, in page coordinates. */
function placed(box: Rect, o: TextOptions): Rect {
  if (o.turn === -90) return { x: o.x + box.y, y: o.y + o.h - box.x - box.w, w: box.h, h: box.w };
  if (o.turn === 90) return { x: o.x + o.w - box.y - box.h, y: o.y + box.x, w: box.h, h: box.w };
  return { ...box, x: o.x + box.x, y: o.y + box.y };
}

function turning(o: TextOptions): string {
  if (o.turn === -90) return `translate(${n(o.x)} ${n(o.y + o.h)})rotate(-90)`;
  if (o.turn === 90) return `translate(${n(o.x + o.w)} ${n(o.y)})rotate(90)`;
  return "";
}

/** Short numbers for path data. */
export function n(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 ? "0" : String(rounded);
}
