/** "Lena K.": a first name and an initial, as others see a reader; who has one name only stands with it. */
export function displayName(name: string): string {
  const [first = "", ...more] = name.normalize("NFC").trim().split(/\s+/);
  const last = Array.from(more.at(-1) ?? "")[0];
  const shown = Array.from(first).slice(0, 40).join("");
  return last ? `${shown} ${last.toLocaleUpperCase()}.` : shown;
}
