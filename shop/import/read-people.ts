import { contributorRoles, type ContributorRole } from "../catalog/model.ts";
import type { RowProblem } from "./codes-model.ts";

export interface NamedPerson {
  name: string;
  role: ContributorRole;
}

/** Words for roles, in lower case and without points: English, German, codes of ONIX list 17. */
const words: Record<ContributorRole, string> = {
  author: "author|by|writer|autor|autorin|verfasser|verfasserin|verf|von|a01",
  translator: "translator|trans|transl|tr|translated by|übersetzer|übersetzerin|übers|übersetzung|übersetzt von|b06",
  illustrator: "illustrator|ill|illus|illustrated by|illustrations by|illustratorin|illustriert von|illustrationen|a12",
  editor: "editor|editors|ed|eds|edited by|herausgeber|herausgeberin|hrsg|hg|herausgegeben von|b01",
  introduction: "introduction|intro|introduction by|with an introduction by|einleitung|einführung|einleitung von|a24",
  foreword: "foreword|foreword by|with a foreword by|vorwort|geleitwort|vorwort von|a23",
};
const roleOf = new Map(
  Object.entries(words).flatMap(([role, all]) =>
    all.split("|").map((word) => [word, role as ContributorRole] as const),
  ),
);
const prefixes =
  /^((?:translated|illustrated|edited|introduction|foreword|with an introduction|with a foreword) by|(?:übersetzt|illustriert|herausgegeben|einleitung|vorwort) von)[: ]+/i;

const suffix = /^(?:jr|sr|junior|senior|ii|iii|iv|phd|md|obe|cbe)\.?$/i;
const particle =
  /^(?:le|la|de|du|di|da|das|dos|van|von|vom|zu|zur|zum|der|den|del|della|ten|ter|al|el|bin|ibn|ben|mac|mc|o|st|san|santa)\.?$/i;

const wordsIn = (text: string) => text.trim().split(/\s+/).length;

/** "Last, First" turned round, "First Last" as it is; several where one cell hides two of the latter. */
function namesIn(text: string, tell: () => void): string[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const [first = "", second = "", third = ""] = parts;
  if (parts.length <= 1) return parts;
  if (parts.length === 2) {
    if (suffix.test(second)) return [`${first} ${second}`];
    const people = wordsIn(first) > 1 && wordsIn(second) > 1 && !particle.test(first.split(" ")[0] ?? "");
    if (!people) return [`${second} ${first}`];
    tell();
    return parts;
  }
  if (parts.length === 3 && suffix.test(third)) return [`${second} ${first} ${third}`];
  tell();
  // a row of "First Last"; names of one word were turned round in pairs
  const pairs = parts.length % 2 === 0 && parts.every((part, index) => index % 2 === 1 || wordsIn(part) === 1);
  if (!pairs) return parts;
  return parts.flatMap((part, index) => (index % 2 === 0 ? [`${parts[index + 1] ?? ""} ${part}`] : []));
}

/** Pieces between semicolons (and bars), those in quotation marks whole. */
function pieces(text: string): string[] {
  if (!text.includes('"')) return text.split(/[;|\n]/);
  const found: string[] = [];
  let piece = "";
  let quoted = false;
  for (const sign of text) {
    if (sign === '"' && (quoted || piece.trim() === "" || piece.endsWith('"'))) quoted = !quoted;
    if (!quoted && (sign === ";" || sign === "|" || sign === "\n")) {
      found.push(piece);
      piece = "";
    } else piece += sign;
  }
  return [...found, piece];
}

/** People joined by a sign or a word, where each of them is a whole name. */
function apart(text: string): string[] {
  const parts = text.split(/ & | and | und | \/ /);
  return parts.length > 1 && parts.every((part) => wordsIn(part) > 1) ? parts : [text];
}

const quotedName = /^"((?:[^"]|"")*)"(?:\s*\(([^()]*)\))?$/;
const withRole = /^([^()]*)\(([^()]*)\)$/;

/**
 * The people of a cell: "Last, First; Last, First", "First Last & First Last", each with "(translator)" or the like behind
 * it; a name in quotation marks stays as it is. `role` is for those without one. What could be read two ways, and roles the
 * shop does not know, is noted.
 */
export function readPeople(text: string, role: ContributorRole, notes: RowProblem[]): NamedPerson[] {
  const people: NamedPerson[] = [];
  const guessed = () =>
    notes.push({ field: "contributors", code: "people_guessed", facts: { text: text.trim().slice(0, 80) } });
  for (const piece of pieces(text)) {
    let bare = piece.trim().replace(/\s+/g, " ");
    if (bare === "") continue;
    const quoted = quotedName.exec(bare);
    const named = quoted ? null : withRole.exec(bare);
    const word = (quoted?.[2] ?? named?.[2])?.trim();
    let each = role;
    if (word !== undefined) {
      const known = roleOf.get(word.toLowerCase().replaceAll(".", ""));
      const name = quoted?.[1]?.replaceAll('""', '"') ?? named?.[1]?.trim() ?? "";
      if (!known) {
        notes.push({
          field: "contributors",
          code: "role_unknown",
          facts: { name: name.slice(0, 80), role: word.slice(0, 40) },
        });
        continue;
      }
      each = known;
      bare = name;
    } else if (quoted) bare = quoted[1]?.replaceAll('""', '"') ?? "";
    if (quoted) {
      people.push({ name: bare, role: each });
      continue;
    }
    const prefix = prefixes.exec(bare);
    if (prefix) {
      each = roleOf.get(prefix[1]?.toLowerCase() ?? "") ?? each;
      bare = bare.slice(prefix[0].length);
    }
    for (const part of apart(bare)) for (const name of namesIn(part, guessed)) people.push({ name, role: each });
  }
  return people;
}

const exported = new RegExp(`(.+?) \\((${contributorRoles.join("|")})\\)(?:; |$)`, "gsy");

/** The people of a cell as the export of this shop writes them, names as they are; null where it is written otherwise. */
export function readExportedPeople(text: string): NamedPerson[] | null {
  const people: NamedPerson[] = [];
  exported.lastIndex = 0;
  for (let end = 0; end < text.length; end = exported.lastIndex) {
    const [, name = "", role] = exported.exec(text) ?? [];
    if (name === "") return null;
    people.push({ name, role: role as ContributorRole });
  }
  return people;
}
