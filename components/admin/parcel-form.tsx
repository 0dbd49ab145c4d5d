"use client";

import { useId } from "react";
import { ErrorSummary } from "../form/error-summary";
import { useKeptForm } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { FieldError } from "../ui/field";
import type { ActWords } from "./order-act";

/** A line of the order, and how many of its copies lie in no parcel yet. */
export interface PackLine {
  id: string;
  title: string;
  left: number;
}

/** What goes into the next parcel: everything that is left, unless fewer copies are named. */
export function ParcelForm({
  action,
  number,
  lines,
  words,
}: {
  action: FormAction;
  number: string;
  lines: readonly PackLine[];
  words: ActWords & { copies: string; of: string };
}) {
  const id = useId();
  const { state, pending, first, form } = useKeptForm(action, words, {
    order: lines.map((line) => `pack.${line.id}`),
    note: id,
  });
  return (
    <form className="grid gap-3" {...form}>
      <input type="hidden" name="number" value={number} />
      {state && !pending && (
        <ErrorSummary
          state={state}
          id={id}
          labels={lines.map((line) => [`pack.${line.id}`, line.title] as const)}
          words={{
            heading: (wrong) => (wrong === 1 ? words.one : words.other.replace("#", String(wrong))),
            kept: words.kept,
          }}
        />
      )}
      <ul className="grid gap-2">
        {lines.map((line) => {
          const name = `pack.${line.id}`;
          const error = state?.fields[name];
          return (
            <li key={line.id} className="grid grid-cols-[minmax(0,1fr)_4.5rem_auto] items-center gap-x-2">
              <label htmlFor={name} className="font-serif font-semibold">
                {line.title}
                <span className="vh">, {words.copies}</span>
              </label>
              <input
                className="in"
                id={name}
                name={name}
                type="number"
                inputMode="numeric"
                min={0}
                max={line.left}
                step={1}
                defaultValue={state?.typed[name] ?? String(line.left)}
                aria-invalid={error ? true : undefined}
                aria-describedby={error && `${name}-error`}
                autoFocus={first === name || undefined}
                autoComplete="off"
              />
              <span className="faint num">{words.of.replace("#", String(line.left))}</span>
              {error && (
                <div className="col-span-3">
                  <FieldError id={`${name}-error`}>{error}</FieldError>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <Button look="go" wide busy={pending}>
        {words.act}
      </Button>
      <span className="vh" role="status">
        {pending && words.busy}
      </span>
    </form>
  );
}
