import sharp, { type Sharp } from "sharp";
import { cover } from "./index.ts";
import { openGraph } from "./open-graph.ts";
import type { Book } from "./types.ts";

/** Bitmaps of the covers, for mails, previews and the bot (Node only). Letters are outlines, so the server needs no fonts. */
export type Format = "png" | "avif" | "webp" | "jpeg";

const encoders: Record<Format, (image: Sharp) => Sharp> = {
  png: (image) => image.png({ palette: true, quality: 90, effort: 4 }),
  avif: (image) => image.avif({ quality: 58, effort: 3 }),
  webp: (image) => image.webp({ quality: 82 }),
  jpeg: (image) => image.jpeg({ quality: 84, mozjpeg: true }),
};

const bitmap = (svg: string, width: number, format: Format) =>
  encoders[format](sharp(Buffer.from(svg), { density: 72 }).resize({ width })).toBuffer();

/** The cover, `width` pixels wide and half as high again. */
export const coverBitmap = (book: Book, width = 600, format: Format = "png"): Promise<Buffer> =>
  bitmap(cover(book, { width }), width, format);

/** The preview, 1200 × 630; with an uploaded cover (JPEG), where the book has one. */
export const openGraphBitmap = (book: Book, shop = "", format: Format = "png", jpeg?: Buffer): Promise<Buffer> =>
  bitmap(openGraph(book, shop, jpeg), 1200, format);

/** An uploaded cover (JPEG), within so many pixels of width. */
export const smallJpeg = (jpeg: Buffer, width: number): Promise<Buffer> =>
  encoders.jpeg(sharp(jpeg).resize({ width, withoutEnlargement: true })).toBuffer();
