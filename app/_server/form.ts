import type { Typed } from "@/components/form/model";

/** The longest text that is sent back; whoever types more gets the beginning. */
const KEPT = 20_000;

/** A text that a database takes: none has a NUL in it, whoever sent one. */
export const storable = (text: string): string => text.replaceAll("\u0000", "");

const isOurs = (name: string) => !name.startsWith("$ACTION");

/** The texts of a form, without Next's own fields, files, and what is secret. */
export const readForm = (form: FormData, secret: readonly string[] = []): Typed =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" && isOurs(name) && !secret.includes(name)
        ? [[name, storable(value).slice(0, KEPT)]]
        : [],
    ),
  );

/** The same, uncut: for a command to read. */
export const readWholeForm = (form: FormData): Typed =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" && isOurs(name) ? [[name, storable(value)]] : [])),
  );

type FormValue = FormDataEntryValue | FormDataEntryValue[];
const storableValue = (value: FormDataEntryValue) => (typeof value === "string" ? storable(value) : value);

/** A form as zod reads it: a text or file by name, a list where a name comes more than once. */
export const formValues = (form: FormData): Record<string, FormValue> =>
  Object.fromEntries(
    [...new Set(form.keys())].filter(isOurs).map((name): [string, FormValue] => {
      const all = form.getAll(name).map(storableValue);
      const [first, ...more] = all;
      return [name, first !== undefined && more.length === 0 ? first : all];
    }),
  );
