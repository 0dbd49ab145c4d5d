import { FileRefused, MOST_RECORD_CHARACTERS } from "./codes-model.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const LIST = 0x5b;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0xfeff;

/**
 * Cuts JSON that comes in pieces into the values of its top-level list, or into values that stand one after another (a line
 * each, for instance). Where a value ends is all that is looked at; whether it is JSON, `JSON.parse` says.
 */
export class JsonValues {
  /** Values that came to their end, to be taken away by the reader. */
  found: string[] = [];
  private kind: "unknown" | "list" | "row" | "closed" = "unknown";
  private value = "";
  private inside: "nothing" | "bare" | "nested" = "nothing";
  private depth = 0;
  private quoted = false;
  private escaped = false;
  private parted = true;
  private count = 0;

  write(text: string): void {
    let start = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (this.quoted) {
        if (this.escaped) this.escaped = false;
        else if (code === BACKSLASH) this.escaped = true;
        else if (code === QUOTE) this.quoted = false;
      } else if (this.inside === "nested") {
        if (code === QUOTE) this.quoted = true;
        else if (code === OBJECT || code === LIST) this.depth += 1;
        else if (code === OBJECT_END || code === LIST_END) {
          this.depth -= 1;
          if (this.depth === 0) this.end(text.slice(start, i + 1));
        }
      } else if (this.inside === "bare" && !isSpace(code) && code !== COMMA && code !== LIST_END) {
        if (code === QUOTE) this.quoted = true;
      } else {
        if (this.inside === "bare") this.end(text.slice(start, i));
        if (this.begins(code)) start = i;
      }
    }
    if (this.inside === "nothing") return;
    this.value += text.slice(start);
    if (this.value.length > MOST_RECORD_CHARACTERS) throw new FileRefused("line_too_long", { line: this.next() });
  }

  /** After the last piece. Refuses a list or value that has no end. */
  close(): void {
    if (this.inside === "bare" && !this.quoted) this.end("");
    if (this.kind === "unknown") throw new FileRefused("empty");
    if (this.inside !== "nothing" || this.kind === "list")
      throw new FileRefused("json_truncated", { line: this.next() });
  }

  private next(): string {
    return String(this.count + 1);
  }

  private end(rest: string): void {
    this.found.push(this.value + rest);
    this.value = "";
    this.inside = "nothing";
    this.count += 1;
    this.parted = this.kind === "row";
  }

  /** Between values; true where one begins. */
  private begins(code: number): boolean {
    if (isSpace(code)) return false;
    if (this.kind === "unknown") {
      if (code !== LIST && code !== OBJECT) throw new FileRefused("json_not_a_list");
      this.kind = code === LIST ? "list" : "row";
      if (this.kind === "list") return false;
    } else if (this.kind === "list" && code === LIST_END) {
      this.kind = "closed";
      return false;
    } else if (this.kind === "list" && code === COMMA && !this.parted) {
      this.parted = true;
      return false;
    }
    if (!this.parted || this.kind === "closed" || code === COMMA || code === LIST_END || code === OBJECT_END)
      throw new FileRefused("json_broken", { line: this.next() });
    this.inside = code === OBJECT || code === LIST ? "nested" : "bare";
    this.depth = this.inside === "nested" ? 1 : 0;
    this.quoted = code === QUOTE;
    return true;
  }
}
