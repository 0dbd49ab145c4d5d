/** Mail hosts that many people have, each with what is easily typed for it. */
const hosts = [
  "gmail.com",
  "googlemail.com",
  "outlook.com",
  "hotmail.com",
  "yahoo.com",
  "icloud.com",
  "gmx.de",
  "gmx.net",
  "web.de",
  "t-online.de",
  "posteo.de",
  "proton.me",
  "orange.fr",
  "bluewin.ch",
] as const;

/** Hosts that exist and are one slip away from those. */
const others = [
  "mail.com",
  "email.com",
  "ymail.com",
  "gmx.at",
  "gmx.ch",
  "gmx.com",
  "yahoo.de",
  "yahoo.fr",
  "live.com",
];

const endings = ["com", "org", "net", "de", "at", "ch", "fr", "nl", "be", "ie", "uk"] as const;

/** How many letters differ: one added, lost, changed, or two swapped count as one each (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...new Array<number>(b.length).fill(0)]);
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let j = 0; j <= b.length; j++) (rows[0] as number[])[j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      (rows[i] as number[])[j] = least;
    }
  }
  return at(a.length, b.length);
}

/**
 * What somebody who typed this address may have meant: a well-known host that is one slip away (`gmial.com`), or the dot that is
 * missing before the ending (`exampleorg`). A guess, to be offered and never insisted on; null when nothing looks wrong.
 */
export function guessAddress(typed: string): string | null {
  const [, person, host] = /^([^@\s]+)@([^@\s]+)$/.exec(typed.trim()) ?? [];
  if (!person || !host) return null;
  const lower = host.toLowerCase();
  if ((hosts as readonly string[]).includes(lower) || others.includes(lower)) return null;
  const near = hosts.find((known) => distance(lower, known) === 1 || distance(lower, known.replace(".", "")) === 0);
  if (near) return `${person}@${near}`;
  if (lower.includes(".")) return null;
  const ending = endings.find((each) => lower.endsWith(each) && lower.length > each.length + 1);
  return ending ? `${person}@${lower.slice(0, -ending.length)}.${ending}` : null;
}
