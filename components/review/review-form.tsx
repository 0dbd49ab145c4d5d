"use client";

import { ErrorSummary } from "../form/error-summary";
import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { FieldError, TextField } from "../ui/field";

export interface ReviewWords extends FailedWords {
  rating: string;
  /** One star, two, …: the names of the five choices. */
  stars: readonly string[];
  review: string;
  optional: string;
  hint: string;
  act: string;
  busy: string;
  one: string;
  /** `#` is filled in here. */
  other: string;
  kept: string;
}

const star = "m10 2.8 2.2 4.7 5 .6-3.7 3.5 1 5.1L10 14.2l-4.5 2.5 1-5.1L2.8 8.1l5-.6z";

/** Five stars to choose from and a text. `prefix` tells the fields of this form from those of others on its page. */
export function ReviewForm({
  action,
  hidden,
  rating,
  text,
  words,
  mostText,
  prefix = "",
}: {
  action: FormAction;
  hidden: Record<string, string>;
  rating: number | null;
  text: string;
  words: ReviewWords;
  mostText: number;
  prefix?: string;
}) {
  const idOf = (field: string) => `${prefix}${field}`;
  const note = `${prefix}refused`;
  const { state, pending, first, form } = useKeptForm(action, words, { order: ["rating", "review"], note, idOf });
  const chosen = state ? (state.typed.rating ?? "") : String(rating ?? "");
  const refused = state?.fields.rating;
  return (
    <form className="grid max-w-measure gap-4" {...form}>
      {state && (
        <ErrorSummary
          state={state}
          id={note}
          labels={[
            ["rating", words.rating],
            ["review", words.review],
          ]}
          idOf={idOf}
          words={{
            heading: (count) => (count === 1 ? words.one : words.other.replace("#", String(count))),
            kept: words.kept,
          }}
        />
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <fieldset
        className="field"
        aria-labelledby={idOf("rating-legend")}
        aria-describedby={refused ? idOf("rating-error") : undefined}
      >
        <legend className="lab" id={idOf("rating-legend")}>
          {words.rating}
        </legend>
        <div className="rate" id={idOf("rating")} tabIndex={-1}>
          {words.stars.map((name, i) => (
            <label key={name}>
              <input
                type="radio"
                name="rating"
                value={i + 1}
                aria-label={name}
                defaultChecked={chosen === String(i + 1)}
                autoFocus={(first === "rating" && i === 0) || undefined}
              />
              <svg viewBox="0 0 20 20" aria-hidden="true">
                <path d={star} />
              </svg>
            </label>
          ))}
        </div>
        {refused && <FieldError id={idOf("rating-error")}>{refused}</FieldError>}
      </fieldset>
      <TextField
        name="review"
        id={idOf("review")}
        label={words.review}
        optional={words.optional}
        hint={words.hint}
        error={state?.fields.review}
        defaultValue={state ? (state.typed.review ?? "") : text}
        maxLength={mostText}
        rows={8}
        dir="auto"
        autoFocus={first === "review" || undefined}
      />
      <div>
        <Button look="go" big busy={pending}>
          {words.act}
        </Button>
      </div>
      <span className="vh" role="status">
        {pending && words.busy}
      </span>
    </form>
  );
}
