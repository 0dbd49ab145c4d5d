"use client";

import { useId } from "react";
import { ErrorSummary } from "../form/error-summary";
import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button, type ButtonLook } from "../ui/button";
import { Field, SelectField } from "../ui/field";

export interface GenreField {
  name: string;
  label: string;
  hint?: string;
  value?: string;
  mono?: boolean;
  /** Offers these, and nothing else. */
  choices?: readonly { value: string; name: string }[];
}
export type GenreWords = FailedWords & { act: string; busy: string; one: string; other: string; kept: string };

/** One act on a genre. Ids are its own, since the page has many of these. */
export function GenreForm({
  action,
  hidden,
  fields,
  words,
  look = "line",
}: {
  action: FormAction;
  hidden: Record<string, string>;
  fields: readonly GenreField[];
  words: GenreWords;
  look?: ButtonLook["look"];
}) {
  const id = useId();
  const { state, pending, form } = useKeptForm(action, words, { note: `${id}-note` });
  return (
    <form className="grid content-start gap-2" {...form}>
      {state && !pending && (
        <ErrorSummary
          state={{
            ...state,
            fields: Object.fromEntries(Object.entries(state.fields).map(([name, wrong]) => [`${id}-${name}`, wrong])),
          }}
          id={`${id}-note`}
          labels={fields.map(({ name, label }) => [`${id}-${name}`, label] as const)}
          words={{
            heading: (count) => (count === 1 ? words.one : words.other.replace("#", String(count))),
            kept: words.kept,
          }}
        />
      )}
      {/* what was told is what was seen, from now on */}
      {Object.entries({ ...hidden, ...state?.facts }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ choices, value, mono, ...field }) => {
        const given = {
          ...field,
          id: `${id}-${field.name}`,
          error: state?.fields[field.name],
          defaultValue: state?.typed[field.name] ?? value,
        };
        if (!choices)
          return (
            <Field
              key={field.name}
              {...given}
              className={mono ? "[&_input]:font-mono" : ""}
              maxLength={120}
              autoComplete="off"
            />
          );
        return (
          <SelectField key={field.name} {...given}>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.name}
              </option>
            ))}
          </SelectField>
        );
      })}
      <p>
        <Button look={look} busy={pending}>
          {words.act}
        </Button>
      </p>
      <span className="vh" role="status">
        {pending && words.busy}
      </span>
    </form>
  );
}
