import { z } from "zod";
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

/** Copies on hand that an ONIX file tells of: its sender's, which say nothing of the shop's (the default), or the shop's own figure. */
export const onixStocks = ["ignore", "figure"] as const;
export type OnixStock = (typeof onixStocks)[number];

/** How an ONIX file is understood. */
export const onixMapping = z.object({ stock: z.enum(onixStocks) });
export type OnixMapping = z.output<typeof onixMapping>;

export interface OnixOptions extends ReadOptions {
  /** The shop's currency. */
  currency: string;
  subjects: readonly SubjectRule[];
  stock?: OnixStock;
}
