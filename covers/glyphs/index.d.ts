import type { FaceName } from "../text/faces.ts";

/** A face as `covers/build.mjs` bakes it, on a grid of `units` to the em. */
export interface BakedFace {
  units: number;
  /** Height of a capital H. */
  cap: number;
  /** Pairs and their correction, as in `AV-60|AW-52`. */
  kern: string;
  /** One line a letter: the letter, then advance, ink box (x0, y0, x1, y1), where the last contour began (x, y), path. */
  glyphs: string;
}

export const baked: Record<FaceName, () => BakedFace>;
