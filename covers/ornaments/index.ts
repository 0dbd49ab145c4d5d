import * as lines from "./lines.ts";
import * as nature from "./nature.ts";
import * as places from "./places.ts";
import * as tilings from "./tilings.ts";

/** Patterns and pictures that fill a box. */
export const fields = { ...tilings, ...lines, ...nature, ...places };
export type FieldName = keyof typeof fields;

/** Pictures with an above and a below, which cannot stand on their heads. */
export const upright: ReadonlySet<FieldName> = new Set([
  "city",
  "doors",
  "drips",
  "horizon",
  "mountains",
  "rain",
  "sea",
  "tree",
  "woodcut",
]);
