import { compose } from "./compose.ts";
import { H, W } from "./page.ts";
import { escapeXml } from "./text/words.ts";
import type { Book, Size } from "./types.ts";

export { coverKey } from "./key.ts";
export { openGraph } from "./open-graph.ts";
export type { Book, Size } from "./types.ts";

/** A book cover as an SVG document, 2:3 (600 × 900 units): the same bytes for the same book on every machine. */
export function cover(book: Book, { width, outline = true }: Size = {}): string {
  const { page, words, prefix } = compose(book);
  const size = width ? ` width="${width}" height="${Math.round((width * H) / W)}"` : "";
  const name = escapeXml(words.byline ? `${words.title} – ${words.byline}` : words.title);
  const attributes = `viewBox="0 0 ${W} ${H}"${size} role="img" aria-label="${name}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${page.body(prefix, outline)}</svg>`;
}
