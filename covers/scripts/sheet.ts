/**
 * Contact sheets, to look at: `node covers/scripts/sheet.ts [folder] [from] [count] [columns]`; ten covers a row by default.
 * With `--layout NAME` every book in that layout, with `--previews` the pictures for link previews.
 */
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { compose } from "../compose.ts";
import { readBooks } from "../fixtures/books.ts";
import { openGraph } from "../index.ts";
import { layoutNames } from "../layouts/index.ts";
import type { Book } from "../types.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { layout: { type: "string" }, previews: { type: "boolean" }, width: { type: "string", default: "200" } },
});
const [folder = join(tmpdir(), "covers"), from = "0", count = "60", columns = "10"] = positionals;
const layout = layoutNames.find((name) => name === values.layout);
const ratio = values.previews ? 630 / 1200 : 3 / 2;
const [w, gap] = [Number(values.width), 20];
const h = Math.round(w * ratio);

function picture(book: Book): string {
  if (values.previews) return openGraph(book, "Octavo");
  const { page, prefix } = compose(book, layout);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 900">${page.body(prefix, true)}</svg>`;
}

const books = readBooks().slice(Number(from), Number(from) + Number(count));
const tiles = await Promise.all(
  books.map(async (book, j) => ({
    input: await sharp(Buffer.from(picture(book)))
      .resize(w, h)
      .png()
      .toBuffer(),
    left: gap + (j % Number(columns)) * (w + gap),
    top: gap + Math.floor(j / Number(columns)) * (h + gap),
  })),
);
const rows = Math.ceil(books.length / Number(columns));
const size = { width: Number(columns) * (w + gap) + gap, height: rows * (h + gap) + gap };
mkdirSync(folder, { recursive: true });
const path = join(folder, `sheet-${from}.png`);
await sharp({ create: { ...size, channels: 3, background: "#e9e6e0" } })
  .composite(tiles)
  .png()
  .toFile(path);
console.log(path);
