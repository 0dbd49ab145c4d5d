import type { Book } from "../types.ts";

/** What the cover says, taken apart. Empty strings where the book says nothing. */
export interface Words {
  title: string;
  subtitle: string;
  /** The line of a series: “Fever · 5”. */
  series: string;
  /** Its name and the number in it, where the title tells them. */
  volume: { of: string; number: number } | null;
  byline: string;
  authors: string[];
  imprint: string;
  language: string;
}

const STRAY = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]/gu;
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/\s+/g, " "],
  [/\.\s?\.\s?\./g, "…"],
  [/(^|[\s([“‘-])"/g, "$1“"],
  [/"/g, "”"],
  [/(^|[\s([“])'(?=\S)/g, "$1‘"],
  [/['`´]/g, "’"],
  [/ --? /g, " – "],
];

/** Composed letters, printers' quotes and dashes, no control characters; cut at a word when longer than any cover holds. */
export function tidy(text: string, longest = 240): string {
  let s = text.normalize("NFC").replace(STRAY, (c) => (/\s/.test(c) ? " " : ""));
  for (const [from, to] of MARKS) s = s.replace(from, to);
  s = s.trim();
  const letters = [...s];
  if (letters.length <= longest) return s;
  const cut = letters.slice(0, longest - 1).join("");
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), cut.length * 0.8)).trimEnd()}…`;
}

/** “(Fever, #4)”, “(Penguin Readers, Level 5)”, “(A Little Golden Book)”: a note on the series, not part of the title. */
const NUMBER = /#\s?[\d.–-]+/;
const COUNTED = /\b(?:vol|volume|book|level|part|nr|no|bd|band|tome)\b\.?\s*[\dIVX]+/;
const KIND = /series|edition|library|classics|book/;
const NOTE = new RegExp(`^(.+?)\\s*\\(([^()]*(?:${NUMBER.source}|${COUNTED.source}|${KIND.source})[^()]*)\\)$`, "i");
const SUBTITLE = /^(.{3,70}?)(?::\s+| [–—] )(.{4,})$/u;

export function wordsOf(book: Book): Words {
  const language = book.language ?? "en";
  const authors = [...new Set(book.authors.map((name) => tidy(name, 80)).filter(Boolean))];
  const { title: whole, series, volume } = withoutNote(tidy(book.title));
  const { title, subtitle } = parted(whole, tidy(book.subtitle ?? ""));
  return {
    title: title || "–",
    subtitle,
    series,
    volume,
    byline: byline(authors, language),
    authors,
    imprint: tidy(book.imprint ?? "", 60),
    language,
  };
}

function withoutNote(text: string): Pick<Words, "title" | "series" | "volume"> {
  const [, title, note] = NOTE.exec(text) ?? [];
  if (!title || !note) return { title: text, series: "", volume: null };
  // “#1-7” is a box of seven, “#2.5” an aside: neither is a volume
  const number = /#\s?(\d+)(?![\d.–-])/.exec(note)?.[1];
  const of = note.replace(/,?\s*#.*$/, "").trim();
  // “Twilight · 1” says nothing under a title that is “Twilight”
  const series =
    of === title
      ? ""
      : note
          .replace(/,?\s*#\s?/g, " · ")
          .replace(/(\d)-(?=\d)/, "$1–")
          .replace(/^ · /, "No. ");
  return { title, series, volume: number ? { of, number: Number(number) } : null };
}

/** A long title with a colon or a dash is a title and a subtitle. */
function parted(title: string, subtitle: string): Pick<Words, "title" | "subtitle"> {
  if (subtitle || [...title].length <= 24) return { title, subtitle };
  const [, head, rest] = SUBTITLE.exec(title) ?? [];
  return head && rest ? { title: head, subtitle: rest } : { title, subtitle };
}

const OTHERS: Record<string, string> = {
  en: "& others",
  de: "u. a.",
  fr: "et al.",
  es: "y otros",
  it: "e altri",
  nl: "e.a.",
  pt: "e outros",
};

/** One to three names as a phrase; more, or names too long for a cover, shrink to the first and “others”. */
function byline(authors: readonly string[], language: string): string {
  const [first, ...rest] = authors;
  const last = rest.pop();
  if (!first || !last) return first ?? "";
  const all = `${[first, ...rest].join(", ")} & ${last}`;
  const room = rest.length === 0 ? 40 : 34;
  if (rest.length <= 1 && all.length <= room) return all;
  return `${first} ${OTHERS[language.slice(0, 2)] ?? "et al."}`;
}

/** Capitals by the rules of the book's language (Turkish i), or of none when the tag is not a language. */
export function upper(text: string, language: string): string {
  try {
    return text.toLocaleUpperCase(language);
  } catch {
    return text.toUpperCase();
  }
}

export const escapeXml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
