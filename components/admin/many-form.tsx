"use client";

import { createContext, useContext, type ReactNode } from "react";
import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button, LinkButton } from "../ui/button";
import { CheckField, Field, SelectField } from "../ui/field";
import { Note } from "../ui/note";

export type ManyWords = FailedWords & {
  heading: string;
  act: string;
  value: string;
  valueHint: string;
  genre: string;
  noGenre: string;
  apply: string;
  /** With how many there are. */
  all: string;
  leave: string;
  busy: string;
};

const Typed = createContext<Record<string, string>>({});

/**
 * A list whose rows can be ticked, and one act for all that are, or for all that the list finds. What would come of it is
 * shown above the list and confirmed there; so is what came of each.
 */
export function ManyForm({
  action,
  words,
  acts,
  genres,
  matching,
  hereHref,
  children,
}: {
  action: FormAction;
  words: ManyWords;
  acts: readonly { value: string; name: string }[];
  genres: readonly { slug: string; name: string; depth: number }[];
  /** What the list finds, as its address says it; null where that is a single book. */
  matching: string | null;
  hereHref: string;
  children: ReactNode;
}) {
  const { state, pending, form } = useKeptForm(action, words, { order: ["value", "genre"], note: "many-told" });
  const { confirm, ...planned }: Partial<Record<string, string>> = state?.facts?.seen === undefined ? {} : state.facts;
  const kind = state?.facts?.done ? "done" : state?.facts?.seen ? "wait" : "bad";
  return (
    <>
      {state && !pending && (
        <Note
          kind={kind}
          role={kind === "bad" ? "alert" : "status"}
          id="many-told"
          tabIndex={-1}
          className="mb-4 px-4! py-3!"
        >
          <strong>{state.heading ?? state.message}</strong>
          {kind === "wait" && state.message && <p>{state.message}</p>}
          {state.items && (
            <ul>
              {state.items.map((item, index) => (
                <li key={index} className="wrap-anywhere">
                  {item}
                </li>
              ))}
            </ul>
          )}
          {kind === "wait" && (
            <form className="mt-3 flex flex-wrap gap-2" {...form}>
              {Object.entries(planned).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              {confirm && <Button look="go">{confirm}</Button>}
              <LinkButton look="bare" href={hereHref}>
                {words.leave}
              </LinkButton>
            </form>
          )}
        </Note>
      )}
      <form {...form}>
        <Typed value={state?.typed ?? {}}>{children}</Typed>
        <fieldset className="panel mt-4 p-4">
          <legend className="vh">{words.heading}</legend>
          <p className="mb-3 font-semibold" aria-hidden="true">
            {words.heading}
          </p>
          {matching !== null && (
            <p className="mb-3">
              <input type="hidden" name="matching" value={matching} />
              <CheckField name="all" label={words.all} defaultChecked={state?.typed.all === "on"} />
            </p>
          )}
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
    </>
  );
}

/** The box of a row; what was ticked stays so when the page comes back. */
export function Tick({ name, label }: { name: string; label: string }) {
  const typed = useContext(Typed);
  return (
    <label className="hit">
      <span className="vh">{label}</span>
      <input type="checkbox" name={name} defaultChecked={typed[name] === "on"} />
    </label>
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
