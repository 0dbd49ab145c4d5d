"use client";

import { useKeptForm, type FailedWords } from "../form/kept-form";
import { ErrorSummary } from "../form/error-summary";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { Field, SelectField } from "../ui/field";

export type MoveWords = FailedWords & {
  movement: string;
  copies: string;
  copiesHint: string;
  note: string;
  noteHint: string;
  act: string;
  busy: string;
  one: string;
  other: string;
  kept: string;
};

/** One movement of one book's stock. */
export function MoveForm({
  action,
  hidden,
  movements,
  words,
}: {
  action: FormAction;
  hidden: Record<string, string>;
  movements: readonly { value: string; name: string }[];
  words: MoveWords;
}) {
  const { state, pending, first, form } = useKeptForm(action, words, {
    order: ["copies", "note"],
    note: "move-refused",
  });
  const given = (name: string) => ({
    name,
    error: state?.fields[name],
    defaultValue: state?.typed[name],
    autoComplete: "off",
    autoFocus: first === name || undefined,
  });
  return (
    <form {...form}>
      {state && !pending && (
        <ErrorSummary
          state={state}
          id="move-refused"
          labels={[
            ["copies", words.copies],
            ["note", words.note],
          ]}
          words={{
            heading: (count) => (count === 1 ? words.one : words.other.replace("#", String(count))),
            kept: words.kept,
          }}
        />
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={state?.facts?.[name] ?? value} />
      ))}
      <div className="grid2 mt-3">
        <SelectField name="movement" label={words.movement} className="c3 keep3" defaultValue={state?.typed.movement}>
          {movements.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field {...given("copies")} label={words.copies} className="c3 keep3" inputMode="numeric" maxLength={7} />
        <p className="hint">{words.copiesHint}</p>
        <Field {...given("note")} label={words.note} hint={words.noteHint} maxLength={300} />
      </div>
      <p className="mt-3">
        <Button look="line" wide busy={pending}>
          {words.act}
        </Button>
      </p>
      <span className="vh" role="status">
        {pending && words.busy}
      </span>
    </form>
  );
}
