/** The upload broke off, or is no form with a file. */
export class UploadBroken extends Error {
  constructor(why: string) {
    super(`the upload is broken: ${why}`);
    this.name = "UploadBroken";
  }
}

export interface Upload {
  /** Texts that stand before the file in the form. */
  fields: ReadonlyMap<string, string>;
  fileName: string;
  /** The file as it comes; throws UploadBroken where the form ends before the file does. */
  content: AsyncIterable<Uint8Array>;
}

const MOST_HEAD = 8_192;
const MOST_FIELD = 2_000;
const MOST_FIELDS = 20;
const CRLF2 = Buffer.from("\r\n\r\n");

/** Bytes of a request, some held until it is known what they are. */
class Bytes {
  #source: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#source.next();
    if (done) return false;
    this.#held = this.#held.length === 0 ? Buffer.from(value) : Buffer.concat([this.#held, value]);
    return true;
  }

  /** What stands before `mark`, which is taken, too; at most so many bytes. */
  async upTo(mark: Buffer, most: number): Promise<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at > most || (at < 0 && this.#held.length > most + mark.length)) throw new UploadBroken("too long");
      if (at >= 0) {
        const before = this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + mark.length);
        return before;
      }
      if (!(await this.#more())) throw new UploadBroken("it ends early");
    }
  }

  /** The same, as it comes, of any length. */
  async *streamTo(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(mark);
      if (at >= 0) {
        if (at > 0) yield this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + mark.length);
        return;
      }
      // its beginning may be the end of what is here
      const sure = this.#held.length - mark.length + 1;
      if (sure > 0) {
        yield this.#held.subarray(0, sure);
        this.#held = this.#held.subarray(sure);
      }
      if (!(await this.#more())) throw new UploadBroken("it ends early");
    }
  }
}

/** Parameters of a part's Content-Disposition: browsers write names as UTF-8 with `"` as %22 (HTML, 4.10.21.8). */
function disposition(head: string): Map<string, string> | null {
  const [, rest] = /^content-disposition:\s*form-data\s*;?(.*)$/im.exec(head) ?? [];
  if (rest === undefined) return null;
  return new Map(
    [...rest.matchAll(/;?\s*(name|filename)="([^"]*)"/gi)].map(([, key = "", value = ""]) => [
      key.toLowerCase(),
      value.replaceAll("%22", '"').replaceAll("%0D", "").replaceAll("%0A", ""),
    ]),
  );
}

/**
 * The first file of a form (`multipart/form-data`, RFC 7578) and the texts before it, read as they come: nothing larger than a
 * chunk is held. Null where the body is no such form; throws UploadBroken where it is a broken one.
 */
export async function readUpload(type: string | null, body: AsyncIterable<Uint8Array> | null): Promise<Upload | null> {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type ?? "") ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined || !body) return null;
  const bytes = new Bytes(body);
  const between = Buffer.from(`\r\n--${boundary}`);
  const fields = new Map<string, string>();
  await bytes.upTo(Buffer.from(`--${boundary}`), MOST_HEAD);
  while (fields.size < MOST_FIELDS) {
    // after a boundary: the next part's head, or "--" at the end of the form
    const head = (await bytes.upTo(CRLF2, MOST_HEAD)).toString();
    if (head.startsWith("--")) return null;
    const named = disposition(head);
    const name = named?.get("name");
    if (!named || name === undefined) throw new UploadBroken("a part without a name");
    const fileName = named.get("filename");
    if (fileName !== undefined) return { fields, fileName, content: bytes.streamTo(between) };
    fields.set(name, (await bytes.upTo(between, MOST_FIELD)).toString());
  }
  return null;
}
