import type { ReadOptions } from "./codes-model.ts";

/** Schemes of subjects that lead to genres (ONIX list 27: 93, 10, 26). */
export const subjectSchemes = ["thema", "bisac", "wgs"] as const;
export type SubjectScheme = (typeof subjectSchemes)[number];

/** Codes of a scheme that begin so belong to a genre (its slug); the longest beginning counts. */
export interface SubjectRule {
  scheme: SubjectScheme;
  prefix: string;
  genre: string;
}

export interface OnixOptions extends ReadOptions {
  /** The shop's currency. */
  currency: string;
  subjects: readonly SubjectRule[];
  /** Whether the copies on hand that a record tells of are the shop's own figure. A supplier's are not: the default. */
  stock?: "ignore" | "figure";
}
