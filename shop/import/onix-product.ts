import { readIsbn } from "../_kernel/isbn.ts";
import type { ReadRow } from "./codes-model.ts";
import { htmlText, looksLikeHtml, plainText } from "./html-text.ts";
import { onixDate } from "./onix-date.ts";
import { readDescriptive, Subjects } from "./onix-descriptive.ts";
import type { OnixOptions } from "./onix-model.ts";
import { readSupply } from "./onix-supply.ts";
import { Told } from "./onix-told.ts";
import { all, brief, child, value, type Element } from "./onix-tree.ts";

/** ONIX list 1: early, advance and confirmed notices are whole records, an update brings some blocks. */
const whole = new Set(["01", "02", "03"]);
const UPDATE = "04";
const DELETE = "05";
/** Notices of sale and acquisition, test records: not news of a book. */
const others = new Set(["08", "09", "12", "13", "14", "88", "89"]);

/** ONIX list 64: cancelled, another's, out of print, inactive, withdrawn, recalled. */
const withdrawn = new Set(["01", "05", "07", "08", "11", "12", "15", "17"]);
const statuses = new Set("00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17".split(" "));

/** ONIX list 51: alternative format, other language, based on a print product, electronic, enhanced, basic version. */
const sameWork = new Set(["06", "11", "13", "27", "28", "29"]);

/** ISBN-13 as such, in an EAN, ISBN-10 (ONIX list 5). */
const isbnTypes = ["15", "03", "02"];

/** The ISBNs of a record or a related product, best first, as they stand there. */
function isbnsOf(element: Element): string[] {
  const given = all(element, "ProductIdentifier");
  return isbnTypes.flatMap((type) =>
    given
      .filter((each) => value(each, "ProductIDType") === type)
      .map((each) => value(each, "IDValue"))
      // other goods have an EAN, too
      .filter((text) => text !== "" && (type !== "03" || /^97[89]/.test(text))),
  );
}

function identify(product: Element, record: Record<string, unknown>, told: Told): void {
  const [first, ...more] = isbnsOf(product);
  if (first === undefined) {
    told.problem("isbn", "isbn_missing");
    return;
  }
  const read = readIsbn(first);
  const other = more.find((text) => {
    const second = readIsbn(text);
    return read.ok && second.ok && second.isbn13 !== read.isbn13;
  });
  if (other !== undefined) told.problem("isbn", "isbns_differ", { first: brief(first), second: brief(other) });
  else record.isbn = first;
}

/** Block 2: the description, long before short, as plain paragraphs. */
function describe(block: Element, record: Record<string, unknown>, told: Told): void {
  const contents = all(block, "TextContent");
  const content = ["03", "02"].flatMap(
    (type) => contents.find((each) => value(each, "TextType") === type && child(each, "Text")) ?? [],
  )[0];
  const text = child(content, "Text");
  if (!text) return;
  const { textformat = "" } = text;
  const html = textformat === "02" || textformat === "05" || looksLikeHtml(text.text);
  const description = html ? htmlText(text.text) : plainText(text.text);
  if (description === "") told.note("description", "text_empty");
  else record.description = description;
}

/** Block 4: publisher and dates. Answers the publishing status. */
function publish(block: Element, record: Record<string, unknown>, told: Told): string {
  const publishers = all(block, "Publisher");
  const main = publishers.find((each) => value(each, "PublishingRole") === "01") ?? publishers[0];
  const name = value(main, "PublisherName") || value(child(block, "Imprint"), "ImprintName");
  if (name === "") told.note("publisher", "publisher_missing");
  else record.publisher = name.replace(/\s+/g, " ");

  const dates = all(block, "PublishingDate");
  const dated = (role: string) => dates.find((each) => value(each, "PublishingDateRole") === role);
  const published = onixDate(dated("01"));
  if (published?.ok) record.published = published.date;
  else if (published) told.problem("published", published.code, { text: published.text });
  const first = onixDate(dated("20") ?? dated("11"));
  if (first?.ok) record.firstPublished = Number(first.date.slice(0, 4));
  else if (first) told.note("firstPublished", first.code, { text: first.text });

  const status = value(block, "PublishingStatus");
  if (status !== "" && !statuses.has(status)) told.note(null, "status_unknown", { status: brief(status) });
  return status;
}

function relate(block: Element, row: ReadRow, told: Told): void {
  const editions: string[] = [];
  for (const related of all(block, "RelatedProduct")) {
    if (!sameWork.has(value(related, "ProductRelationCode"))) continue;
    const isbn = isbnsOf(related).flatMap((text) => {
      const read = readIsbn(text);
      return read.ok ? read.isbn13 : [];
    })[0];
    if (isbn === undefined) told.note("editionOf", "relation_nameless");
    else editions.push(isbn);
  }
  if (editions[0] === undefined) return;
  row.record.editionOf = editions[0];
  row.editions = [...new Set(editions)];
}

/** Reads Product records: what each says of a book, and what it lacks or contradicts. */
export class ProductReader {
  private readonly options: OnixOptions;
  private readonly subjects: Subjects;

  constructor(options: OnixOptions) {
    this.options = options;
    this.subjects = new Subjects(options.subjects);
  }

  read(product: Element, at: number, header: { currency: string; priceType: string; language: string }): ReadRow {
    const reference = value(product, "RecordReference").slice(0, 100) || null;
    const row: ReadRow = { at, reference, action: "upsert", record: {}, problems: [], notes: [] };
    const told = new Told(row);
    if (reference === null) told.note(null, "reference_missing");
    const { record } = row;
    identify(product, record, told);

    const notice = value(product, "NotificationType");
    if (notice === "") told.note(null, "notification_missing");
    else if (others.has(notice)) told.problem(null, "notification_other", { notification: notice });
    else if (!whole.has(notice) && notice !== UPDATE && notice !== DELETE)
      told.problem(null, "notification_unknown", { notification: brief(notice) });
    if (notice === DELETE) return archived(row);

    const descriptive = child(product, "DescriptiveDetail");
    const context = { subjects: this.subjects, defaultLanguage: header.language };
    if (descriptive) readDescriptive(descriptive, record, told, context);
    else if (notice !== UPDATE) told.note("title", "title_missing");
    const collateral = child(product, "CollateralDetail");
    if (collateral) describe(collateral, record, told);
    const publishing = child(product, "PublishingDetail");
    const status = publishing ? publish(publishing, record, told) : "";
    const related = child(product, "RelatedMaterial");
    if (related) relate(related, row, told);
    const supply = readSupply(product, record, told, header, this.options);

    const off = withdrawn.has(status);
    if (off && supply === "on_sale") told.note(null, "status_contradicts", { status });
    else if (status === "04" && supply === "gone") told.note(null, "status_contradicts", { status });
    else if (off || supply === "gone") {
      told.note(null, "status_withdrawn", { status: status || "–" });
      return archived(row);
    }
    return row;
  }
}

/** The book is taken off sale, and nothing else of it changes. */
function archived(row: ReadRow): ReadRow {
  const { isbn } = row.record;
  return { ...row, action: "archive", record: { ...(isbn !== undefined && { isbn }), archived: true } };
}
