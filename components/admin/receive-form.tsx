"use client";

import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button, LinkButton } from "../ui/button";
import { Field, TextField } from "../ui/field";
import { Note } from "../ui/note";

export type ReceiveWords = FailedWords & {
  lines: string;
  linesHint: string;
  note: string;
  noteHint: string;
  act: string;
  busy: string;
  next: string;
};

/** A delivery, scanned or typed. Sent again it counts only what was not in yet. */
export function ReceiveForm({
  action,
  receiptId,
  words,
  nextHref,
}: {
  action: FormAction;
  receiptId: string;
  words: ReceiveWords;
  nextHref: string;
}) {
  const { state, pending, form } = useKeptForm(action, words, { order: ["lines"], note: "received" });
  const done = state?.facts?.done === "yes";
  return (
    <form {...form}>
      {state && !pending && (
        <Note
          kind={state.facts?.done ? (done ? "done" : "wait") : "bad"}
          role={done ? "status" : "alert"}
          id="received"
          tabIndex={-1}
          className="mb-4 px-4! py-3!"
        >
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
          {state.heading && state.message && <p>{state.message}</p>}
        </Note>
      )}
      {done ? (
        <LinkButton look="line" href={nextHref}>
          {words.next}
        </LinkButton>
      ) : (
        <>
          <input type="hidden" name="receiptId" value={state?.typed.receiptId ?? receiptId} />
          <div className="grid gap-3">
            <TextField
              name="lines"
              label={words.lines}
              hint={words.linesHint}
              error={state?.fields.lines}
              defaultValue={state?.typed.lines}
              rows={6}
              className="[&_textarea]:font-mono!"
              spellCheck={false}
              autoComplete="off"
            />
            <Field
              name="note"
              label={words.note}
              hint={words.noteHint}
              defaultValue={state?.typed.note}
              maxLength={300}
              autoComplete="off"
            />
            <p>
              <Button look="go" busy={pending}>
                {words.act}
              </Button>
            </p>
          </div>
        </>
      )}
      <span className="vh" role="status">
        {pending && words.busy}
      </span>
    </form>
  );
}
