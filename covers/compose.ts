import { choose } from "./choose.ts";
import type { FamilyName } from "./genres/families.ts";
import { coverKey } from "./key.ts";
import { layoutNamed, type LayoutName } from "./layouts/index.ts";
import { Page } from "./page.ts";
import { Random } from "./random.ts";
import { Scene } from "./scene.ts";
import { wordsOf, type Words } from "./text/words.ts";
import type { Book } from "./types.ts";

export interface Composition {
  page: Page;
  words: Words;
  family: FamilyName;
  layout: LayoutName;
  /** Begins every id in the picture. */
  prefix: string;
}

/** Chooses within the genre's family, then lets the layout draw. `force` is for tests and sheets. */
export function compose(book: Book, force?: LayoutName): Composition {
  const words = wordsOf(book);
  const { seed, family, layout, palette, voice, field, emblem } = choose(book, words, force);
  const prefix = `c${coverKey(book)}`;
  const page = new Page(palette, words.language);
  const random = new Random(`${seed} ${layout}`);
  layoutNamed(layout).draw(new Scene(page, words, { voice, field, emblem, random, prefix }));
  return { page, words, family, layout, prefix };
}
