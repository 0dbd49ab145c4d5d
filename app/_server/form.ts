import type { Typed } from "@/components/form/model";

/** The longest text that is sent back; whoever types more gets the beginning. */
const KEPT = 20_000;

const isOurs = (name: string) => !name.startsWith("$ACTION");

/** The texts of a form, without Next's own fields, files, and what is secret. */
export const readForm = (form: FormData, secret: readonly string[] = []): Typed =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" && isOurs(name) && !secret.includes(name) ? [[name, value.slice(0, KEPT)]] : [],
    ),
  );

/** The same, uncut: for a command to read. */
export const readWholeForm = (form: FormData): Typed =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" && isOurs(name) ? [[name, value]] : [])),
  );

type FormValue = FormDataEntryValue | FormDataEntryValue[];

/** A form as zod reads it: a text or file by name, a list where a name comes more than once. */
export const formValues = (form: FormData): Record<string, FormValue> =>
  Object.fromEntries(
    [...new Set(form.keys())].filter(isOurs).map((name): [string, FormValue] => {
      const [first, ...more] = form.getAll(name);
      return [name, first !== undefined && more.length === 0 ? first : form.getAll(name)];
    }),
  );
