import { FileRefused, type FileRefusal, type FileRefusalCode, type ImportFormat } from "./codes-model.ts";
import type { CsvEncoding } from "./csv-model.ts";

const begins = (head: Uint8Array, ...signature: number[]) =>
  head.length >= signature.length && signature.every((byte, index) => head[index] === byte);

const ascii = (head: Uint8Array, from: number, text: string) =>
  head.length >= from + text.length && [...text].every((sign, index) => head[from + index] === sign.charCodeAt(0));

/** Latin-1 of the first bytes, to look for names in them. */
const raw = (head: Uint8Array) => Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("latin1");

/** What a file is that is no text, by its first bytes. */
function binary(head: Uint8Array): FileRefusalCode | null {
  if (begins(head, 0x50, 0x4b, 3, 4)) {
    return /\[Content_Types\]\.xml|xl\/|opendocument\.spreadsheet/.test(raw(head)) ? "spreadsheet" : "archive";
  }
  if (begins(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return "spreadsheet";
  if (begins(head, 0x50, 0x4b, 5, 6) || begins(head, 0x1f, 0x8b)) return "archive";
  if (ascii(head, 0, "Rar!") || ascii(head, 0, "BZh") || begins(head, 0x37, 0x7a, 0xbc, 0xaf)) return "archive";
  if (begins(head, 0xfd, 0x37, 0x7a, 0x58, 0x5a) || begins(head, 0x28, 0xb5, 0x2f, 0xfd)) return "archive";
  if (begins(head, 0xff, 0xd8, 0xff) || begins(head, 0x89, 0x50, 0x4e, 0x47)) return "image";
  if (ascii(head, 0, "GIF8") || begins(head, 0x49, 0x49, 0x2a, 0) || begins(head, 0x4d, 0x4d, 0, 0x2a)) return "image";
  if (ascii(head, 0, "RIFF") && ascii(head, 8, "WEBP")) return "image";
  if (ascii(head, 4, "ftypavif") || ascii(head, 4, "ftyphei") || ascii(head, 4, "ftypmif1")) return "image";
  return ascii(head, 0, "%PDF-") ? "pdf" : null;
}

/** Every second byte of UTF-16 is 0 where the text is mostly Latin. */
function zeros(head: Uint8Array): "utf-16le" | "utf-16be" | null {
  const length = Math.min(head.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even += 1;
    if (head[i + 1] === 0) odd += 1;
  }
  const half = length / 2;
  if (half < 2) return null;
  if (odd > half * 0.4 && even < half * 0.05) return "utf-16le";
  return even > half * 0.4 && odd < half * 0.05 ? "utf-16be" : null;
}

/**
 * The encoding of a text by its first bytes: its mark, the zeros of UTF-16, else UTF-8 where it is valid, and Windows-1252
 * for all else. A beginning that is plain ASCII counts as UTF-8; `decodeSheet` looks again when the first other byte comes.
 */
export function encodingOf(head: Uint8Array): CsvEncoding {
  if (begins(head, 0xef, 0xbb, 0xbf)) return "utf-8";
  if (begins(head, 0xff, 0xfe)) return "utf-16le";
  if (begins(head, 0xfe, 0xff)) return "utf-16be";
  const wide = zeros(head);
  if (wide) return wide;
  try {
    // a sequence that the end of the head cuts is no fault
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

const refusal = (code: FileRefusalCode): { refusal: FileRefusal } => ({ refusal: { code } });

/** What kind of file it is, by its first bytes (`HEAD_BYTES` are enough), never by its name. */
export function sniffFormat(head: Uint8Array): { format: ImportFormat } | { refusal: FileRefusal } {
  if (head.length === 0) return refusal("empty");
  const known = binary(head);
  if (known) return refusal(known);
  const text = new TextDecoder(encodingOf(head)).decode(head, { stream: true });
  const start = text.trimStart();
  if (start === "") return refusal("empty");
  let strange = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0) return refusal("not_text");
    if (code < 9 || (code > 13 && code < 32)) strange += 1;
  }
  if (strange * 50 > text.length) return refusal("not_text");
  if (start.startsWith("<")) return { format: "onix" };
  return { format: /^(\[|\{\s*["}])/.test(start) ? "json" : "csv" };
}

/** Throws FileRefused for a beginning that is not of this format. */
export function demandFormat(head: Uint8Array, format: ImportFormat): void {
  const found = sniffFormat(head);
  if ("refusal" in found) throw new FileRefused(found.refusal.code, found.refusal.facts);
  if (found.format === format || format === "csv") return;
  throw new FileRefused(format === "onix" ? "not_onix" : "json_not_a_list");
}
