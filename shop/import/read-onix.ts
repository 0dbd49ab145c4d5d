import { SaxesParser, type SaxesTagPlain } from "saxes";
import { FileRefused, MOST_RECORD_CHARACTERS, type ReadRow } from "./codes-model.ts";
import { decodeStrictly, peek } from "./decode-text.ts";
import type { OnixOptions } from "./onix-model.ts";
import { ProductReader } from "./onix-product.ts";
import { elementsOfOnix2, referenceNames } from "./onix-tags.ts";
import type { Element } from "./onix-tree.ts";
import { demandFormat, encodingOf } from "./sniff-format.ts";

/** Elements within each other: records of the standard have about ten. */
const MOST_DEPTH = 60;

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Without a namespace's prefix. */
const local = (name: string) => {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
};

/** Builds the tree of each Product from what the parser meets, and nothing of the rest. */
class Records {
  /** Products that came to their end, with their number. */
  found: { at: number; product: Element }[] = [];
  header = { currency: "", priceType: "", language: "" };
  count = 0;
  private readonly after: number;
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  private readonly path: Element[] = [];
  private depth = 0;
  private root = false;
  /** Depth within a Text that has elements of its own (XHTML), 0 outside. */
  private markup = 0;
  /** Characters since something was last complete. */
  private pending = 0;
  private size = 0;
  private done = false;

  constructor(after: number) {
    this.after = after;
    const { parser } = this;
    parser.on("doctype", (doctype) => {
      throw new FileRefused(/onix\/?(?:international)?\/?2|\/2\.[01]\//i.test(doctype) ? "onix_2" : "doctype");
    });
    parser.on("error", (error) => this.fail(error.message));
    parser.on("opentag", (tag) => this.open(tag));
    parser.on("closetag", (tag) => this.close(tag));
    parser.on("text", (text) => this.text(text));
    parser.on("cdata", (text) => this.text(text));
  }

  write(text: string): void {
    this.pending += text.length;
    this.parser.write(text);
    // a text, a comment or a tag without an end gathers in the parser
    if (this.pending > MOST_RECORD_CHARACTERS) throw new FileRefused("line_too_long", { line: this.number() });
  }

  end(): void {
    this.done = true;
    if (!this.root && this.count === 0 && this.depth === 0) {
      this.parser.close();
      throw new FileRefused("not_onix");
    }
    this.parser.close();
  }

  /** Number of the record that is being read, or comes next. */
  private number(): string {
    return String(this.path.length > 0 ? this.count : this.count + 1);
  }

  private fail(message: string): never {
    if (/entity/i.test(message)) throw new FileRefused("entity", { line: this.number() });
    if (!this.root) throw new FileRefused("not_onix");
    if (this.done || /unclosed|unexpected end/i.test(message)) {
      throw new FileRefused("xml_truncated", { line: this.number() });
    }
    throw new FileRefused("xml_broken", { line: this.number() });
  }

  private open(tag: SaxesTagPlain): void {
    this.pending = 0;
    this.depth += 1;
    if (this.depth > MOST_DEPTH) throw new FileRefused("too_deep", { line: this.number() });
    const plain = local(tag.name);
    const name = referenceNames.get(plain) ?? plain;
    if (this.depth === 1) {
      this.begin(name, tag.attributes);
      return;
    }
    if (this.markup > 0 || this.path.at(-1)?.name === "Text") {
      const text = this.path.at(-1);
      if (text && this.markup === 0 && text.textformat !== "05") text.text = escaped(text.text);
      this.markup += 1;
      if (text) this.add(text, `<${plain}>`);
      return;
    }
    if (this.path.length === 0) {
      if (this.depth !== 2 || (name !== "Product" && name !== "Header")) return;
      if (name === "Product") {
        this.count += 1;
        if (this.count <= this.after) return;
      }
      this.size = 0;
      this.path.push({ name, text: "", children: [] });
      return;
    }
    if (this.path.length === 1 && elementsOfOnix2.has(plain)) throw new FileRefused("onix_2");
    const element: Element = { name, text: "", children: [] };
    const { textformat, dateformat } = tag.attributes;
    if (textformat !== undefined) element.textformat = textformat;
    if (dateformat !== undefined) element.dateformat = dateformat;
    this.grow(name.length + 20);
    this.path.at(-1)?.children.push(element);
    this.path.push(element);
  }

  private begin(name: string, attributes: Record<string, string>): void {
    if (name !== "ONIXMessage") throw new FileRefused("not_onix");
    const release = attributes.release ?? "";
    const namespace =
      Object.entries(attributes).find(([key]) => key === "xmlns" || key.startsWith("xmlns:"))?.[1] ?? "";
    if (release.startsWith("2") || release.startsWith("1") || /onix\/2/.test(namespace))
      throw new FileRefused("onix_2");
    this.root = true;
  }

  private close(tag: SaxesTagPlain): void {
    this.pending = 0;
    this.depth -= 1;
    if (this.markup > 0) {
      this.markup -= 1;
      const text = this.path.at(-1);
      if (text) this.add(text, `</${local(tag.name)}>`);
      return;
    }
    const element = this.path.pop();
    if (this.path.length > 0 || !element) return;
    if (element.name === "Product") this.found.push({ at: this.count, product: element });
    else {
      const read = (name: string) => element.children.find((each) => each.name === name)?.text.trim() ?? "";
      this.header = {
        currency: read("DefaultCurrencyCode"),
        priceType: read("DefaultPriceType"),
        language: read("DefaultLanguageOfText"),
      };
    }
  }

  private text(text: string): void {
    const element = this.path.at(-1);
    if (!element) return;
    const html = element.name === "Text" && (this.markup > 0 || element.textformat === "05");
    this.add(element, html ? escaped(text) : text);
  }

  private add(element: Element, text: string): void {
    this.grow(text.length);
    element.text += text;
  }

  private grow(characters: number): void {
    this.size += characters;
    if (this.size > MOST_RECORD_CHARACTERS) throw new FileRefused("line_too_long", { line: String(this.count) });
  }
}

/** The encoding by the mark of the file, else by its declaration, else UTF-8 (XML 1.0, appendix F). */
function encodingOfXml(head: Uint8Array): string {
  const found = encodingOf(head);
  if (found.startsWith("utf-16")) return found;
  if (head[0] === 0xef && head[1] === 0xbb) return "utf-8";
  const start = new TextDecoder("latin1").decode(head.subarray(0, 200));
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(start)?.[1] ?? "utf-8";
  // it is no UTF-16, or its declaration could not be read so
  if (/^(?:utf-?16|ucs-?[24]|utf-?32|iso-10646)/i.test(declared)) {
    throw new FileRefused("encoding_wrong", { encoding: declared.slice(0, 40) });
  }
  return declared;
}

/**
 * Reads the Product records of an ONIX for Books 3.0 message (CAT-8), in reference names or short tags, with memory for a few
 * of them. Document types and entities other than XML's own five are refused before anything is made of them. Throws
 * FileRefused where the file as a whole cannot be read on.
 */
export async function* readOnix(source: AsyncIterable<Uint8Array>, options: OnixOptions): AsyncGenerator<ReadRow> {
  const { found: encoding, whole } = await peek(source, (head) => {
    demandFormat(head, "onix");
    return encodingOfXml(head);
  });
  const records = new Records(options.after ?? 0);
  const reader = new ProductReader(options);
  function* taken() {
    const { found } = records;
    if (found.length === 0) return;
    records.found = [];
    for (const { at, product } of found) yield reader.read(product, at, records.header);
  }
  for await (const text of decodeStrictly(whole, encoding)) {
    records.write(text);
    yield* taken();
  }
  records.end();
  yield* taken();
  if (records.count === 0) throw new FileRefused("no_rows");
}
