const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * Cuts a title where it has what was typed, at beginnings of words and regardless of accents and case:
 * `highlight("Les Misérables", "miser")` → plain "Les ", marked "Misér", plain "ables".
 */
export function highlight(title: string, query: string): { text: string; hit: boolean }[] {
  const letters = Array.from(title);
  // one folded letter for each letter of the title, so that positions stay the same
  const folded = letters.map((letter) => Array.from(fold(letter))[0] ?? " ");
  const hits = new Array<boolean>(letters.length).fill(false);
  for (const word of fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)) {
    const wanted = Array.from(word);
    for (let at = 0; at + wanted.length <= folded.length; at++) {
      const begins = at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? "");
      if (begins && wanted.every((letter, i) => folded[at + i] === letter)) hits.fill(true, at, at + wanted.length);
    }
  }
  const parts: { text: string; hit: boolean }[] = [];
  letters.forEach((letter, i) => {
    const last = parts.at(-1);
    const hit = hits[i] ?? false;
    if (last && last.hit === hit) last.text += letter;
    else parts.push({ text: letter, hit });
  });
  return parts;
}
