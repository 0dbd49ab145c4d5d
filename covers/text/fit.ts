import { isCjk, type Extent, type Setter } from "./measure.ts";

export interface FitOptions {
  w: number;
  h: number;
  max: number;
  min?: number;
  /** Base line to base line, in ems. */
  leading: number;
  maxLines?: number;
  /** Exactly so many lines (or one a word). */
  lines?: number;
  /** How much size one line fewer is worth: 0.05 takes a setting 5 % smaller if it saves a line. */
  fewer?: number;
}

export interface Line {
  text: string;
  extent: Extent;
}

/** A text broken into lines. `top` and `bottom` are the ink above the first and below the last base line, in ems. */
export interface Fitted {
  lines: Line[];
  size: number;
  leading: number;
  top: number;
  bottom: number;
  cap: number;
  /** From the top of the first line's ink to the bottom of the last line's. */
  height: number;
}

/** A piece that is not broken; `glue` when nothing stands between it and the one before. */
interface Token {
  text: string;
  glue: boolean;
}

/** Words that lean on what follows: a line should not end in one. */
const LEANING =
  /^(the|a|an|of|in|on|at|to|for|and|or|by|with|from|my|is|el|la|le|les|un|une|der|die|das|den|und|von|im|de|du|des|los|las|y|et|il|lo|i|&)$/i;
/** What remains of a setting's worth for each line that does all the same. */
const LEAN = 0.8;
/** How much a leaning line is held against a way to break: hardly, for evenness, or almost beyond price. */
const WAYS = [1.5, 100];
const MOST_LINES = 12;

/** Breaks the text into the lines that allow the largest size in the box, evenly filled; never wider or higher than the box. */
export function fit(text: string, setter: Setter, o: FitOptions): Fitted {
  const tokens = split(text, setter, o.w / (o.min ?? 12));
  const most = Math.min(tokens.length, o.maxLines ?? MOST_LINES, MOST_LINES);
  const exactly = o.lines && Math.min(o.lines, most);
  const ways = WAYS.map((penalty) => broken(tokens, setter, most, penalty));
  let best: Fitted | null = null;
  let bestScore = -1;
  for (let count = exactly ?? 1; count <= (exactly ?? most); count++) {
    for (const breaks of ways) {
      const { lines, leaning } = breaks(count);
      const fitted = sized(lines, setter, o);
      const widths = lines.map(({ extent }) => extent.right - extent.left);
      const ragged = count > 1 && Math.min(...widths) < Math.max(...widths) * 0.3 ? 0.9 : 1;
      const score = fitted.size * (1 - (o.fewer ?? 0.05) * (count - 1)) * ragged * LEAN ** leaning;
      if (!best || score > bestScore) [best, bestScore] = [fitted, score];
    }
  }
  return best ?? sized([{ text, extent: setter.extent(text) }], setter, o);
}

/** The largest size at which these lines fit the box. */
function sized(lines: Line[], setter: Setter, o: FitOptions): Fitted {
  const widest = Math.max(...lines.map(({ extent }) => extent.right - extent.left));
  const top = Math.max(lines[0]?.extent.top ?? 0, setter.cap * 0.9);
  const bottom = lines.at(-1)?.extent.bottom ?? 0;
  const ems = top + (lines.length - 1) * o.leading + bottom;
  const size = Math.min(o.max, o.w / widest, o.h / ems);
  return { lines, size, leading: o.leading, top, bottom, cap: setter.cap, height: size * ems };
}

/** Splits at spaces, after hyphens and dashes, between CJK characters; cuts what is wider than `widest` (in ems). */
function split(text: string, setter: Setter, widest: number): Token[] {
  const tokens: Token[] = [];
  for (const word of text.split(" ").filter(Boolean)) {
    for (const [i, piece] of pieces(word).entries()) {
      for (const [k, part] of cut(piece, setter, widest).entries()) tokens.push({ text: part, glue: i > 0 || k > 0 });
    }
  }
  return tokens.length ? tokens : [{ text: text.trim() || "–", glue: false }];
}

const CJK = /[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|.[、。，．！？：；）」』】〉》ーっッゃャゅュょョ・]*/gu;

function pieces(word: string): string[] {
  if (isCjk(word)) return word.match(CJK) ?? [word];
  return word.length > 9 ? word.split(/(?<=[^-–—/]{2}[-–—/])(?=[^-–—/\d]{2})/u) : [word];
}

function cut(piece: string, setter: Setter, widest: number): string[] {
  const { left, right } = setter.extent(piece);
  if (right - left <= widest) return [piece];
  const letters = [...piece];
  const step = Math.max(1, Math.ceil(letters.length / Math.ceil(((right - left) * 1.12) / widest)));
  const parts: string[] = [];
  for (let at = 0; at < letters.length; at += step) {
    const hyphen = at + step < letters.length && setter.face && step > 2 ? "-" : "";
    parts.push(letters.slice(at, at + step).join("") + hyphen);
  }
  return parts;
}

interface Break {
  cost: number;
  /** The line's first token. */
  start: number;
}

/**
 * For each number of lines, the breaks with the least raggedness, by dynamic programming over (lines so far, tokens so far).
 * Fourth powers of the widths keep the widest line short, since it decides the size.
 */
function broken(tokens: readonly Token[], setter: Setter, most: number, penalty: number) {
  const gap = setter.extent(" ").width + 2 * setter.tracking;
  const widths = tokens.map(({ text }) => {
    const { left, right } = setter.extent(text);
    return right - Math.min(0, left);
  });
  const leans = tokens.map(({ text }) => LEANING.test(text));
  // "and the" alone on a line is a printer's habit, not a fault
  const leansOver = (end: number, allLean: boolean) => end < tokens.length && leans[end - 1] === true && !allLean;
  const scale = widths.reduce((sum, w) => sum + w, 0) / Math.max(1, most);
  const none: Break = { cost: Infinity, start: 0 };
  const table: Break[][] = [[{ cost: 0, start: 0 }]];
  for (let count = 1; count <= most; count++) {
    const row: Break[] = [];
    const before = table[count - 1] ?? [];
    for (let end = count; end <= tokens.length; end++) {
      let width = 0;
      let allLean = true;
      let best = none;
      for (let start = end - 1; start >= count - 1; start--) {
        width += (widths[start] ?? 0) + (start < end - 1 && !tokens[start + 1]?.glue ? gap : 0);
        allLean &&= leans[start] ?? false;
        const weight = leansOver(end, allLean) ? penalty : 1;
        const cost = (before[start]?.cost ?? Infinity) + (width / scale) ** 4 * weight;
        if (cost < best.cost) best = { cost, start };
      }
      row[end] = best;
    }
    table.push(row);
  }
  return (count: number): { lines: Line[]; leaning: number } => {
    const lines: Line[] = [];
    let leaning = 0;
    for (let end = tokens.length, row = count; row > 0; row--) {
      const start = table[row]?.[end]?.start ?? 0;
      const part = tokens.slice(start, end);
      const text = part.map((token, i) => (i && !token.glue ? " " : "") + token.text).join("");
      lines.unshift({ text, extent: setter.extent(text) });
      if (leansOver(end, leans.slice(start, end).every(Boolean))) leaning++;
      end = start;
    }
    return { lines, leaning };
  };
}
