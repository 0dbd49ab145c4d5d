import { z } from "zod";
import { parseAmount } from "@/shop/_kernel/amounts";
import { settingSchemas, type SettingKey, type SettingValue } from "@/shop/settings/model";

/** A form's fields, as they were sent. */
type Fields = Record<string, unknown>;
const text = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === "string" ? value.trim() : "";
};
/** What no setting takes: refused by the setting's own schema, at its field. */
const WRONG = Number.NaN;
const whole = (words: string): number => (/^\d{1,7}$/.test(words) ? Number(words) : WRONG);

/** A setting as its form tells it, and the field that each part of it was typed into. */
interface Read {
  value: unknown;
  fieldOf: (path: readonly PropertyKey[]) => string;
}
const dotted = (path: readonly PropertyKey[]) => path.join(".");

/** A setting by its form: what is wrong is told by the field, `zones.2.flatMinor` for example. */
const formOf = <K extends SettingKey>(key: K, read: (fields: Fields) => Read) =>
  z.record(z.string(), z.unknown()).transform((fields, issues) => {
    const { value, fieldOf } = read(fields);
    const parsed = settingSchemas[key].safeParse(value);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        issues.addIssue({ code: "custom", path: [fieldOf(issue.path)], message: issue.code });
      }
      return z.NEVER;
    }
    return { version: text(fields, "version"), value: parsed.data as SettingValue<K> };
  });

const shopFields = ["name", "timezone", "email", "street", "postcode", "city", "country", "vatId"] as const;

/** The currency is not asked for: it never changes. */
export const shopForm = (currency: string) =>
  formOf("shop", (fields) => ({
    value: { currency, ...Object.fromEntries(shopFields.map((name) => [name, text(fields, name)])) },
    fieldOf: dotted,
  }));

export const checkoutForm = formOf("checkout", (fields) => ({
  value: { paymentMinutes: whole(text(fields, "paymentMinutes")) },
  fieldOf: dotted,
}));

export const reviewsForm = formOf("reviews", (fields) => ({
  value: { invite: fields.invite !== undefined, days: whole(text(fields, "reviewDays")) },
  fieldOf: (path) => (path[0] === "days" ? "reviewDays" : dotted(path)),
}));

/** "DE, AT" as the form has it. */
export const countriesIn = (words: string): string[] => [
  ...new Set(
    words
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  ),
];

/** Rows of a repeated part of a form, by the numbers in its fields' names. */
export function rowsOf(fields: Fields, part: string): number[] {
  const found = new Set<number>();
  for (const name of Object.keys(fields)) {
    const row = new RegExp(`^${part}\\.(\\d{1,3})\\.`).exec(name)?.[1];
    if (row) found.add(Number(row));
  }
  return [...found].sort((a, b) => a - b);
}

/** "5.5" as basis points: 550. */
const percent = (words: string): number => {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(words);
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : WRONG;
};

const rates = ["books", "ebooks", "audio"] as const;

/** A row without a country is left out. */
export const taxForm = formOf("tax", (fields) => {
  const rows = rowsOf(fields, "rates").filter((row) => text(fields, `rates.${row}.country`) !== "");
  return {
    value: {
      rates: rows.map((row) => ({
        country: text(fields, `rates.${row}.country`),
        ...Object.fromEntries(rates.map((name) => [name, percent(text(fields, `rates.${row}.${name}`))])),
      })),
    },
    // a country that is there twice is wrong of them all: told at the last
    fieldOf: ([, index, ...rest]) =>
      typeof index === "number" && rows[index] !== undefined
        ? `rates.${rows[index]}.${dotted(rest)}`
        : `rates.${rows.at(-1) ?? 0}.country`,
  };
});

/** A zone without any country is left out: so one is taken away, and an empty row adds none. */
export const shippingForm = (currency: string) =>
  formOf("shipping", (fields) => {
    const rows = rowsOf(fields, "zones").filter((row) => text(fields, `zones.${row}.countries`) !== "");
    const amount = (name: string) => parseAmount(text(fields, name), currency) ?? WRONG;
    const taken = new Set<string>();
    // a parcel has one price: a country that another zone has already is told where it comes again
    const once = (country: string) => (taken.has(country) ? "" : (taken.add(country), country));
    return {
      value: {
        pickup: { offered: fields["pickup.offered"] !== undefined },
        zones: rows.map((row) => {
          const at = (name: string) => `zones.${row}.${name}`;
          const [from, to] = [whole(text(fields, at("days.from"))), whole(text(fields, at("days.to")))];
          return {
            code: text(fields, at("code")),
            countries: countriesIn(text(fields, at("countries"))).map(once),
            flatMinor: amount(at("flatMinor")),
            freeFromMinor: text(fields, at("freeFromMinor")) === "" ? null : amount(at("freeFromMinor")),
            days: { from, to: to < from ? WRONG : to },
          };
        }),
      },
      fieldOf: ([, index, ...rest]) => {
        const row = typeof index === "number" ? rows[index] : undefined;
        // one wrong country is wrong of the field that has them all
        const name = rest[0] === "countries" ? "countries" : dotted(rest);
        return row === undefined ? "zones.0.countries" : `zones.${row}.${name}`;
      },
    };
  });
