"use client";

import type { ComponentProps, ReactNode } from "react";
import { Button, type ButtonLook } from "../ui/button";
import { CheckField, Field, SelectField } from "../ui/field";
import { ErrorSummary } from "./error-summary";
import { useKeptForm, type FailedWords } from "./kept-form";
import type { FormAction } from "./model";
import { PasswordField, type PasswordWords } from "./password-field";

type Input = Pick<
  ComponentProps<typeof Field>,
  "type" | "autoComplete" | "inputMode" | "maxLength" | "optional" | "className" | "readOnly"
> & {
  name: string;
  label: string;
  hint?: string;
  /** What stands in it before anything is typed; "on" for a ticked box. */
  value?: string;
  /** A list to choose from. */
  options?: readonly { value: string; words: string }[];
  /** A password: never kept, and may be shown. */
  password?: PasswordWords;
};

/** A form of some fields with one button. */
export function FieldsForm({
  action,
  fields,
  hidden = {},
  words,
  prefix = "",
  grid = false,
  look = { look: "go", big: true, wide: true },
  children,
}: {
  action: FormAction;
  fields: readonly Input[];
  hidden?: Record<string, string>;
  /** `one` and `other` (`#` is filled in here) head the note over refused fields. */
  words: FailedWords & { act: string; busy: string; one: string; other: string; kept: string };
  /** Tells the fields of this form from those of others on its page. */
  prefix?: string;
  /** Fields share lines as their `className` says. */
  grid?: boolean;
  look?: ButtonLook;
  /** Between the fields and the button. */
  children?: ReactNode;
}) {
  const idOf = (field: string) => `${prefix}${field}`;
  const note = `${prefix}refused`;
  const { state, pending, first, form } = useKeptForm(action, words, {
    order: fields.map(({ name }) => name),
    note,
    idOf,
  });
  return (
    <form className="grid gap-4" {...form}>
      {state && (
        <ErrorSummary
          state={state}
          id={note}
          labels={fields.map(({ name, label }) => [name, label] as const)}
          idOf={idOf}
          words={{
            heading: (count) => (count === 1 ? words.one : words.other.replace("#", String(count))),
            kept: words.kept,
          }}
        />
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className={grid ? "grid2" : "contents"}>
        {fields.map(({ value, options, password, name, type, inputMode, maxLength, readOnly, ...field }) => {
          const given = {
            ...field,
            name,
            id: idOf(name),
            error: state?.fields[name],
            // where scripts don't run, the browser moves to what was refused
            autoFocus: first === name || undefined,
          };
          const typed = state ? (state.typed[name] ?? "") : value;
          if (password)
            return (
              <PasswordField key={name} {...given} maxLength={maxLength} words={password} answer={state?.answer} />
            );
          if (type === "checkbox")
            return (
              <CheckField key={name} name={name} id={given.id} label={field.label} defaultChecked={typed === "on"} />
            );
          if (options) {
            return (
              <SelectField key={name} {...given} defaultValue={typed}>
                {options.map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.words}
                  </option>
                ))}
              </SelectField>
            );
          }
          return <Field key={name} {...given} {...{ type, inputMode, maxLength, readOnly }} defaultValue={typed} />;
        })}
      </div>
      {children}
      <Button {...look} className={look.wide ? undefined : "justify-self-start"} busy={pending}>
        {words.act}
      </Button>
      <span className="vh" role="status">
        {pending && words.busy}
      </span>
    </form>
  );
}
