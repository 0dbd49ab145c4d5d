import { z } from "zod";

export type SearchParams = Record<string, string | string[] | undefined>;

/** The first value of a parameter; whatever anybody typed into the address. */
const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** What was searched for, without what no text holds; undefined for nothing. */
export const searched = (params: SearchParams): string | undefined =>
  one(params.q)
    ?.replace(/[\u0000-\u001f\u007f]/g, " ")
    .trim()
    .slice(0, 120)
    .trim() || undefined;

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
