import { baked } from "../glyphs/index.js";

export type FaceName =
  | "serifLight"
  | "serif"
  | "serifBlack"
  | "serifItalic"
  | "text"
  | "textItalic"
  | "sansLight"
  | "sans"
  | "sansBlack"
  | "mono"
  | "gothic"
  | "didone"
  | "fat"
  | "deco"
  | "soft"
  | "geo"
  | "geoBlack"
  | "black"
  | "wide"
  | "roman"
  | "kid"
  | "garalde";

/** One letter on the face's grid: advance width, ink box about the pen, outline, and where its last contour began. */
export interface Glyph {
  advance: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  endX: number;
  endY: number;
  path: string;
}

const NOTHING: Glyph = { advance: 0, x0: 0, y0: 0, x1: 0, y1: 0, endX: 0, endY: 0, path: "" };

/** A baked face: metrics and outlines on a grid of `units` to the em. Letters are parsed when they are first set. */
export class Face {
  readonly name: FaceName;
  readonly units: number;
  /** Height of the capitals in ems. */
  readonly cap: number;
  private readonly rows = new Map<string, string>();
  private readonly parsed = new Map<string, Glyph>();
  private readonly kerns = new Map<string, number>();

  constructor(name: FaceName) {
    const { units, cap, glyphs, kern } = baked[name]();
    this.name = name;
    this.units = units;
    this.cap = cap / units;
    for (const row of glyphs.split("\n")) {
      const ch = String.fromCodePoint(row.codePointAt(0) ?? 0);
      this.rows.set(ch, row.slice(ch.length));
    }
    if (kern) for (const pair of kern.split("|")) this.kerns.set(pair.slice(0, 2), Number(pair.slice(2)));
  }

  has(text: string): boolean {
    for (const ch of text) if (!this.rows.has(ch)) return false;
    return true;
  }

  /** The letter; nothing at all for one the face does not have. */
  glyph(ch: string): Glyph {
    const known = this.parsed.get(ch);
    if (known) return known;
    const row = this.rows.get(ch);
    const glyph = row === undefined ? NOTHING : parse(row);
    this.parsed.set(ch, glyph);
    return glyph;
  }

  /** How much nearer (or further) the second letter of a pair stands, on the grid. */
  kern(pair: string): number {
    return this.kerns.get(pair) ?? 0;
  }
}

function parse(row: string): Glyph {
  const cells = row.split(",");
  const [advance = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0, endX = 0, endY = 0] = cells.slice(0, 7).map(Number);
  return { advance, x0, y0, x1, y1, endX, endY, path: cells[7] ?? "" };
}

const faces = new Map<FaceName, Face>();

export function face(name: FaceName): Face {
  let found = faces.get(name);
  if (!found) faces.set(name, (found = new Face(name)));
  return found;
}

/** Faces with Cyrillic, Greek and Vietnamese that stand in where a display face has no such letters. */
const STAND_IN: Partial<Record<FaceName, FaceName>> = {
  serifLight: "serif",
  didone: "serif",
  roman: "serif",
  garalde: "serif",
  fat: "serifBlack",
  soft: "serifBlack",
  black: "serifBlack",
  deco: "serifBlack",
  sansLight: "sans",
  mono: "sans",
  geo: "sans",
  gothic: "sansBlack",
  geoBlack: "sansBlack",
  wide: "sansBlack",
  kid: "sansBlack",
  sans: "text",
  sansBlack: "serifBlack",
};

/** The face itself, or its stand-in for the whole text (never two designs in one line); null if none has the letters. */
export function faceFor(name: FaceName, text: string): Face | null {
  for (let at: FaceName | undefined = name; at; at = STAND_IN[at]) if (face(at).has(text)) return face(at);
  return null;
}

/** Whether the baked faces can set the text, so that it is outlines and not the reader's fonts. */
export const hasOutlines = (text: string) => faceFor("serif", text) !== null;
