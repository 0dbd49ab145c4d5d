import sharp from "sharp";
import { expect, it } from "vitest";
import { coverBitmap, type Format, openGraphBitmap } from "./raster.ts";

const book = { isbn13: "9780141439587", title: "Emma", authors: ["Jane Austen"], genre: "Classics" };

it.each<[Format, string]>([
  ["png", "png"],
  ["webp", "webp"],
  ["avif", "heif"],
  ["jpeg", "jpeg"],
])("CAT-7 makes a %s of a cover and of a preview", async (format, known) => {
  const cover = await sharp(await coverBitmap(book, 240, format)).metadata();
  expect({ format: cover.format, width: cover.width, height: cover.height }).toEqual({
    format: known,
    width: 240,
    height: 360,
  });
  const preview = await sharp(await openGraphBitmap(book, "A shop", format)).metadata();
  expect({ width: preview.width, height: preview.height }).toEqual({ width: 1200, height: 630 });
});
