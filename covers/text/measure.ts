import { faceFor, type Face, type FaceName } from "./faces.ts";

/** One line in ems: `width` is the advance, the rest the ink's box about the origin (`top` above, `bottom` below the base line). */
export interface Extent {
  width: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** One way to set a text: in a baked face, or, for scripts without outlines, as live text in the reader's fonts. */
export class Setter {
  readonly name: FaceName;
  readonly face: Face | null;
  readonly rtl: boolean;
  readonly tracking: number;

  /** `sample` is all that will be set, so that one face holds every letter of it. */
  constructor(name: FaceName, sample: string, tracking = 0) {
    this.name = name;
    this.face = faceFor(name, sample);
    this.rtl = !this.face && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(sample);
    this.tracking = this.face ? tracking : 0;
  }

  get cap(): number {
    return this.face?.cap ?? 0.72;
  }

  extent(text: string): Extent {
    return this.face ? outlined(this.face, text, this.tracking) : guessed(text);
  }
}

/** The letters of a line with their pen positions, in the face's units; the last pen position is the line's advance. */
export function place(
  face: Face,
  text: string,
  tracking: number,
): { letters: { ch: string; x: number }[]; end: number } {
  const letters: { ch: string; x: number }[] = [];
  let pen = 0;
  let last = "";
  for (const ch of text) {
    if (last) pen += face.kern(last + ch) + tracking * face.units;
    letters.push({ ch, x: pen });
    pen += face.glyph(ch).advance;
    last = ch;
  }
  return { letters, end: pen };
}

function outlined(face: Face, text: string, tracking: number): Extent {
  const { letters, end } = place(face, text, tracking);
  let [left, right, top, bottom] = [Infinity, -Infinity, 0, 0];
  for (const { ch, x } of letters) {
    const glyph = face.glyph(ch);
    if (!glyph.path) continue;
    left = Math.min(left, x + glyph.x0);
    right = Math.max(right, x + glyph.x1);
    top = Math.min(top, glyph.y0);
    bottom = Math.max(bottom, glyph.y1);
  }
  if (left > right) [left, right] = [0, end];
  const em = face.units;
  return { width: end / em, left: left / em, right: right / em, top: -top / em, bottom: bottom / em };
}

/** A generous bound for scripts that are set in whatever font the reader's system has. */
function guessed(text: string): Extent {
  let width = 0;
  for (const ch of text) width += bound(ch.codePointAt(0) ?? 0);
  return { width, left: 0, right: width, top: 0.92, bottom: 0.34 };
}

function bound(code: number): number {
  if (code >= 0x300 && code <= 0x36f) return 0;
  if (code === 0x20) return 0.34;
  if (code < 0x590) return /[A-ZMWmw@%ЖШЩЮЫ]/.test(String.fromCodePoint(code)) ? 1 : 0.68;
  if (code <= 0x5ff) return code < 0x5d0 ? 0 : 0.72;
  if (code <= 0x8ff) return (code >= 0x64b && code <= 0x65f) || code === 0x670 ? 0 : 0.86;
  if (code >= 0xe00 && code <= 0xe7f)
    return /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/.test(String.fromCodePoint(code)) ? 0 : 0.8;
  if (code >= 0x2000 && code <= 0x206f) return 0.6;
  return code > 0xffff ? 1.4 : 1.06;
}

export const isCjk = (text: string) => /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/.test(text);
