/** Where the shop keeps files: what people upload, and what is made of it. Every process of a shop sees the same files. */
export interface FileStore {
  readonly name: "folder" | "s3";
  /**
   * Keeps a file under a key, in place of one that is there. It is seen whole or not at all: what fails half-way leaves
   * what was there before. A stream is written as it comes, in flat memory. Throws `FileTooLarge` beyond `maxBytes`.
   */
  put(
    key: string,
    content: AsyncIterable<Uint8Array> | Uint8Array,
    options?: { contentType?: string; maxBytes?: number },
  ): Promise<{ bytes: number }>;
  /** The file from byte `start` on, as a stream; null where there is none. */
  read(key: string, options?: { start?: number }): Promise<AsyncIterable<Uint8Array> | null>;
  /** Removing what is not there is fine. */
  remove(key: string): Promise<void>;
  /** All files whose key begins so, in no order that one may count on. */
  list(prefix?: string): AsyncIterable<StoredFile>;
}

export interface StoredFile {
  key: string;
  bytes: number;
  changedAt: Date;
}

/** More came than was allowed; nothing of it is kept. */
export class FileTooLarge extends Error {
  readonly maxBytes: number;
  constructor(maxBytes: number) {
    super(`the file has more than ${maxBytes} bytes`);
    this.name = "FileTooLarge";
    this.maxBytes = maxBytes;
  }
}

const key = /^(?!.{201})[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/;

/**
 * Keys are the shop's own, such as `covers/0199….avif`: small letters, so that a file system that knows no others holds them
 * apart, and no part begins with a dot, so none leads out of the store. Anything else is a fault of the caller.
 */
export function assertKey(text: string): void {
  if (!key.test(text)) throw new TypeError(`not a key of the file store: ${JSON.stringify(text.slice(0, 80))}`);
}

/** Passes chunks on until they are more than allowed. */
export async function* atMost(
  content: AsyncIterable<Uint8Array> | Uint8Array,
  maxBytes = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of content instanceof Uint8Array ? [content] : content) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new FileTooLarge(maxBytes);
    yield chunk;
  }
}
