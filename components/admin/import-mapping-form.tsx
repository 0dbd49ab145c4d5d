"use client";

import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { SelectField } from "../ui/field";
import { Note } from "../ui/note";

interface Choice {
  value: string;
  words: string;
}

export interface MappingColumn {
  /** What the column is called, and what its choice is called. */
  name: string;
  label: string;
  samples: readonly string[];
  target: string;
}

/** What each column of a sheet means, with the first rows to see it by. */
export function ImportMappingForm({
  action,
  hidden,
  columns,
  targets,
  choices,
  words,
}: {
  action: FormAction;
  hidden: Record<string, string>;
  columns: readonly MappingColumn[];
  targets: readonly Choice[];
  choices: readonly { name: string; label: string; value: string; options: readonly Choice[] }[];
  words: FailedWords & Record<"column" | "samples" | "meaning" | "act" | "busy", string>;
}) {
  const { state, pending, form } = useKeptForm(action, words, { note: "map-told" });
  return (
    <form {...form}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {state && !pending && (
        <Note kind="bad" id="map-told" tabIndex={-1} className="mb-4 px-4! py-3!">
          <strong>{state.message}</strong>
        </Note>
      )}
      <table className="tbl stack">
        <thead className="max-s:hidden">
          <tr>
            <th>{words.column}</th>
            <th>{words.samples}</th>
            <th>{words.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, label, samples, target }, index) => (
            <tr key={index} className="row max-s:grid-cols-1! max-s:px-4!">
              <td className="wrap-anywhere max-s:block!">
                <b className="font-operate">{name}</b>
              </td>
              <td className="faint wrap-anywhere max-s:block!">{samples.join(" · ")}</td>
              <td className="max-s:block!">
                <select
                  className="in"
                  name={`c.${index}`}
                  aria-label={label}
                  defaultValue={state?.typed[`c.${index}`] ?? target}
                >
                  {targets.map(({ value, words: meaning }) => (
                    <option key={value} value={value}>
                      {meaning}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="mt-4 grid gap-4 s:grid-cols-3">
        {choices.map(({ name, label, value, options }) => (
          <SelectField key={name} name={name} label={label} defaultValue={state?.typed[name] ?? value}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.words}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
      <div className="mt-5">
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
