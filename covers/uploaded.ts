import { createHash } from "node:crypto";
import sharp, { type OutputInfo, type Sharp } from "sharp";

/** Raised whenever the same upload would become other files. */
const MAKER = 1;
/** A print cover has some ten million pixels; a small file can claim a billion, which would fill the memory. */
export const MOST_PIXELS = 60_000_000;
const MOST_SECONDS = 30;

export type Unfit = "not_an_image" | "too_many_pixels";
export interface Rendition {
  /** What stands behind the key: `-400.avif`. */
  ending: string;
  type: string;
  body: Buffer;
}

/** Which of the four kinds it is by its first bytes, whatever its name says. All else never reaches a decoder. */
function kindOf(bytes: Uint8Array): "jpeg" | "png" | "webp" | "heif" | null {
  const text = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString("latin1");
  if (text(0, 3) === "\xff\xd8\xff") return "jpeg";
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  if (text(4, 8) === "ftyp" && ["avif", "avis"].includes(text(8, 12))) return "heif";
  return null;
}

const encoders = {
  avif: { type: "image/avif", encode: (image: Sharp) => image.avif({ quality: 60, effort: 3 }) },
  webp: { type: "image/webp", encode: (image: Sharp) => image.webp({ quality: 82 }) },
  jpg: { type: "image/jpeg", encode: (image: Sharp) => image.jpeg({ quality: 84, mozjpeg: true }) },
} as const;

/** One after the other: what several uploads at once would need of memory, nobody has reserved. */
let last: Promise<unknown> = Promise.resolve();

/**
 * A picture that somebody uploaded, made anew: upright, without its metadata, on white, within each width and half as much
 * again in height, never larger than it was. `key` stands for the upload: the same bytes, the same key. JPEG comes in the
 * greatest width alone. Nothing of the upload itself is passed on.
 */
export function redraw(
  upload: Uint8Array,
  widths: readonly number[],
): Promise<{ key: string; files: Rendition[] } | { unfit: Unfit }> {
  const mine = last.then(() => redrawNow(upload, widths));
  last = mine.catch(() => {});
  return mine;
}

async function redrawNow(upload: Uint8Array, widths: readonly number[]) {
  const kind = kindOf(upload);
  if (!kind) return { unfit: "not_an_image" as const };
  const widest = Math.max(...widths);
  let first: { data: Buffer; info: OutputInfo };
  try {
    const given = sharp(upload, { failOn: "error", limitInputPixels: false });
    const { format, compression, width, height } = await given.metadata();
    if (format !== kind || (kind === "heif" && compression !== "av1")) return { unfit: "not_an_image" as const };
    if (width * height > MOST_PIXELS) return { unfit: "too_many_pixels" as const };
    first = await sharp(upload, { failOn: "error", limitInputPixels: MOST_PIXELS })
      .timeout({ seconds: MOST_SECONDS })
      .autoOrient()
      .resize({ width: widest, height: widest * 1.5, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
  } catch {
    // whatever a decoder cannot make sense of
    return { unfit: "not_an_image" as const };
  }
  const { data, info } = first;
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const files: Rendition[] = [];
  for (const width of widths) {
    const sized = sharp(data, { raw }).resize({
      width,
      height: width * 1.5,
      fit: "inside",
      withoutEnlargement: true,
    });
    for (const [ending, { type, encode }] of Object.entries(encoders)) {
      if (ending === "jpg" && width !== widest) continue;
      files.push({ ending: `-${width}.${ending}`, type, body: await encode(sized.clone()).toBuffer() });
    }
  }
  const digest = createHash("sha256").update(`${MAKER} ${widths.join()} `).update(upload).digest("hex");
  return { key: `p${digest.slice(0, 19)}`, files };
}
