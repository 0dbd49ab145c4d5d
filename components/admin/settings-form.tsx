"use client";

import type { ReactNode } from "react";
import { ErrorSummary } from "../form/error-summary";
import { useKeptForm } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { Field, SelectField, TextField } from "../ui/field";
import type { ActWords } from "./order-act";

/** One field of a form of settings, with what stands there now. */
export interface SettingsField {
  name: string;
  label: string;
  value: string;
  kind?: "line" | "text" | "number" | "amount" | "choice" | "check";
  hint?: string;
  optional?: string;
  choices?: readonly { value: string; name: string }[];
  maxLength?: number;
  /** Columns of six that it takes. */
  span?: 2 | 3 | 4;
}

export interface SettingsGroup {
  id: string;
  heading: string;
  text?: string;
  fields: readonly SettingsField[];
  /** Folded until it is wanted, e.g. what adds a row. */
  folded?: boolean;
}

const spans = { 2: "c2", 3: "c3", 4: "c4" } as const;

/**
 * Settings of one kind, as one form. `version` is that of the values shown: saving over somebody else's change is refused, and
 * asked about with all that was typed still there.
 */
export function SettingsForm({
  action,
  version,
  groups,
  words,
}: {
  action: FormAction;
  version: string;
  groups: readonly SettingsGroup[];
  words: ActWords;
}) {
  const fields = groups.flatMap((group) => group.fields);
  const { state, pending, first, form } = useKeptForm(action, words, {
    order: fields.map(({ name }) => name),
    note: "refused",
  });
  return (
    <form className="grid gap-4" {...form}>
      <input type="hidden" name="version" value={version} />
      {state && !pending && (
        <ErrorSummary
          state={state}
          id="refused"
          labels={groups.flatMap((group) =>
            group.fields.map(({ name, label }) => [name, `${group.heading}, ${label}`] as const),
          )}
          words={{
            heading: (count) => (count === 1 ? words.one : words.other.replace("#", String(count))),
            kept: words.kept,
          }}
        />
      )}
      {groups.map((group) => (
        <Group key={group.id} group={group} open={group.fields.some(({ name }) => state?.typed[name])}>
          {group.fields.map(({ name, value, kind = "line", span, choices, ...field }) => {
            const given = {
              ...field,
              name,
              error: state?.fields[name],
              className: span && spans[span],
              autoComplete: "off",
              // where scripts don't run, the browser moves to what was refused
              autoFocus: first === name || undefined,
            };
            if (kind === "check") {
              return (
                <label key={name} className="check">
                  <input type="checkbox" name={name} defaultChecked={state ? name in state.typed : value !== ""} />
                  {field.label}
                </label>
              );
            }
            const defaultValue = state?.typed[name] ?? value;
            if (kind === "text") return <TextField key={name} {...given} defaultValue={defaultValue} rows={2} />;
            if (kind === "choice") {
              return (
                <SelectField key={name} {...given} defaultValue={defaultValue}>
                  {choices?.map((choice) => (
                    <option key={choice.value} value={choice.value}>
                      {choice.name}
                    </option>
                  ))}
                </SelectField>
              );
            }
            return (
              <Field
                key={name}
                {...given}
                defaultValue={defaultValue}
                inputMode={kind === "amount" ? "decimal" : kind === "number" ? "numeric" : undefined}
              />
            );
          })}
        </Group>
      ))}
      <div className="savebar mx-0! mt-0! mb-0! rounded-m border border-rule px-4!">
        <Button look="go" busy={pending}>
          {words.act}
        </Button>
        <span className="vh" role="status">
          {pending && words.busy}
        </span>
      </div>
    </form>
  );
}

function Group({ group, open, children }: { group: SettingsGroup; open: boolean; children: ReactNode }) {
  const body = (
    <>
      {group.text && <p className="muted mb-3">{group.text}</p>}
      <div className="grid2">{children}</div>
    </>
  );
  if (!group.folded) {
    return (
      <fieldset className="panel m-0 min-w-0 p-5">
        <legend className="float-left mb-3 w-full p-0 font-sans text-sm font-semibold">{group.heading}</legend>
        <div className="clear-both">{body}</div>
      </fieldset>
    );
  }
  return (
    <details className="panel px-5 py-2" open={open || undefined}>
      <summary className="flex min-h-tap cursor-pointer items-center font-semibold">{group.heading}</summary>
      {body}
    </details>
  );
}
