import { subjectSchemes, type SubjectRule } from "@/shop/import/model";

/** Rules as they are written, one a line; the first line that is none, by its number. */
export function readRules(text: string): { rules: SubjectRule[]; lines: number[] } | { line: number } {
  const rules: SubjectRule[] = [];
  const lines: number[] = [];
  for (const [index, each] of text.split("\n").entries()) {
    const words = each.trim().split(/\s+/);
    if (words.length === 1 && words[0] === "") continue;
    const [first = "", prefix = "", genre = "", ...more] = words;
    const scheme = subjectSchemes.find((known) => known === first.toLowerCase());
    if (!scheme || !/^[a-z0-9]{1,20}$/i.test(prefix) || genre === "" || more.length > 0) return { line: index + 1 };
    rules.push({ scheme, prefix: prefix.toUpperCase(), genre });
    lines.push(index + 1);
  }
  return { rules, lines };
}

export const writeRules = (rules: readonly SubjectRule[]): string =>
  rules.map(({ scheme, prefix, genre }) => `${scheme} ${prefix} ${genre}`).join("\n");
