import { isAscii } from "node:buffer";
import { FileRefused, HEAD_BYTES } from "./codes-model.ts";
import type { CsvEncoding } from "./csv-model.ts";

/** Decoded pieces are handed on in portions, so that what is made of one is never much. */
const PORTION = 65_536;

export function* portions(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PORTION) yield text.slice(at, at + PORTION);
}

/** Whether the bytes from `at` on are one sign of UTF-8; null where there are too few of them to say. */
function isSign(bytes: Uint8Array, at: number): boolean | null {
  const lead = bytes[at] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return false;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    if ((byte & 0xc0) !== 0x80) return false;
  }
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(at, at + length));
    return true;
  } catch {
    return false;
  }
}

/**
 * The text of a sheet. For "utf-8" the first byte beyond ASCII decides: is it no UTF-8, the file is Windows-1252. What cannot
 * be read later on becomes U+FFFD, which rows are told of. Refuses `not_text` where there is a NUL.
 */
export async function* decodeSheet(source: AsyncIterable<Uint8Array>, encoding: CsvEncoding): AsyncGenerator<string> {
  let decoder = encoding === "utf-8" ? null : new TextDecoder(encoding);
  let held = new Uint8Array(0);
  for await (const given of source) {
    let chunk = given;
    if (!decoder) {
      const bytes = held.length > 0 ? Buffer.concat([held, given]) : given;
      held = new Uint8Array(0);
      const beyond = isAscii(bytes) ? bytes.length : bytes.findIndex((byte) => byte > 127);
      const plain = Buffer.from(bytes.buffer, bytes.byteOffset, beyond).toString("latin1");
      if (plain.includes("\0")) throw new FileRefused("not_text");
      yield* portions(plain);
      if (beyond === bytes.length) continue;
      const utf8 = isSign(bytes, beyond);
      if (utf8 === null) {
        held = bytes.slice(beyond);
        continue;
      }
      decoder = new TextDecoder(utf8 ? "utf-8" : "windows-1252");
      chunk = bytes.subarray(beyond);
    }
    const text = decoder.decode(chunk, { stream: true });
    if (text.includes("\0")) throw new FileRefused("not_text");
    yield* portions(text);
  }
  yield* portions(decoder ? decoder.decode() : new TextDecoder("windows-1252").decode(held));
}

/**
 * Looks at the first bytes of a source, which still has them afterwards. A source of which `look` says that it is not to be
 * read is closed.
 */
export async function peek<T>(
  source: AsyncIterable<Uint8Array>,
  look: (head: Uint8Array) => T,
): Promise<{ found: T; whole: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let found: T;
  try {
    for (let length = 0; length < HEAD_BYTES;) {
      const { done, value } = await iterator.next();
      if (done) break;
      chunks.push(value);
      length += value.length;
    }
    found = look(Buffer.concat(chunks).subarray(0, HEAD_BYTES));
  } catch (error) {
    await iterator.return?.();
    throw error;
  }
  async function* whole() {
    try {
      while (chunks.length > 0) yield chunks.shift() ?? new Uint8Array(0);
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { found, whole: whole() };
}

/**
 * The text of a file that says its encoding or is UTF-8. Refuses `encoding_wrong` for bytes that are not of it, and
 * `encoding_unknown` for a name nobody knows.
 */
export async function* decodeStrictly(source: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new FileRefused("encoding_unknown", { encoding: encoding.slice(0, 40) });
  }
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new FileRefused("encoding_wrong", { encoding: encoding.slice(0, 40) });
    }
  };
  for await (const chunk of source) yield* portions(decode(chunk));
  yield* portions(decode());
}
