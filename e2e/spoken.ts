import fs from "node:fs";
import path from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { parseDocument } from "htmlparser2";
import { type ChildNode, isTag, isText } from "domhandler";
import { registry, type Locale } from "../messages/index.ts";

/** What a page says, and whether it says it in its own language. */

type Tree = { readonly [key: string]: string | Tree };
type Part = ReturnType<IntlMessageFormat["getAst"]>[number];

const flat = (text: string) => text.replace(/\s+/g, " ").trim();

const sentences = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === "string" ? [value] : sentences(value)));

/** The pieces of a sentence that stand on every page that says it: what lies between its arguments and tags. */
function pieces(message: string, locale: Locale): string[] {
  const found: string[] = [];
  const visit = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.type === 0) found.push(flat(part.value));
      if ("options" in part) for (const option of Object.values(part.options)) visit(option.value);
      if ("children" in part) visit(part.children);
    }
  };
  visit(new IntlMessageFormat(message, locale).getAst());
  return found.filter(Boolean);
}

/** So many letters, of several words, are a sentence of ours wherever they stand; shorter ones only where they stand alone. */
const TELLING = 12;

/** Words that are in one language's messages, and neither in a message of the other nor in its `data`. */
export function wordsOfAlone(
  locale: Locale,
  other: Locale,
  data: readonly string[],
): { telling: string[]; alone: Set<string> } {
  const own = new Set(sentences(registry[locale].web).flatMap((each) => pieces(each, locale)));
  const theirs = [...sentences(registry[other]).flatMap((each) => pieces(each, other)), ...data];
  const all = `${theirs.join("\n").toLowerCase()}\n`;
  const only = [...own].filter((piece) => !all.includes(piece.toLowerCase()));
  return {
    telling: only.filter((piece) => piece.length >= TELLING && piece.includes(" ")),
    alone: new Set(only.filter((piece) => /\p{L}{3}/u.test(piece))),
  };
}

const spokenAttributes = ["aria-label", "aria-description", "aria-roledescription", "alt", "placeholder", "title"];

export interface Said {
  lang: string;
  /** Texts that are shown or read out, each as it stands; nothing that is marked as another language. */
  texts: string[];
}

export function saidIn(html: string): Said {
  const texts: string[] = [];
  let lang = "";
  const visit = (nodes: readonly ChildNode[]): void => {
    for (const node of nodes) {
      if (isText(node)) texts.push(flat(node.data));
      if (!isTag(node)) continue;
      const { attribs } = node;
      if (node.name === "html") lang = attribs.lang ?? "";
      else if (attribs.lang !== undefined && attribs.lang !== lang) continue;
      if (["script", "style", "textarea"].includes(node.name)) continue;
      texts.push(...spokenAttributes.map((name) => flat(attribs[name] ?? "")));
      if (node.name === "meta" && /description|title/.test(`${attribs.name} ${attribs.property}`))
        texts.push(flat(attribs.content ?? ""));
      visit(node.children);
    }
  };
  visit(parseDocument(html).children);
  return { lang, texts: texts.filter(Boolean) };
}

/** Pieces of the other language in a text, and keys or arguments that nobody filled in. */
export function foreignIn(texts: readonly string[], { telling, alone }: ReturnType<typeof wordsOfAlone>): string[] {
  return texts.filter(
    (text) =>
      alone.has(text) ||
      telling.some((piece) => text.includes(piece)) ||
      /\b(?:web|mail|errors|papers)\.[a-z][A-Za-z]*\.[a-zA-Z0-9.]+/.test(text) ||
      /\{[a-z][A-Za-z]*(?:\}|, (?:plural|number|select))/.test(text),
  );
}

/** Every page of the code under `app/<root>`, as the pattern of its address: "/books/[slug]". */
export function pagesUnder(root: string): string[] {
  const folder = path.join(process.cwd(), "app", root);
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) => {
      const parts = path.dirname(file).split(path.sep);
      return `/${parts.filter((part) => part !== "." && !/^\(.*\)$/.test(part)).join("/")}`;
    })
    .sort();
}
