"use client";

import type { ComponentProps } from "react";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { ErrorSummary } from "./error-summary";
import { useKeptForm, type FailedWords } from "./kept-form";
import type { FormAction } from "./model";

type Input = Pick<ComponentProps<typeof Field>, "type" | "autoComplete" | "inputMode" | "hint" | "maxLength"> & {
  name: string;
  label: string;
  /** What stands in it from the beginning. */
  value?: string;
};

/** A short form of text fields with one button. */
export function FieldsForm({
  action,
  fields,
  hidden = {},
  words,
}: {
  action: FormAction;
  fields: readonly Input[];
  hidden?: Record<string, string>;
  /** `one` and `other` (`#` is filled in here) head the note over refused fields. */
  words: FailedWords & { act: string; busy: string; one: string; other: string; kept: string };
}) {
  const { state, pending, first, form } = useKeptForm(action, words, {
    order: fields.map(({ name }) => name),
    note: "refused",
  });
  return (
    <form className="grid gap-4" {...form}>
      {state && (
        <ErrorSummary
          state={state}
          id="refused"
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
      {fields.map(({ name, value, ...field }) => (
        <Field
          key={name}
          {...field}
          name={name}
          error={state?.fields[name]}
          defaultValue={state?.typed[name] ?? value}
          // where scripts don't run, the browser moves to what was refused
          autoFocus={first === name || undefined}
        />
      ))}
      <Button look="go" big wide busy={pending}>
        {words.act}
      </Button>
      <span className="vh" role="status">
        {pending && words.busy}
      </span>
    </form>
  );
}
