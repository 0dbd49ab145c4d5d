import { type PaletteName, palettes } from "./colour/palettes.ts";
import { families, type Family, familyOf, type FamilyName, type NonEmpty } from "./genres/families.ts";
import { layoutNamed, type LayoutName } from "./layouts/index.ts";
import { emblems } from "./ornaments/emblems.ts";
import { type FieldName, fields, upright } from "./ornaments/index.ts";
import { calledEmblem } from "./ornaments/keywords.ts";
import { hash, Random } from "./random.ts";
import { voices } from "./text/voices.ts";
import type { Words } from "./text/words.ts";
import type { Book } from "./types.ts";

/** What a book takes from all that its family offers. `force` is for tests and sheets. */
export function choose(book: Book, words: Words, force?: LayoutName) {
  const family = familyOf(book.genre);
  const offer = families[family];
  const seed = book.isbn13 || [words.title, ...words.authors].join("|");
  const turn = number(book, words, seed);
  const layout = force ?? layoutFor(words, family, turn);
  const own = <T>(items: readonly [T, ...T[]], what: string) => new Random(`${seed} ${what}`).pick(items);
  return {
    seed,
    family,
    layout,
    palette: palettes[paletteFor(words, family, turn)],
    voice: voices[own(offer.voices, "voice")],
    field: fields[own(fieldsFor(offer, layout), "field")],
    emblem: emblems[calledEmblem(words.title, words.language) ?? own(offer.emblems, "emblem")],
  };
}

/**
 * Each author has an order of a family's layouts, and a book takes the place of its number in it. So neighbours by number
 * (volumes of a series, ISBNs from one batch) differ for certain, where a hash would let them meet by chance.
 * A layout that does not suit the words passes the book on: half the order further, then a quarter, then three quarters, so
 * that it does not land on a neighbour.
 */
function layoutFor(words: Words, family: FamilyName, turn: number): LayoutName {
  const order = authorsOrder(words, families[family].layouts, `${family} layouts`);
  for (let tried = 0; tried < 64; tried++) {
    const name = order[(turn + Math.floor(order.length * halving(tried))) % order.length];
    if (name && (layoutNamed(name).suits?.(words) ?? true)) return name;
  }
  return "plain";
}

/** 0, 1/2, 1/4, 3/4, 1/8, 5/8, … (van der Corput): each as far as can be from those before. */
function halving(index: number): number {
  let share = 0;
  for (let half = 0.5; index > 0; index >>= 1, half /= 2) if (index & 1) share += half;
  return share;
}

/**
 * The same for the palettes. Every round of the layouts is followed by a skip that makes it coprime with the palettes, so
 * that books which meet in their layout have all the palettes between them.
 */
function paletteFor(words: Words, family: FamilyName, turn: number): PaletteName {
  const { layouts, palettes } = families[family];
  const order = authorsOrder(words, palettes, `${family} palettes`);
  let skip = 0;
  while (divisor(layouts.length + skip, palettes.length) > 1) skip++;
  return order[(turn + skip * Math.floor(turn / layouts.length)) % order.length] ?? palettes[0];
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

function fieldsFor({ fields }: Family, layout: LayoutName): NonEmpty<FieldName> {
  if (!layoutNamed(layout).turnsField) return fields;
  const [first, ...rest] = fields.filter((field) => !upright.has(field));
  return first ? [first, ...rest] : fields;
}

function authorsOrder<T>(words: Words, items: readonly T[], what: string): T[] {
  const author = (words.authors[0] ?? "")
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
  return new Random(`${author} ${what}`).shuffle(items);
}

/** The catalogue's place, the volume in a series, the ISBN without its check digit, or any number that stands for the title. */
function number({ place }: Book, { volume }: Words, seed: string): number {
  if (place !== null && place !== undefined) return Math.abs(Math.trunc(place));
  if (volume) return hash(volume.of) + volume.number;
  const isbn = /^\d{12}(?=[\dX]$)/i.exec(seed);
  return isbn ? Number(isbn[0]) : hash(seed);
}
