"use client";

import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { Field, SelectField, TextField } from "../ui/field";
import { Note } from "../ui/note";

export type BulkBooksWords = FailedWords & {
  mode: string;
  file: string;
  rows: string;
  rowsHint: string;
  dryRun: string;
  act: string;
  busy: string;
};

/** Many books from a file or a paste, with every problem by row and field. */
export function BulkBooksForm({
  action,
  modes,
  words,
}: {
  action: FormAction;
  modes: readonly { value: string; name: string }[];
  words: BulkBooksWords;
}) {
  const { state, pending, form } = useKeptForm(action, words, { order: ["rows"], note: "bulk-told" });
  return (
    <form {...form}>
      {state && !pending && (
        <Note kind={state.facts?.done ? "done" : "bad"} id="bulk-told" tabIndex={-1} className="mb-4 px-4! py-3!">
          <strong>{state.heading ?? state.message}</strong>
          {state.items && (
            <ul>
              {state.items.map((item, index) => (
                <li key={index} className="wrap-anywhere">
                  {item}
                </li>
              ))}
            </ul>
          )}
        </Note>
      )}
      <div className="grid gap-4">
        <SelectField name="mode" label={words.mode} defaultValue={state?.typed.mode}>
          {modes.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field name="file" type="file" accept="application/json,.json" label={words.file} />
        <TextField
          name="rows"
          label={words.rows}
          hint={words.rowsHint}
          error={state?.fields.rows}
          defaultValue={state?.typed.rows}
          rows={10}
          spellCheck={false}
          className="[&_textarea]:font-mono!"
          placeholder='[{ "title": "Stoner", "isbn": "9781590171998", "format": "paperback", "language": "en", "price": 1690 }]'
        />
        <label className="check">
          <input type="checkbox" name="dryRun" defaultChecked={state?.typed.dryRun === "on"} />
          {words.dryRun}
        </label>
        <p>
          <Button look="go" busy={pending}>
            {words.act}
          </Button>
        </p>
        <span className="vh" role="status">
          {pending && words.busy}
        </span>
      </div>
    </form>
  );
}
