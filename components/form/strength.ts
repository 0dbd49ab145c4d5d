/** How hard a password is to guess, roughly: a hint while typing, never a rule. */
export type Strength = "short" | "weak" | "fair" | "good" | "strong";

const LEAST = 8;

/** Kinds of characters, and how many there are of each. */
const kinds: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/\d/, 10],
  [/[ !-/:-@[-`{-~]/, 33],
  [/[^ -~]/, 60],
];

/** Steps by one ("4567", "dcba") and repetitions ("aaaa") add little. */
function surprises(characters: readonly string[]): number {
  let [count, step] = [0, NaN];
  characters.forEach((character, i) => {
    const before = characters[i - 1];
    const now = before === undefined ? NaN : (character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
    count += Math.abs(now) <= 1 && now === step ? 0.2 : 1;
    step = now;
  });
  return count;
}

/** Bits if each character came by chance, which it does not: hence the high bars. */
export function strengthOf(password: string): Strength | null {
  const characters = [...password];
  if (characters.length === 0) return null;
  if (characters.length < LEAST) return "short";
  const variety = new Set(characters).size;
  const pool = kinds.reduce((sum, [kind, size]) => (kind.test(password) ? sum + size : sum), 0);
  const bits = Math.min(surprises(characters), variety * 2) * Math.log2(Math.max(pool, 2));
  return bits < 45 ? "weak" : bits < 60 ? "fair" : bits < 85 ? "good" : "strong";
}
