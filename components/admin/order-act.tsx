"use client";

import { useId } from "react";
import { ErrorSummary } from "../form/error-summary";
import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button, type ButtonLook } from "../ui/button";
import { Field, SelectField, TextField } from "../ui/field";

export interface ActField {
  name: string;
  label: string;
  kind?: "line" | "text" | "amount" | "choice";
  choices?: readonly { value: string; name: string }[];
  hint?: string;
  optional?: string;
  maxLength?: number;
  /** What stands in it from the beginning. */
  value?: string;
  /** Offered while one types; anything else may be typed, too. */
  offers?: readonly string[];
}

export type ActWords = FailedWords & { act: string; busy: string; one: string; other: string; kept: string };

/** One step of an order, with what has to be said of it. */
export function OrderAct({
  action,
  hidden,
  fields,
  words,
  look = "go",
  prefix = "",
}: {
  action: FormAction;
  hidden: Record<string, string>;
  fields: readonly ActField[];
  words: ActWords;
  look?: ButtonLook["look"];
  /** Begins the ids of its fields, where a page has more such forms. */
  prefix?: string;
}) {
  const id = useId();
  const idOf = (field: string) => `${prefix}${field}`;
  const { state, pending, first, form } = useKeptForm(action, words, {
    order: fields.map(({ name }) => name),
    note: id,
    idOf,
  });
  return (
    <form className="grid gap-3" {...form}>
      {state && !pending && (
        <ErrorSummary
          state={state}
          id={id}
          idOf={idOf}
          labels={fields.map(({ name, label }) => [name, label] as const)}
          words={{
            heading: (count) => (count === 1 ? words.one : words.other.replace("#", String(count))),
            kept: words.kept,
          }}
        />
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ kind, offers, choices, value, ...field }) => {
        const given = {
          ...field,
          id: idOf(field.name),
          error: state?.fields[field.name],
          defaultValue: state?.typed[field.name] ?? value,
          autoComplete: "off",
          // where scripts don't run, the browser moves to what was refused
          autoFocus: first === field.name || undefined,
        };
        if (kind === "text")
          return <TextField key={field.name} {...given} rows={2} className="[&_textarea]:min-h-[4rem]!" />;
        if (kind === "choice") {
          return (
            <SelectField key={field.name} {...given}>
              {choices?.map(({ value, name }) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </SelectField>
          );
        }
        return (
          <div key={field.name}>
            <Field
              {...given}
              inputMode={kind === "amount" ? "decimal" : undefined}
              list={offers && `${id}-${field.name}`}
            />
            {offers && (
              <datalist id={`${id}-${field.name}`}>
                {offers.map((offer) => (
                  <option key={offer} value={offer} />
                ))}
              </datalist>
            )}
          </div>
        );
      })}
      <Button look={look} wide busy={pending}>
        {words.act}
      </Button>
      <span className="vh" role="status">
        {pending && words.busy}
      </span>
    </form>
  );
}
