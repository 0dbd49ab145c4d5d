import { z } from "zod";

export type SearchParams = Record<string, string | string[] | undefined>;

/** The first value of a parameter; whatever anybody typed into the address. */
const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** A text, without what no text holds; undefined for nothing. */
export const worded = (params: SearchParams, name: string): string | undefined =>
  one(params[name])
    ?.replace(/[\u0000-\u001f\u007f]/g, " ")
    .trim()
    .slice(0, 120)
    .trim() || undefined;

/** What was searched for. */
export const searched = (params: SearchParams): string | undefined => worded(params, "q");

/** A day of the calendar, as `YYYY-MM-DD`; undefined for what is none. */
export const dated = (params: SearchParams, name: string): string | undefined =>
  z.iso.date().safeParse(one(params[name])).data;

/** One of `choices`, else the default: an address that was mistyped shows the list as it usually is. */
export const chosen = <const T extends readonly string[], D extends T[number] | undefined>(
  params: SearchParams,
  name: string,
  choices: T,
  otherwise: D,
): T[number] | D => {
  const parsed = z.enum(choices).safeParse(one(params[name]));
  return parsed.success ? (parsed.data as T[number]) : otherwise;
};

/** 1 … 10,000, else 1. */
export const pageOf = (params: SearchParams): number =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .catch(1)
    .parse(one(params.page) ?? 1);

/** What a schema makes of a parameter; undefined for what it refuses. */
export const picked = <T>(params: SearchParams, name: string, schema: z.ZodType<T>): T | undefined =>
  schema.safeParse(one(params[name])).data;

/** What of an address a search form must send along: the parameters that it has no fields for. */
export const keptIn = (href: string): Record<string, string> =>
  Object.fromEntries(new URL(href, "https://x.invalid").searchParams);
