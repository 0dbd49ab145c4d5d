/**
 * The links of a mail's text, each with the words that stand above it. Only web addresses: what else a text may hold is no
 * link of ours.
 */
export function linksIn(text: string): { href: string; words: string }[] {
  const found = new Map<string, string>();
  for (const match of text.matchAll(/(?:^|\n|\s)(https?:\/\/[^\s<>"]+)/g)) {
    const href = match[1] ?? "";
    if (!URL.canParse(href) || found.has(href)) continue;
    const before = text.slice(0, match.index).split("\n").at(-1)?.trim();
    found.set(href, before && !before.includes("://") ? before : href);
  }
  return [...found].map(([href, words]) => ({ href, words }));
}
