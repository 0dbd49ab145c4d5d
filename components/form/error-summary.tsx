import { Note } from "../ui/note";
import type { FormState } from "./model";

/** What was refused, on top of the form, with a link to each field concerned. */
export function ErrorSummary({
  state,
  id,
  labels,
  words,
  idOf = (field) => field,
}: {
  state: NonNullable<FormState>;
  id: string;
  /** Fields in their order on the page, with the words of their labels. */
  labels: readonly (readonly [field: string, label: string])[];
  /** By how many fields are wrong; told when at least one is. */
  words?: { heading: (count: number) => string; kept: string };
  /** The id of a field's input, where it is not its name. */
  idOf?: (field: string) => string;
}) {
  const wrong = labels.filter(([field]) => state.fields[field]);
  return (
    <Note kind="bad" id={id} tabIndex={-1}>
      {wrong.length > 0 && words ? (
        <>
          <strong>{state.heading ?? words.heading(wrong.length)}</strong>
          <ul>
            {wrong.map(([field, label]) => (
              <li key={field}>
                <a className="inline-flex py-1" href={`#${idOf(field)}`}>
                  {label}: {state.fields[field]}
                </a>
              </li>
            ))}
          </ul>
          <p className="muted">{words.kept}</p>
        </>
      ) : (
        <>
          {state.heading && <strong>{state.heading}</strong>}
          {state.items && (
            <ul>
              {state.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )}
          <p>{state.message}</p>
        </>
      )}
    </Note>
  );
}
