import type { Face, FaceName } from "./faces.ts";
import { place, type Setter } from "./measure.ts";
import { escapeXml } from "./words.ts";

/** A line on its place: `x`, `y` is the pen at its start, `width` its advance, `centre` the middle of its ink. */
export interface DrawnLine {
  text: string;
  x: number;
  y: number;
  size: number;
  ink: string;
  setter: Setter;
  width: number;
  centre: number;
}

/** Outlines of letters that occur more than once are written once, as `<path id>`, and then used. */
export class GlyphBank {
  private readonly counts = new Map<string, number>();
  private readonly ids = new Map<string, string>();
  private readonly prefix: string;
  private out = "";

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  count(lines: readonly DrawnLine[]): void {
    for (const { setter, text } of lines) {
      if (!setter.face) continue;
      for (const ch of text) {
        const key = setter.face.name + ch;
        this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
      }
    }
  }

  /** The id of a shared outline, or "" when the letter is better drawn in place. */
  shared(face: Face, ch: string): string {
    const key = face.name + ch;
    const { path } = face.glyph(ch);
    if ((this.counts.get(key) ?? 0) < 2 || path.length < 50) return "";
    let id = this.ids.get(key);
    if (!id) {
      id = this.prefix + this.ids.size.toString(36);
      this.ids.set(key, id);
      this.out += `<path id="${id}" d="${path}"/>`;
    }
    return id;
  }

  defs(): string {
    return this.out && `<defs>${this.out}</defs>`;
  }
}

/** With a bank the letters become paths, without one they stay text. */
export function drawLines(lines: readonly DrawnLine[], bank: GlyphBank | null): string {
  return lines.map((l) => (bank && l.setter.face ? outlined(l, l.setter.face, bank) : live(l))).join("");
}

const tenth = (v: number) => String(Math.round(v * 10) / 10);

function outlined(l: DrawnLine, face: Face, bank: GlyphBank): string {
  let uses = "";
  let d = "";
  let [penX, penY] = [0, 0];
  for (const letter of place(face, l.text, l.setter.tracking).letters) {
    const glyph = face.glyph(letter.ch);
    if (!glyph.path) continue;
    const x = Math.round(letter.x);
    const id = bank.shared(face, letter.ch);
    if (id) {
      uses += `<use href="#${id}" x="${x}"/>`;
      continue;
    }
    // a baked outline begins with a move relative to the pen: come back from where the last one ended
    const [, moveX = "0", moveY = "0", rest = ""] = /^m(-?\d+) ?(-?\d+)(.*)$/.exec(glyph.path) ?? [];
    const dy = Number(moveY) - penY;
    d += `m${x - penX + Number(moveX)}${dy < 0 ? "" : " "}${dy}${rest}`;
    [penX, penY] = [x + glyph.endX, glyph.endY];
  }
  const scale = +(l.size / face.units).toFixed(4);
  const letters = (d && `<path d="${d}"/>`) + uses;
  return `<g fill="${l.ink}" transform="translate(${tenth(l.x)} ${tenth(l.y)})scale(${scale})">${letters}</g>`;
}

const SERIF = "'Source Serif 4','Noto Serif',Georgia,serif";
const SANS = "Geist,'Helvetica Neue',Arial,sans-serif";
const JOST = "Jost,Futura,sans-serif";

/** The families that live text asks the reader's system for, and their weight. */
const STACKS: Record<FaceName, readonly [family: string, weight: number]> = {
  serifLight: [SERIF, 300],
  serif: [SERIF, 500],
  serifBlack: [SERIF, 800],
  serifItalic: [SERIF, 400],
  text: [SERIF, 500],
  textItalic: [SERIF, 500],
  sansLight: [SANS, 300],
  sans: [SANS, 600],
  sansBlack: [SANS, 900],
  mono: ["'Geist Mono',Menlo,monospace", 500],
  gothic: ["'League Gothic',Impact,sans-serif", 400],
  didone: ["'Bodoni Moda',Didot,serif", 600],
  fat: ["'Abril Fatface',Didot,serif", 400],
  deco: ["Limelight,serif", 400],
  soft: ["Fraunces,Georgia,serif", 800],
  geo: [JOST, 500],
  geoBlack: [JOST, 800],
  black: ["'Pirata One',fantasy", 400],
  wide: ["Michroma,Verdana,sans-serif", 400],
  roman: ["Cinzel,Georgia,serif", 600],
  kid: ["Grandstander,sans-serif", 800],
  garalde: ["Cormorant,Garamond,serif", 600],
};

/** A width that was measured in a baked face is pinned, so that another font cannot overflow; a guessed one is centred. */
function live({ text, x, y, size, ink, setter, width, centre }: DrawnLine): string {
  const name = setter.face?.name ?? setter.name;
  const [family, weight] = STACKS[name];
  const style = name.endsWith("Italic") ? ' font-style="italic"' : "";
  const direction = setter.rtl ? ' direction="rtl"' : "";
  const at = setter.face
    ? `x="${tenth(x)}" textLength="${tenth(width)}" lengthAdjust="spacingAndGlyphs"`
    : `x="${tenth(centre)}" text-anchor="middle"${direction}`;
  const font = `font-family="${family}" font-weight="${weight}"${style} font-size="${tenth(size)}"`;
  return `<text ${at} y="${tenth(y)}" ${font} fill="${ink}">${escapeXml(text)}</text>`;
}
