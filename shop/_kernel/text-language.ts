/**
 * In which language a text is written, where nobody wrote it down: notes of booksellers, descriptions, reviews. It is told by
 * the little words that a language cannot do without. Only words that no other language here has count.
 */
const littleWords: Record<string, string> = {
  en: "the and of that with this from they which their there would about what when have been were his her it is you she we who not into",
  de: "der das und nicht ist mit ein eine einer einem einen dem den von zu auf sich auch für wird wie aus bei nach über ich wir sie er es ihre seine aber oder wenn zum zur",
  fr: "le les et des une du dans qui est pour pas plus avec cette ce il elle nous vous sont ses leur mais ou au aux",
  es: "el los las y una que en del por con para su como pero sus este esta más muy es lo ella ellos sin",
  it: "il gli e che di della dei delle nel nella con per una sono suo sua questo questa più anche ma da ha lui lei",
  nl: "het een van en dat niet met zijn voor op aan hij zij maar ook haar naar wordt bij uit deze door wie hebben",
};

const languagesOf = new Map<string, string[]>();
for (const [language, words] of Object.entries(littleWords)) {
  for (const word of words.split(" ")) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
}

/** So many words are read: a text says in its first lines what it is written in. */
const READ = 120;
/** Fewer little words than these may be a name, or a quotation. */
const ENOUGH = 2;

/** An ISO 639-1 code, or null where it cannot be told: too short, half and half, or a language that is not known here. */
export function languageOfText(text: string): string | null {
  const counts = new Map<string, number>();
  for (const [word] of text
    .slice(0, READ * 8)
    .toLowerCase()
    .matchAll(/\p{L}+/gu)) {
    const [only, ...others] = languagesOf.get(word) ?? [];
    if (only && others.length === 0) counts.set(only, (counts.get(only) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!first || first[1] < ENOUGH || first[1] <= 2 * (second?.[1] ?? 0)) return null;
  return first[0];
}
