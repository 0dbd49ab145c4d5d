import { mix, readable } from "./colour/contrast.ts";
import { compose } from "./compose.ts";
import { H, Page, type TextOptions, W } from "./page.ts";
import type { Book, Rect } from "./types.ts";

/** The cover on the sheet, and the shadow under it. */
const COVER: Rect = { x: 80, y: 54, w: 348, h: 522 };

/**
 * A picture of 1200 × 630 for link previews: the cover on a tint of its own, the title beside it in the shop's serif. `jpeg` is
 * an uploaded cover, shown whole in place of the drawn one.
 */
export function openGraph(book: Book, shop = "", jpeg?: Buffer): string {
  const { page, words, prefix } = compose(book);
  const { ground, ink, a } = page.palette;
  const back = mix(ground, "#faf6ee", 0.86);
  const dark = readable([mix(ground, "#000000", 0.72), ink, "#1b1714"], [back]);
  const beside = new Page(page.palette, words.language);
  const set = (text: string, o: Omit<TextOptions, "x" | "w" | "on" | "ink">) =>
    beside.text(text, { x: 520, w: 608, on: [back], ink: [dark], ...o });

  const title = set(words.title, { face: "serif", leading: 1.06, tracking: -0.01, y: 60, h: 300, max: 104, min: 28 });
  const more = { face: "textItalic", leading: 1.25, h: 84, max: 30, min: 14, maxLines: 3 } as const;
  set(words.subtitle || words.series, { ...more, y: title.y + title.h + 30 });
  beside.rect(520, 494, 48, 4, readable([a, dark], [back], 2));
  set(words.byline, { face: "sans", leading: 1.25, y: 516, h: 36, max: 28, min: 12, maxLines: 2 });
  set(shop, { face: "sans", y: 560, h: 24, max: 20, valign: "bottom", maxLines: 1 });

  const { x, y, w, h } = COVER;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630">` +
    `<path fill="${back}" d="M0 0h1200v630H0z"/>` +
    `<path fill="${mix(back, "#000000", 0.18)}" d="M${x + 6} ${y + 9}h${w}v${h}h${-w}z"/>` +
    (jpeg
      ? `<path fill="#f4efe6" d="M${x} ${y}h${w}v${h}h${-w}z"/>` +
        `<image x="${x}" y="${y}" width="${w}" height="${h}" href="data:image/jpeg;base64,${jpeg.toString("base64")}"/>`
      : `<svg x="${x}" y="${y}" width="${w}" height="${h}" viewBox="0 0 ${W} ${H}">${page.body(prefix, true)}</svg>`) +
    `${beside.body(`${prefix}o`, true)}</svg>`
  );
}
