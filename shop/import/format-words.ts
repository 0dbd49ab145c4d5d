import type { Format } from "../catalog/model.ts";

/** What the trade writes for a format, in lower case and without points: English, German, ONIX lists 7 and 150. */
const words: Record<Format, string> = {
  hardback:
    "hardback|hardcover|hard cover|hard back|hc|hb|hbk|hdbk|cloth|cased|library binding|gebunden|gebundene ausgabe|" +
    "gebundenes buch|geb|festeinband|fester einband|leinen|halbleinen|pappband|hardcover mit schutzumschlag|bb",
  paperback:
    "paperback|paper back|pb|pbk|softcover|soft cover|softback|mass market paperback|trade paperback|tpb|mmp|" +
    "taschenbuch|tb|kartoniert|kart|kt|broschur|broschiert|brosch|br|klappenbroschur|flexibler einband|bc",
  large_print: "large print|large_print|large print paperback|lp|großdruck|grossdruck|großschrift|grossschrift",
  audio_cd:
    "audio cd|audio_cd|audio-cd|cd|cds|audiobook cd|audiobook on cd|hörbuch cd|hörbuch-cd|cd-hörbuch|compact disc|ac",
  ebook: "ebook|e-book|e book|epub|kindle|kindle edition|kindle ebook|electronic book|digital|e-pub|ea|ed",
};

const byWord = new Map(
  Object.entries(words).flatMap(([format, all]) => all.split("|").map((word) => [word, format as Format] as const)),
);

/** The format that a word or a code of the trade stands for, in English or German; null for what the shop does not sell. */
export function readFormat(text: string): Format | null {
  const bare = text.normalize("NFC").trim().toLowerCase().replaceAll(".", "").replace(/\s+/g, " ");
  return byWord.get(bare) ?? byWord.get(bare.replace(/ \(.*\)$/, "")) ?? null;
}
