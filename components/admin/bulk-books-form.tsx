"use client";

import { useEffect, useRef, useState, type SubmitEvent } from "react";
import type { FailedWords } from "../form/kept-form";
import type { FormState } from "../form/model";
import { Button } from "../ui/button";
import { Field, SelectField, TextField } from "../ui/field";
import { Note } from "../ui/note";

export type BulkBooksWords = Pick<FailedWords, "failed"> & {
  mode: string;
  file: string;
  rows: string;
  rowsHint: string;
  dryRun: string;
  act: string;
  busy: string;
  tooBig: string;
};

/** How much would be sent. */
function weight(form: FormData): number {
  const [file, rows] = [form.get("file"), form.get("rows")];
  return file instanceof File && file.size > 0 ? file.size : new Blob([typeof rows === "string" ? rows : ""]).size;
}

/**
 * Many books from a file or a paste, with every problem by row and field. A plain form that posts to `href`; with scripts the
 * page stays, and all that stands in it.
 */
export function BulkBooksForm({
  href,
  mostBytes,
  before,
  modes,
  words,
}: {
  href: string;
  mostBytes: number;
  /** What came of the rows that were sent last, where the page was loaded anew for it. */
  before: FormState;
  modes: readonly { value: string; name: string }[];
  words: BulkBooksWords;
}) {
  const [state, setState] = useState(before);
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  const answer = state?.answer;
  const focus = state?.fields.rows ? "rows" : "bulk-told";
  useEffect(() => {
    if (answer) document.getElementById(focus)?.focus();
  }, [answer, focus]);

  const refuse = (message: string, fields: Record<string, string> = {}) =>
    setState({ code: null, message, fields, typed: {}, answer: crypto.randomUUID() });

  async function send(body: FormData): Promise<void> {
    // it would be sent whole before it is refused
    if (weight(body) > mostBytes) return refuse(words.tooBig, { rows: words.tooBig });
    const file = body.get("file");
    if (file instanceof File && file.size > 0) body.delete("rows");
    setBusy(true);
    try {
      const told = await fetch(href, { method: "POST", body, headers: { accept: "application/json" } });
      if (!told.ok) throw new Error(told.statusText);
      setState((await told.json()) as FormState);
    } catch {
      refuse(words.failed);
    }
    setBusy(false);
  }

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    void send(new FormData(event.currentTarget)).finally(() => (sending.current = false));
  };

  return (
    <form method="post" action={href} encType="multipart/form-data" onSubmit={onSubmit}>
      {state && !busy && (
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
        <SelectField name="mode" label={words.mode} defaultValue={before?.typed.mode}>
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
          defaultValue={before?.typed.rows}
          rows={10}
          spellCheck={false}
          className="[&_textarea]:font-mono!"
          placeholder='[{ "title": "Stoner", "isbn": "9781590171998", "format": "paperback", "language": "en", "price": 1690 }]'
        />
        <label className="check">
          <input type="checkbox" name="dryRun" defaultChecked={before?.typed.dryRun === "on"} />
          {words.dryRun}
        </label>
        <p>
          <Button look="go" busy={busy}>
            {words.act}
          </Button>
        </p>
        <span className="vh" role="status">
          {busy && words.busy}
        </span>
      </div>
    </form>
  );
}
