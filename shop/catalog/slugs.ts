/** Letters that Unicode does not take apart into a base letter and a mark. */
const spelled: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  "&": " and ",
};

/** A readable address made of a title or a name: lower-case ASCII words, at most 80 characters; "book" where nothing is left. */
export function slugify(text: string): string {
  const slug = text
    .toLowerCase()
    .replace(/[ßæœøđðþłı&]/g, (letter) => spelled[letter] ?? "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/['’‘]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 80)
    .replace(/^-+|-+$/g, "");
  return slug || "book";
}

/**
 * The slug itself, or with the first free number behind it. Whoever asks for many, and none of them becomes free meanwhile, gives
 * the same `tried` along: thousands of one title do not begin at 2 each time.
 */
export function freeSlug(
  text: string,
  taken: { has(slug: string): boolean },
  tried: Map<string, number> = new Map(),
): string {
  const slug = slugify(text);
  if (!taken.has(slug)) return slug;
  let n = tried.get(slug) ?? 2;
  while (taken.has(`${slug}-${n}`)) n++;
  tried.set(slug, n);
  return `${slug}-${n}`;
}
