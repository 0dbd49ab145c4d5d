/** The forms in which an answer is kept, the smallest first. */
const encodings = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof encodings)[number];

type Weights = Record<Encoding, number>;

/** `Accept-Encoding` as RFC 9110 reads it: what is not named counts as `*` does, and the plain form is welcome unless refused. */
function weigh(accepted: string): Weights {
  const named = new Map<string, number>();
  for (const each of accepted.toLowerCase().split(",")) {
    const [name = "", ...parameters] = each.split(";").map((part) => part.trim());
    const q = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1";
    named.set(name === "x-gzip" ? "gzip" : name, /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q) ? Number(q) : 0);
  }
  const rest = named.get("*");
  const weight = (name: Encoding) => named.get(name) ?? rest ?? 0;
  // named or not, it is the last resort: less than anything that is wanted, more than what is refused
  const plain = named.get("identity") ?? (rest === 0 ? 0 : 0.0001);
  return { br: weight("br"), gzip: weight("gzip"), identity: plain };
}

/** Browsers send one of a few: each is read once. */
const read = new Map<string, Weights>();

/** The form to send of those there are: the most welcome, the smaller of equals. The plain one where none is welcome. */
export function encodingFor(accepted: string | undefined, forms: Partial<Record<Encoding, unknown>>): Encoding {
  if (!accepted) return "identity";
  let weights = read.get(accepted);
  if (!weights) {
    if (read.size >= 100) read.clear();
    weights = weigh(accepted);
    read.set(accepted, weights);
  }
  let [best, most]: [Encoding, number] = ["identity", 0];
  for (const encoding of encodings) {
    if (forms[encoding] && weights[encoding] > most) [best, most] = [encoding, weights[encoding]];
  }
  return best;
}
