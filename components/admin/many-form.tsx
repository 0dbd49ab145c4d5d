"use client";

import type { ReactNode } from "react";
import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { Field, SelectField } from "../ui/field";
import { Note } from "../ui/note";

export type ManyWords = FailedWords & {
  heading: string;
  act: string;
  value: string;
  valueHint: string;
  genre: string;
  noGenre: string;
  apply: string;
  busy: string;
};

/** A list whose rows can be ticked, and one act for all that are; what came of each is told above the list. */
export function ManyForm({
  action,
  words,
  acts,
  genres,
  children,
}: {
  action: FormAction;
  words: ManyWords;
  acts: readonly { value: string; name: string }[];
  genres: readonly { slug: string; name: string; depth: number }[];
  children: ReactNode;
}) {
  const { state, pending, form } = useKeptForm(action, words, { order: ["value", "genre"], note: "many-told" });
  return (
    <form {...form}>
      {state && !pending && (
        <Note kind={state.facts?.done ? "done" : "bad"} id="many-told" tabIndex={-1} className="mb-4 px-4! py-3!">
          <strong>{state.heading ?? state.message}</strong>
          {state.items && (
            <ul>
              {state.items.map((item, index) => (
                <li key={index}>{item}</li>
              ))}
            </ul>
          )}
        </Note>
      )}
      {children}
      <fieldset className="panel mt-4 p-4">
        <legend className="vh">{words.heading}</legend>
        <p className="mb-3 font-semibold" aria-hidden="true">
          {words.heading}
        </p>
        <div className="flex flex-wrap items-end gap-3">
          <SelectField name="act" label={words.act} defaultValue={state?.typed.act}>
            {acts.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </SelectField>
          <Field
            name="value"
            label={words.value}
            inputMode="text"
            autoComplete="off"
            maxLength={20}
            defaultValue={state?.typed.value}
            error={state?.fields.value}
            title={words.valueHint}
          />
          <SelectField name="genre" label={words.genre} defaultValue={state?.typed.genre} error={state?.fields.genre}>
            <option value="">{words.noGenre}</option>
            {genres.map(({ slug, name, depth }) => (
              <option key={slug} value={slug}>
                {"\u2003".repeat(depth) + name}
              </option>
            ))}
          </SelectField>
          <Button look="line" busy={pending}>
            {words.apply}
          </Button>
          <span className="vh" role="status">
            {pending && words.busy}
          </span>
        </div>
        <p className="hint mt-2">{words.valueHint}</p>
      </fieldset>
    </form>
  );
}

/** Ticks every row of the list it stands in; does nothing before scripts run. */
export function TickAll({ label }: { label: string }) {
  return (
    <label className="hit">
      <span className="vh">{label}</span>
      <input
        type="checkbox"
        onChange={({ currentTarget }) => {
          const boxes = currentTarget.form?.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox]") ?? [];
          for (const box of boxes) box.checked = currentTarget.checked;
        }}
      />
    </label>
  );
}
