"use client";

import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";

/** Which codes of subjects lead to which genres, one rule a line. */
export function SubjectsForm({
  action,
  rules,
  words,
}: {
  action: FormAction;
  rules: string;
  words: FailedWords & Record<"label" | "hint" | "act" | "busy", string>;
}) {
  const { state, pending, form } = useKeptForm(action, words, { order: ["rules"] });
  return (
    <form className="grid gap-4" {...form}>
      <TextField
        name="rules"
        label={words.label}
        hint={words.hint}
        rows={18}
        className="[&_textarea]:font-mono! [&_textarea]:text-xs!"
        spellCheck={false}
        error={state?.fields.rules ?? (state?.message || null)}
        defaultValue={state?.typed.rules ?? rules}
      />
      <div>
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
