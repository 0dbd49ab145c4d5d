/** What a cover is made from. Everything here, and nothing else, decides the picture (see `coverKey`). */
export interface Book {
  /** Chooses layout, colours and type within the genre; without one, the title and the authors do. */
  isbn13?: string | null;
  title: string;
  subtitle?: string | null;
  authors: readonly string[];
  /** The name of a family (`genres/families.ts`) or a genre in a publisher's words. */
  genre?: string | null;
  /** BCP 47 tag; "en" when absent. */
  language?: string | null;
  /** The publisher's name as it stands on a cover. */
  imprint?: string | null;
  /** A number that sets the book apart from its author's others, where the catalogue keeps one (see the README). */
  place?: number | null;
}

export interface Size {
  /** Width in CSS pixels, written on the root element; the height follows (2:3). Without it the SVG fills its box. */
  width?: number;
  /**
   * true (default): letters are paths, so the cover looks the same in `<img>`, in a mail and in a rasteriser.
   * false: live `<text>` in the page's fonts, for SVG that stands inline in a page.
   */
  outline?: boolean;
}

export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** At least one colour (#rrggbb), best first. */
export type Colours = readonly [string, ...string[]];

/** Five colours: the page, the text on it, two for pictures, and one deep or pale for relief. */
export interface Palette {
  ground: string;
  ink: string;
  a: string;
  b: string;
  c: string;
}

/** A text as it was set: its ink box, its colour and every colour that may lie behind it. The tests hold it to that. */
export interface SetText extends Rect {
  text: string;
  size: number;
  ink: string;
  grounds: Colours;
  lines: number;
}
