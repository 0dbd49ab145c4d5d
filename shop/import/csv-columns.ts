import { readIsbn } from "../_kernel/isbn.ts";
import { csvTargets, manyColumns, type CsvGuess, type CsvTarget } from "./csv-model.ts";
import { readFormat } from "./format-words.ts";
import { readLanguage } from "./languages.ts";
import { readDate } from "./read-date.ts";
import { readPrice } from "./read-price.ts";

/** Names of columns as the trade writes them, in lower case with nothing but letters and digits; the likeliest first. */
const names: Partial<Record<CsvTarget, string>> = {
  isbn: "isbn13|isbn|ean|isbnean|ean13|eanisbn|gtin|gtin13|barcode|ean/isbn|productcode|artikelnummer|bestellnummer|isbn10",
  title:
    "title|titel|booktitle|buchtitel|producttitle|haupttitel|name|produktname|bezeichnung|artikelbezeichnung|fulltitle",
  subtitle: "subtitle|untertitel|zusatzzumtitel",
  contributors: "contributors|contributor|mitwirkende|beteiligte|creators|creator|urheber|people|personen",
  authorLast: "authorlast|authorlastname|lastname|surname|autornachname|nachname",
  authorFirst: "authorfirst|authorfirstname|firstname|autorvorname|vorname",
  author: "author|authors|autor|autoren|autorin|autorinnen|verfasser|verfasserin|writer|autorname|authorname|by",
  translator: "translator|translators|übersetzer|übersetzerin|übersetzung|translatedby",
  illustrator: "illustrator|illustrators|illustratorin|illustratoren|illustration|illustratedby",
  editor: "editor|editors|herausgeber|herausgeberin|hrsg|editedby",
  introduction: "introduction|einleitung|einführung",
  foreword: "foreword|vorwort|geleitwort",
  format:
    "format|binding|einband|einbandart|productform|produktform|bindung|bindungsart|ausstattung|form|mediatype|medium",
  language: "language|sprache|lang|languagecode|sprachcode|textsprache|sprachedestextes",
  publisher: "publisher|verlag|imprint|verlagsname|publishername|publishinghouse|herstellername",
  published:
    "published|publicationdate|pubdate|publishdate|publishingdate|releasedate|dateofpublication|erscheinungsdatum|erscheinungstermin|" +
    "et|erschienen|erscheinungsjahr|erscheinungstag|veröffentlicht|year|jahr|publicationyear|pubyear|onsale|onsaledate",
  firstPublished:
    "firstpublished|ersterschienen|erstausgabe|erstveröffentlichung|originallypublished|firstpublicationyear",
  pages: "pages|seiten|seitenzahl|pagecount|noofpages|numberofpages|extent|umfang|anzahlseiten|pp|numpages",
  description:
    "description|beschreibung|blurb|synopsis|klappentext|inhalt|text|longdescription|kurzbeschreibung|annotation|summary",
  genres:
    "genres|genre|category|categories|kategorie|kategorien|subject|subjects|sachgruppe|warengruppe|rubrik|section|shelf",
  seriesName: "seriesname|series|reihe|reihentitel|serie|reihenname|serientitel",
  seriesNumber: "seriesnumber|volume|band|bandnummer|bandnr|reihennummer|vol|noinseries|volumenumber|numberinseries",
  price:
    "price|rrp|preis|vk|vkpreis|ladenpreis|verkaufspreis|retailprice|retail|listprice|bruttopreis|preisbrutto|rrpinctax|rrpinclvat|" +
    "priceeur|pricegbp|preiseur|rrpgbp|rrpeur|vkbrutto|vkeur|ladenpreiseur|uvp|eurd|msrp|sellingprice|endpreis",
  currency: "currency|währung|currencycode|währungscode|waehrung",
  stock:
    "stock|bestand|qty|quantity|menge|lagerbestand|onhand|qtyonhand|instock|anzahl|stockquantity|stocklevel|lager|stückzahl",
  added: "added|received|deliveredqty|liefermenge|zugang|geliefert|qtyshipped|shippedqty|invoicedqty|delivered",
  archived: "archived|archiviert|inactive|inaktiv|ausgelistet|discontinued",
  slug: "slug|url|address|adresse",
  editionOf: "editionof|ausgabevon|workisbn|parentisbn",
  id: "id|bookid|octavoid",
};

/** Targets by a column's name, with the rank among names for the same. */
const byName = new Map<string, { target: CsvTarget; rank: number }>();
for (const target of csvTargets) {
  names[target]?.split("|").forEach((name, rank) => {
    const key = name.replaceAll("/", "");
    if (!byName.has(key)) byName.set(key, { target, rank });
  });
}

/** Only letters and digits of a name, in lower case; "Preis (€)" and "RRP [GBP]" lose what is in brackets. */
const bare = (name: string) =>
  name
    .normalize("NFC")
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]/g, "")
    .replace(/ue(?=bersetz)/g, "ü")
    .replace(/[^\p{L}\p{N}]/gu, "");

export const targetOf = (name: string): { target: CsvTarget; rank: number } | null => byName.get(bare(name)) ?? null;

/** What the values of a column look like: shares from 0 to 1 of those that are not empty. */
function looks(values: readonly string[]): { target: CsvTarget; share: number } | null {
  const filled = values.filter((value) => value.trim() !== "");
  if (filled.length === 0) return null;
  const share = (is: (value: string) => boolean) => filled.filter(is).length / filled.length;
  const tests: [CsvTarget, (value: string) => boolean][] = [
    ["isbn", (value) => readIsbn(value.replace(/^="(.*)"$/, "$1").replace(/^'/, "")).ok],
    ["price", (value) => /[.,]\d\d(?!\d)|\p{Sc}/u.test(value) && readPrice(value, "EUR", ".").ok],
    ["published", (value) => /\d{4}/.test(value) && !/^\d{4}$/.test(value.trim()) && readDate(value, "dmy").ok],
    ["language", (value) => value.trim().length > 1 && !readFormat(value) && readLanguage(value) !== null],
    ["format", (value) => readFormat(value) !== null],
  ];
  for (const [target, is] of tests) {
    const found = share(is);
    if (found >= 0.8) return { target, share: found };
  }
  return null;
}

/** What a column of this target may never be full of. */
function contradicts(name: string, target: CsvTarget, values: readonly string[]): boolean {
  const filled = values.filter((value) => value.trim() !== "");
  if (filled.length === 0) return false;
  const most = (is: (value: string) => boolean) => filled.filter(is).length * 2 > filled.length;
  if (target === "isbn") {
    const like = (value: string) => /\d{9}|e\+/i.test(value.replace(/[- ]/g, ""));
    // "Article number" may be anything; what is called ISBN is one, and wrong ones are told by row
    return /isbn|^ean/.test(bare(name)) ? !filled.some(like) : !most(like);
  }
  if (target === "price" || target === "pages" || target === "stock") return !most((value) => /\d/.test(value));
  if (target === "format") return most((value) => /^\d+$/.test(value.trim()));
  if (target === "genres") return most((value) => /^\d+$/.test(value.trim()));
  return false;
}

/**
 * Takes each column for what its name and its values say (CAT-6). Where two could be the same, the likelier name wins and the
 * other is left out.
 */
export function guessColumns(header: readonly string[], sample: readonly (readonly string[])[]): CsvGuess[] {
  const columns = header.map((name, index) => {
    const values = sample.map((row) => row[index] ?? "");
    const named = targetOf(name);
    const seen = looks(values);
    if (named && !contradicts(name, named.target, values)) {
      const both = seen?.target === named.target;
      return { index, target: named.target, confidence: both ? 1 : 0.8, rank: named.rank - (both ? 100 : 0) };
    }
    return { index, target: seen?.target ?? null, confidence: seen ? 0.5 * seen.share : 0, rank: 1000 };
  });
  const guesses: CsvGuess[] = header.map(() => ({ target: null, confidence: 0 }));
  const taken = new Set<CsvTarget>();
  for (const { index, target, confidence } of columns.toSorted((a, b) => a.rank - b.rank || a.index - b.index)) {
    if (!target) continue;
    const slot = target === "added" ? "stock" : target;
    if (taken.has(slot) && !(manyColumns.has(target) && confidence >= 0.8)) continue;
    taken.add(slot);
    guesses[index] = { target, confidence };
  }
  return guesses;
}
