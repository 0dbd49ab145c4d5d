import type { ContributorRole, Format } from "../catalog/model.ts";
import { readLanguage } from "./languages.ts";
import type { SubjectRule, SubjectScheme } from "./onix-model.ts";
import { all, brief, child, value, values, type Element } from "./onix-tree.ts";
import type { Told } from "./onix-told.ts";

/** ONIX list 150, as far as the shop sells it: printed books, compact discs, files. */
const forms: Record<string, Format> = {
  BB: "hardback",
  BG: "hardback",
  BH: "hardback",
  BC: "paperback",
  BF: "paperback",
  AC: "audio_cd",
  EA: "ebook",
  EB: "ebook",
  ED: "ebook",
};
/** Large print, and the largest: ONIX list 21. Product form details say nothing of the size of the type. */
const largeTypes = new Set(["LTE", "ULP"]);

/** ONIX list 17. */
const roles: Record<string, ContributorRole> = {
  A01: "author",
  B06: "translator",
  A12: "illustrator",
  B01: "editor",
  A24: "introduction",
  A23: "foreword",
};

/** ONIX list 23: main content, content, numbered pages, all pages, the printed counterpart's. */
const extents = ["00", "11", "05", "07", "08", "10"];

/** ONIX list 27. */
const schemes: Record<string, SubjectScheme> = { "93": "thema", "10": "bisac", "26": "wgs" };

const squeezed = (text: string) => text.trim().replace(/\s+/g, " ");

/** The words of one title element: TitleText, or prefix and rest. */
export function titleOf(element: Element | undefined): string {
  const whole = squeezed(value(element, "TitleText"));
  if (whole !== "") return whole;
  const prefix = squeezed(value(element, "TitlePrefix"));
  const rest = squeezed(value(element, "TitleWithoutPrefix"));
  // L’Étranger is written together
  return /['’]$/.test(prefix) ? prefix + rest : `${prefix} ${rest}`.trim();
}

const atLevel = (detail: Element | undefined, level: string) =>
  all(detail, "TitleElement").find((element) => value(element, "TitleElementLevel") === level);

function titles(block: Element, record: Record<string, unknown>, told: Told): void {
  const details = all(block, "TitleDetail");
  const distinctive = details.filter((detail) => value(detail, "TitleType") === "01");
  if (distinctive.length > 1) told.note("title", "twice_in_record");
  const detail = distinctive[0] ?? details[0];
  const own = atLevel(detail, "01");
  let title = titleOf(own);
  let subtitle = squeezed(value(own, "Subtitle"));
  if (title === "") {
    // a part of a set that has a title of its own only as a whole
    const above = atLevel(detail, "02") ?? atLevel(detail, "03") ?? child(detail, "TitleElement");
    const part = squeezed(value(own, "PartNumber") || value(above, "PartNumber"));
    title = [titleOf(above), part].filter((each) => each !== "").join(" ");
    subtitle ||= squeezed(value(above, "Subtitle"));
    if (title !== "") told.note("title", "title_level", { text: brief(title) });
  }
  if (title === "") told.note("title", "title_missing");
  else record.title = title;
  record.subtitle = subtitle === "" ? null : subtitle;
}

function series(block: Element, record: Record<string, unknown>): void {
  record.seriesName = null;
  record.seriesNumber = null;
  for (const collection of all(block, "Collection")) {
    const detail = child(collection, "TitleDetail");
    const whole = atLevel(detail, "02") ?? atLevel(detail, "03");
    const name = titleOf(whole);
    if (name === "") continue;
    const orders = all(collection, "CollectionSequence");
    const order = orders.find((each) => value(each, "CollectionSequenceType") === "02") ?? orders[0];
    const number =
      value(whole, "PartNumber") ||
      value(atLevel(detail, "01"), "PartNumber") ||
      value(order, "CollectionSequenceNumber");
    record.seriesName = name;
    record.seriesNumber = number === "" ? null : squeezed(number);
    return;
  }
}

function nameOf(contributor: Element): string {
  const whole = squeezed(value(contributor, "PersonName"));
  if (whole !== "") return whole;
  if (child(contributor, "KeyNames")) {
    const parts = ["NamesBeforeKey", "PrefixToKey", "KeyNames", "NamesAfterKey", "SuffixToKey"];
    return squeezed(parts.map((part) => value(contributor, part)).join(" "));
  }
  const [last = "", ...first] = value(contributor, "PersonNameInverted").split(",");
  if (last !== "") return squeezed(`${first.join(" ")} ${last}`);
  return squeezed(value(contributor, "CorporateName"));
}

function contributors(block: Element, record: Record<string, unknown>, told: Told): void {
  const given = all(block, "Contributor");
  if (given.length === 0) {
    if (child(block, "NoContributor")) record.contributors = [];
    return;
  }
  const people: { name: string; role: ContributorRole }[] = [];
  const place = (each: Element, index: number) => {
    const number = Number.parseInt(value(each, "SequenceNumber"), 10);
    return Number.isNaN(number) ? 10_000 + index : number;
  };
  const ordered = given
    .map((each, index) => ({ each, place: place(each, index) }))
    .toSorted((a, b) => a.place - b.place);
  for (const { each } of ordered) {
    if (child(each, "UnnamedPersons")) continue;
    const name = nameOf(each);
    if (name === "") {
      told.note("contributors", "contributor_nameless");
      continue;
    }
    const codes = values(each, "ContributorRole");
    for (const code of codes.length > 0 ? codes : [""]) {
      const role = roles[code];
      if (role) people.push({ name, role });
      else told.note("contributors", "role_unknown", { name: brief(name), role: code === "" ? "–" : brief(code) });
    }
  }
  record.contributors = people;
}

function form(block: Element, record: Record<string, unknown>, told: Told): void {
  const code = value(block, "ProductForm");
  const known = forms[code];
  if (code === "") told.note("format", "form_missing");
  else if (!known) told.problem("format", "form_unsold", { form: brief(code) });
  else {
    const large = values(block, "EditionType").some((type) => largeTypes.has(type));
    record.format = large && (known === "paperback" || known === "hardback") ? "large_print" : known;
  }
}

function language(block: Element, record: Record<string, unknown>, otherwise: string, told: Told): void {
  const spoken = all(block, "Language").find((each) => value(each, "LanguageRole") === "01");
  const code = value(spoken, "LanguageCode") || otherwise;
  if (code === "") {
    told.note("language", "language_missing");
    return;
  }
  const found = readLanguage(code);
  if (found) record.language = found;
  else told.problem("language", "language_unknown", { text: brief(code) });
}

function pages(block: Element, record: Record<string, unknown>, told: Told): void {
  const given = all(block, "Extent").filter((each) => {
    const unit = value(each, "ExtentUnit");
    return (unit === "03" || unit === "") && extents.includes(value(each, "ExtentType"));
  });
  const best = extents.flatMap((type) => given.find((each) => value(each, "ExtentType") === type) ?? [])[0];
  record.pages = null;
  if (!best) return;
  const text = value(best, "ExtentValue");
  if (!/^\d{1,6}$/.test(text)) told.note("pages", "pages_unreadable", { text: brief(text) });
  else if (Number(text) > 0) record.pages = Number(text);
}

/** Genres by codes of subjects: the rule with the longest beginning of a code counts. */
export class Subjects {
  private readonly rules = new Map<string, string>();

  constructor(rules: readonly SubjectRule[]) {
    for (const { scheme, prefix, genre } of rules) this.rules.set(`${scheme} ${prefix.toUpperCase()}`, genre);
  }

  genreOf(scheme: SubjectScheme, code: string): string | null {
    let bare = code.trim().toUpperCase();
    // the first of four digits is the form of the product
    if (scheme === "wgs" && /^\d{4}$/.test(bare)) bare = bare.slice(1);
    for (let length = bare.length; length > 0; length--) {
      const genre = this.rules.get(`${scheme} ${bare.slice(0, length)}`);
      if (genre !== undefined) return genre;
    }
    return null;
  }

  read(block: Element, record: Record<string, unknown>, told: Told): void {
    const found: string[] = [];
    const unmapped: string[] = [];
    const main = (each: Element) => (child(each, "MainSubject") ? 0 : 1);
    for (const subject of all(block, "Subject").toSorted((a, b) => main(a) - main(b))) {
      const scheme = schemes[value(subject, "SubjectSchemeIdentifier")];
      const code = value(subject, "SubjectCode");
      if (!scheme || code === "") continue;
      const genre = this.genreOf(scheme, code);
      if (genre) found.push(genre);
      else unmapped.push(code);
    }
    if (found.length > 0) record.genres = [...new Set(found)];
    else if (unmapped.length > 0) told.note("genres", "subject_unmapped", { codes: brief(unmapped.join(", ")) });
  }
}

/** Block 1: what the product is. What the block does not speak of is empty, as the standard has it. */
export function readDescriptive(
  block: Element,
  record: Record<string, unknown>,
  told: Told,
  { subjects, defaultLanguage }: { subjects: Subjects; defaultLanguage: string },
): void {
  titles(block, record, told);
  series(block, record);
  contributors(block, record, told);
  form(block, record, told);
  language(block, record, defaultLanguage, told);
  pages(block, record, told);
  subjects.read(block, record, told);
}
