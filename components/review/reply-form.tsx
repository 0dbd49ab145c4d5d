"use client";

import { ErrorSummary } from "../form/error-summary";
import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";

/** The shop's answer to a review. */
export function ReplyForm({
  action,
  id,
  text,
  mostText,
  words,
}: {
  action: FormAction;
  id: string;
  text: string;
  mostText: number;
  words: FailedWords & { label: string; act: string; busy: string };
}) {
  const { state, pending, first, form } = useKeptForm(action, words, { order: ["reply"], note: "refused" });
  return (
    <form className="grid gap-3" {...form}>
      {state && !state.fields.reply && <ErrorSummary state={state} id="refused" labels={[]} />}
      <input type="hidden" name="id" value={id} />
      <TextField
        name="reply"
        label={words.label}
        error={state?.fields.reply}
        defaultValue={state ? (state.typed.reply ?? "") : text}
        maxLength={mostText}
        rows={5}
        dir="auto"
        autoFocus={first === "reply" || undefined}
      />
      <div>
        <Button look="line" busy={pending}>
          {words.act}
        </Button>
      </div>
      <span className="vh" role="status">
        {pending && words.busy}
      </span>
    </form>
  );
}
