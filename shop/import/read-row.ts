import { restore } from "../_kernel/csv.ts";
import type { ContributorRole } from "../catalog/model.ts";
import type { ReadRow, RowProblem, RowProblemCode } from "./codes-model.ts";
import type { CsvOptions, CsvTarget } from "./csv-model.ts";
import { readFormat } from "./format-words.ts";
import { htmlText, looksLikeHtml } from "./html-text.ts";
import { readLanguage } from "./languages.ts";
import { readDate } from "./read-date.ts";
import { readExportedPeople, readPeople, type NamedPerson } from "./read-people.ts";
import { isCurrency, readPrice, type PriceReading } from "./read-price.ts";

/** Words that mean yes, and no, in a column of a sheet. */
const yes = new Set(["yes", "y", "true", "1", "x", "ja", "j", "wahr", "archived", "archiviert"]);
const no = new Set(["no", "n", "false", "0", "nein", "falsch", "active", "aktiv"]);

/** Remembers what words stand for; sheets say the same few again and again. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const seen = new Map<string, T>();
  return (text) => {
    const before = seen.get(text);
    if (before !== undefined) return before;
    const found = read(text);
    if (seen.size < 2000) seen.set(text, found);
    return found;
  };
}
const format = remembered(readFormat);

const brief = (text: string) => text.trim().slice(0, 80);

/** The text of a cell: Excel's `="978…"` without its shell, a disarmed formula as it was. */
function textOf(cell: string): string {
  if (cell.length > 3 && cell.startsWith('="') && cell.endsWith('"')) return cell.slice(2, -1);
  return restore(cell);
}

/**
 * A whole number with or without its thousands parted; null for anything else, and where "1.000" may be one or a thousand.
 * `decimal` is the sign that parts cents in this sheet.
 */
function wholeOf(text: string, decimal: "." | "," | null): number | null {
  const bare = text.trim().replace(/\u2212/g, "-");
  const unclear = /^[1-9]\d{0,2}([.,])000$/.exec(bare);
  if (unclear && decimal === null) return null;
  if (/^[+-]?\d{1,9}(?:[.,]0+)?$/.test(bare) && (!unclear || unclear[1] === decimal)) return Number.parseInt(bare, 10);
  return /^\d{1,3}([.,' \u00a0\u202f’])\d{3}(?:\1\d{3})?$/.test(bare) ? Number(bare.replace(/\D/g, "")) : null;
}

const endsEmpty = (cells: readonly string[], expected: number) =>
  cells.length === expected + 1 && cells[expected]?.trim() === "";

/** Reads rows of one sheet: which cell is what is decided once. */
export class RowReader {
  private readonly columns: readonly { index: number; target: CsvTarget }[];
  private readonly options: CsvOptions;
  private readonly clear: boolean;
  /** A sheet that names our ids is our own export, whose texts are plain. */
  private readonly ours: boolean;
  private readonly priceOf: (text: string) => PriceReading;
  private trailing = false;
  private row: ReadRow;
  private people: NamedPerson[] | null = null;
  private last = "";
  private given = "";
  private genres: string[] | null = null;

  constructor(options: CsvOptions) {
    this.options = options;
    this.columns = options.columns.flatMap((target, index) => (target ? [{ index, target }] : []));
    this.clear = options.empty === "clear";
    this.ours = options.columns.includes("id");
    this.priceOf = remembered((text) => readPrice(text, options.currency, options.decimal));
    this.row = this.fresh(0);
  }

  private fresh(at: number): ReadRow {
    return { at, reference: null, action: "upsert", record: {}, problems: [], notes: [] };
  }

  /** To be shown the first row of the sheet: whether its rows end with a delimiter that the header has not. */
  measure(cells: readonly string[]): void {
    this.trailing = endsEmpty(cells, this.options.columns.length);
  }

  /** The cells of one row as a record; `at` is its line. */
  read(cells: readonly string[], at: number): ReadRow {
    const row = this.fresh(at);
    this.row = row;
    this.people = null;
    this.genres = null;
    this.last = "";
    this.given = "";
    const expected = this.options.columns.length;
    if (cells.length < expected) {
      this.tell(null, "cells_missing", { found: String(cells.length), expected: String(expected) });
      return row;
    }
    // one cell too many may be a title with a delimiter in it, which moves all that follows
    if (cells.length > expected && !(this.trailing && endsEmpty(cells, expected))) {
      this.tell(null, "cells_left_over", { found: String(cells.length), expected: String(expected) });
      return row;
    }
    for (const { index, target } of this.columns) {
      const cell = cells[index] ?? "";
      if (cell.includes("\ufffd")) this.tell(fieldOf(target), "unreadable_sign", { text: brief(cell) });
      else if (cell.trim() === "") this.blank(target);
      else this.take(target, textOf(cell));
    }
    if (this.last !== "" || this.given !== "") {
      const name = `${this.given} ${this.last}`.trim();
      this.people = [{ name, role: "author" }, ...(this.people ?? [])];
    }
    if (this.people) row.record.contributors = this.people;
    if (this.genres) row.record.genres = this.genres;
    const { record } = row;
    const nameless = record.isbn === undefined && record.id === undefined;
    if (nameless && !row.problems.some(({ field }) => field === "isbn" || field === "id"))
      this.tell("isbn", "isbn_missing");
    return row;
  }

  private tell(field: string | null, code: RowProblemCode, facts?: Record<string, string>): void {
    this.row.problems.push({ field, code, ...(facts && { facts }) });
  }

  private note(problem: RowProblem): void {
    this.row.notes.push(problem);
  }

  /** What an empty cell says, if it is to say anything. */
  private blank(target: CsvTarget): void {
    if (!this.clear) return;
    const { record } = this.row;
    switch (target) {
      case "subtitle":
      case "seriesName":
      case "seriesNumber":
      case "publisher":
      case "published":
      case "firstPublished":
      case "pages":
        record[target] = null;
        return;
      case "description":
        record.description = "";
        return;
      case "genres":
        this.genres ??= [];
        return;
      case "contributors":
      case "author":
        this.people ??= [];
    }
  }

  private take(target: CsvTarget, text: string): void {
    const { record } = this.row;
    switch (target) {
      case "title":
      case "subtitle":
      case "seriesName":
      case "seriesNumber":
      case "publisher":
      case "slug":
      case "editionOf":
      case "id":
        record[target] = text.trim();
        return;
      case "description":
        record.description = !this.ours && looksLikeHtml(text) ? htmlText(text) : text;
        return;
      case "isbn":
        this.isbn(text);
        return;
      case "price":
        this.price(text);
        return;
      case "currency":
        this.currency(text);
        return;
      case "stock":
      case "added":
        this.stock(target, text);
        return;
      case "pages":
        this.pages(text);
        return;
      case "published":
        this.published(text);
        return;
      case "firstPublished":
        this.firstPublished(text);
        return;
      case "language":
        this.word("language", "language_unknown", readLanguage(text), text);
        return;
      case "format":
        this.word("format", "format_unknown", format(text), text);
        return;
      case "genres":
        this.genre(text);
        return;
      case "archived":
        this.archived(text);
        return;
      case "authorLast":
        this.last = text.trim();
        return;
      case "authorFirst":
        this.given = text.trim();
        return;
      default: {
        const role: ContributorRole = target === "contributors" ? "author" : target;
        const people = (this.ours ? readExportedPeople(text) : null) ?? readPeople(text, role, this.row.notes);
        (this.people ??= []).push(...people);
      }
    }
  }

  private isbn(text: string): void {
    const bare = text.trim().replace(/^'/, "");
    if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(bare)) this.tell("isbn", "isbn_scientific", { text: brief(bare) });
    else this.row.record.isbn = bare.replace(/^(\d{10,13})[.,]0+$/, "$1");
  }

  private price(text: string): void {
    const { currency } = this.options;
    const read = this.priceOf(text);
    if (!read.ok) this.tell("price", read.code, read.facts);
    else if (read.currency !== null && read.currency !== currency)
      this.tell("price", "price_currency", { text: brief(text), currency: read.currency, shop: currency });
    else this.row.record.price = read.minor;
  }

  private currency(text: string): void {
    const code = text.trim().toUpperCase();
    const { currency } = this.options;
    if (code === "€" || code === "EURO") this.row.record.currency = "EUR";
    else if (!isCurrency(code)) this.tell("currency", "currency_unknown", { text: brief(text), currency: brief(text) });
    else if (code !== currency)
      this.tell("currency", "price_currency", { text: brief(text), currency: code, shop: currency });
    else this.row.record.currency = code;
  }

  private stock(target: "stock" | "added", text: string): void {
    const copies = wholeOf(text, this.options.decimal);
    if (copies === null) this.tell("stock", "number_unreadable", { text: brief(text) });
    else if (copies < 0) this.tell("stock", "number_negative", { text: brief(text) });
    else {
      this.row.record.stock = copies;
      this.row.stockMeans = target === "added" ? "added" : "figure";
    }
  }

  private pages(text: string): void {
    const pages = wholeOf(text.replace(/\s*(?:pages|page|pp?|seiten|s)\.?\s*$/i, ""), this.options.decimal);
    if (pages === null) this.tell("pages", "number_unreadable", { text: brief(text) });
    else if (pages < 0) this.tell("pages", "number_negative", { text: brief(text) });
    // sheets write 0 for what they do not know
    else if (pages > 0) this.row.record.pages = pages;
  }

  private published(text: string): void {
    const read = readDate(text, this.options.dates);
    if (read.ok) this.row.record.published = read.date;
    else this.tell("published", read.code, { text: brief(text) });
  }

  private firstPublished(text: string): void {
    const bare = text.trim().replace(/\u2212/g, "-");
    if (/^-?\d{1,4}$/.test(bare)) {
      this.row.record.firstPublished = Number(bare);
      return;
    }
    const read = readDate(text, this.options.dates);
    if (read.ok) this.row.record.firstPublished = Number(read.date.slice(0, 4));
    else this.tell("firstPublished", read.code, { text: brief(text) });
  }

  private word(field: "language" | "format", code: RowProblemCode, found: string | null, text: string): void {
    if (found === null) this.tell(field, code, { text: brief(text) });
    else this.row.record[field] = found;
  }

  private genre(text: string): void {
    const { genres } = this.options;
    const find = (name: string) => genres.get(name.trim().toLowerCase());
    const whole = find(text);
    const found = whole ? [whole] : [];
    if (!whole) {
      const parted = text.split(/[;|>\n]/);
      const names = parted.length > 1 ? parted : text.split(",");
      for (const name of names) {
        if (name.trim() === "") continue;
        const slug = find(name);
        if (slug) found.push(slug);
        else this.note({ field: "genres", code: "genre_unknown", facts: { genre: brief(name) } });
      }
    }
    if (found.length > 0) this.genres = [...new Set([...(this.genres ?? []), ...found])];
  }

  private archived(text: string): void {
    const word = text.trim().toLowerCase();
    if (yes.has(word)) this.row.record.archived = true;
    else if (no.has(word)) this.row.record.archived = false;
    else this.tell("archived", "yes_no_unreadable", { text: brief(text) });
  }
}

/** The field of `bookRecord` that a column fills. */
function fieldOf(target: CsvTarget): string {
  switch (target) {
    case "authorLast":
    case "authorFirst":
    case "author":
    case "translator":
    case "illustrator":
    case "editor":
    case "introduction":
    case "foreword":
      return "contributors";
    case "added":
      return "stock";
    default:
      return target;
  }
}
