/** Codes of two letters (ISO 639-1). */
const codes =
  "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu " +
  "fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km " +
  "kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om " +
  "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr " +
  "ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/** The letters of libraries and ONIX (ISO 639-2/B) where they are not those of the language's own name. */
const bibliographic: Record<string, string> = {
  alb: "sq",
  arm: "hy",
  baq: "eu",
  bur: "my",
  chi: "zh",
  cze: "cs",
  dut: "nl",
  fre: "fr",
  geo: "ka",
  ger: "de",
  gre: "el",
  ice: "is",
  mac: "mk",
  mao: "mi",
  may: "ms",
  per: "fa",
  rum: "ro",
  slo: "sk",
  tib: "bo",
  wel: "cy",
  nor: "no",
  gsw: "gsw",
};

let names: Map<string, string> | null = null;

/** Languages by their names in English, German and themselves, in lower case. */
function languageNames(): Map<string, string> {
  if (names) return names;
  names = new Map();
  const [english, german] = ["en", "de"].map((locale) => new Intl.DisplayNames([locale], { type: "language" }));
  for (const code of codes.split(" ")) {
    const own = new Intl.DisplayNames([code], { type: "language" });
    for (const each of [english, german, own]) {
      const name = each?.of(code)?.toLowerCase();
      if (name && !names.has(name)) names.set(name, code);
    }
  }
  for (const [name, code] of [
    ["modern greek", "el"],
    ["neugriechisch", "el"],
    ["ancient greek", "grc"],
    ["altgriechisch", "grc"],
    ["farsi", "fa"],
    ["castilian", "es"],
    ["mandarin", "zh"],
  ] as const)
    names.set(name, code);
  return names;
}

/** What words were found to be; files say the same few again and again. */
const seen = new Map<string, string | null>();

/**
 * The language (BCP 47, in lower case) of a code of two letters or three, a code with a region, or a name in English, German
 * or the language itself. Null for what is none.
 */
export function readLanguage(text: string): string | null {
  const before = seen.get(text);
  if (before !== undefined) return before;
  const found = languageOf(text);
  if (seen.size < 1_000 && text.length < 50) seen.set(text, found);
  return found;
}

function languageOf(text: string): string | null {
  const bare = text.trim().toLowerCase().replaceAll("_", "-");
  const library = bibliographic[bare];
  if (library) return library;
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(bare)) {
    try {
      const [code = ""] = Intl.getCanonicalLocales(bare);
      const known = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(code.split("-")[0] ?? "");
      if (known) return code.toLowerCase();
    } catch {
      return null;
    }
  }
  return languageNames().get(bare) ?? null;
}
