"use client";

import { useState } from "react";
import { ErrorSummary } from "../form/error-summary";
import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button, LinkButton } from "../ui/button";
import { Field, FieldError, SelectField, TextField } from "../ui/field";
import { Icon } from "../ui/icon";
import { linesOf, MOST_PEOPLE } from "./book-form-model";
import { IsbnField } from "./isbn-field";

type Labels =
  | "title"
  | "slug"
  | "subtitle"
  | "seriesName"
  | "seriesNumber"
  | "description"
  | "isbn"
  | "format"
  | "publisher"
  | "published"
  | "firstPublished"
  | "pages"
  | "language"
  | "price"
  | "stock";
export type BookFormWords = FailedWords & {
  labels: Record<Labels, string>;
  hints: Partial<Record<Labels, string>>;
  theBook: string;
  edition: string;
  people: string;
  peopleHint: string;
  name: string;
  role: string;
  addPerson: string;
  removePerson: string;
  genres: string;
  genre: string;
  mainGenre: string;
  noGenre: string;
  isbnRight: string;
  isbnWrong: string;
  isbnThere: string;
  optional: string;
  save: string;
  saving: string;
  discard: string;
  preview: string;
  one: string;
  other: string;
  kept: string;
  over: string;
  theirs: string;
  takenLink: string;
};

interface Choice {
  value: string;
  name: string;
}

const numbered = (words: string, n: number) => words.replace("#", String(n));

/** A book's fields. Without scripts it has a few empty lines for people; with them as many as one asks for. */
export function BookForm({
  action,
  hidden,
  values,
  roles,
  formats,
  genres,
  languages,
  words,
  isNew,
  discardHref,
  previewHref,
  bookHref,
  isbnHref,
}: {
  action: FormAction;
  hidden: Record<string, string>;
  values: Record<string, string>;
  roles: readonly Choice[];
  formats: readonly Choice[];
  genres: readonly Choice[];
  languages: readonly string[];
  words: BookFormWords;
  isNew: boolean;
  discardHref: string;
  /** Where the form is sent to be shown as the page that it would become, unsaved. */
  previewHref?: string;
  /** The address of a book's page, with `#` for its id. */
  bookHref: string;
  /** Where to ask whether a book has an ISBN, which is put behind it. */
  isbnHref: string;
}) {
  const fixed: Labels[] = ["title", "slug", "subtitle", "seriesName", "seriesNumber"];
  const edition: Labels[] = [
    "isbn",
    "format",
    "publisher",
    "published",
    "firstPublished",
    "pages",
    "language",
    "price",
    "stock",
  ];
  const persons = Array.from({ length: MOST_PEOPLE }, (_, i) => `person${i}`);
  const order = [...fixed, ...persons, "description", "genre0", "genre1", "genre2", "genre3", ...edition];
  const { state, pending, first, form } = useKeptForm(action, words, { order, note: "refused" });
  const typed = state?.typed ?? values;
  const [more, setMore] = useState(0);
  const [gone, setGone] = useState<readonly number[]>([]);
  const people = Math.min(MOST_PEOPLE, Math.max(linesOf(typed, "person") + (isNew ? 2 : 1), 2) + more);
  const shelves = Math.max(linesOf(typed, "genre") + 1, 3);

  const field = (name: Labels) => ({
    name,
    label: words.labels[name],
    hint: words.hints[name],
    error: state?.fields[name],
    defaultValue: typed[name] ?? "",
    autoComplete: "off",
    autoFocus: first === name || undefined,
  });
  const labels = order.map((name): [string, string] => [
    name,
    name.startsWith("person")
      ? numbered(words.name, Number(name.slice(6)) + 1)
      : name.startsWith("genre")
        ? words.genres
        : words.labels[name as Labels],
  ]);
  return (
    <form id="book" {...form}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={state?.typed[name] ?? value} />
      ))}
      {state && !pending && (
        <div className="mb-4">
          <ErrorSummary
            state={state}
            id="refused"
            labels={labels}
            words={{
              heading: (count) => (count === 1 ? words.one : words.other.replace("#", String(count))),
              kept: words.kept,
            }}
          />
          {state.facts?.version && (
            <p className="mt-3 flex flex-wrap gap-2">
              <Button look="line" name="over" value={state.facts.version}>
                {words.over}
              </Button>
              <LinkButton look="bare" href={discardHref}>
                {words.theirs}
              </LinkButton>
            </p>
          )}
          {state.facts?.taken && (
            <p className="mt-3">
              <a href={bookHref.replace("#", state.facts.taken)}>{words.takenLink}</a>
            </p>
          )}
        </div>
      )}
      <section className="panel" aria-labelledby="the-book">
        <h2 id="the-book">{words.theBook}</h2>
        <div className="grid2">
          <Field {...field("title")} className="c4" maxLength={500} required />
          <Field {...field("slug")} className="c2 [&_input]:font-mono" maxLength={120} spellCheck={false} />
          <Field {...field("subtitle")} maxLength={500} optional={words.optional} />
          <Field {...field("seriesName")} className="c4" maxLength={200} optional={words.optional} />
          <Field {...field("seriesNumber")} className="c2" maxLength={40} optional={words.optional} />
          <fieldset className="field border-0 p-0">
            <legend className="lab mb-1 p-0">{words.people}</legend>
            <p className="hint mb-1">{words.peopleHint}</p>
            <div className="grid gap-[0.4rem]">
              {Array.from({ length: people }, (_, i) => i)
                .filter((i) => !gone.includes(i))
                .map((i) => (
                  <div key={i}>
                    <div className="grid grid-cols-[minmax(0,1fr)_9.5rem_auto] gap-[0.4rem] max-s:grid-cols-[minmax(0,1fr)_auto] max-s:border-b max-s:border-rule max-s:pb-2 max-s:[&>input]:col-span-2">
                      <input
                        className="in"
                        id={`person${i}`}
                        name={`person${i}`}
                        aria-label={numbered(words.name, i + 1)}
                        defaultValue={typed[`person${i}`] ?? ""}
                        aria-invalid={state?.fields[`person${i}`] ? true : undefined}
                        aria-describedby={state?.fields[`person${i}`] ? `person${i}-error` : undefined}
                        maxLength={160}
                        autoComplete="off"
                      />
                      <select
                        className="in"
                        name={`role${i}`}
                        aria-label={numbered(words.role, i + 1)}
                        defaultValue={typed[`role${i}`] ?? "author"}
                      >
                        {roles.map(({ value, name }) => (
                          <option key={value} value={value}>
                            {name}
                          </option>
                        ))}
                      </select>
                      <Button
                        type="button"
                        look="bare"
                        icon
                        aria-label={numbered(words.removePerson, i + 1)}
                        onClick={() => setGone([...gone, i])}
                      >
                        <Icon name="close" small />
                      </Button>
                    </div>
                    {state?.fields[`person${i}`] && (
                      <FieldError id={`person${i}-error`}>{state.fields[`person${i}`]}</FieldError>
                    )}
                  </div>
                ))}
            </div>
            <p>
              <Button type="button" look="bare" className="-ml-[0.6rem]" onClick={() => setMore(more + 1)}>
                <Icon name="plus" small />
                {words.addPerson}
              </Button>
            </p>
          </fieldset>
          <TextField {...field("description")} maxLength={20_000} />
          <fieldset className="field border-0 p-0">
            <legend className="lab mb-1 p-0">{words.genres}</legend>
            <div className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-[0.4rem]">
              {Array.from({ length: shelves }, (_, i) => (
                <select
                  key={i}
                  className="in"
                  id={`genre${i}`}
                  name={`genre${i}`}
                  aria-label={i === 0 ? words.mainGenre : numbered(words.genre, i + 1)}
                  defaultValue={typed[`genre${i}`] ?? ""}
                  aria-invalid={state?.fields[`genre${i}`] ? true : undefined}
                >
                  <option value="">{words.noGenre}</option>
                  {genres.map(({ value, name }) => (
                    <option key={value} value={value}>
                      {name}
                    </option>
                  ))}
                </select>
              ))}
            </div>
          </fieldset>
        </div>
      </section>
      <section className="panel" aria-labelledby="edition">
        <h2 id="edition">{words.edition}</h2>
        <div className="grid2">
          <IsbnField
            field={field("isbn")}
            words={{ right: words.isbnRight, wrong: words.isbnWrong, there: words.isbnThere, open: words.takenLink }}
            lookHref={isbnHref}
            ownId={hidden.id}
          />
          <SelectField {...field("format")} className="c3 full" autoComplete={undefined}>
            {formats.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </SelectField>
          <Field {...field("publisher")} className="c3 full" maxLength={200} optional={words.optional} />
          <Field
            {...field("language")}
            className="c3 full"
            maxLength={20}
            list="languages"
            spellCheck={false}
            required
          />
          <datalist id="languages">
            {languages.map((code) => (
              <option key={code} value={code} />
            ))}
          </datalist>
          <Field {...field("published")} className="c3 full" maxLength={10} optional={words.optional} />
          <Field {...field("firstPublished")} className="c3 full" maxLength={5} optional={words.optional} />
          <Field {...field("pages")} className="c3 full" inputMode="numeric" maxLength={6} optional={words.optional} />
          <Field {...field("price")} className="c3 full" inputMode="decimal" maxLength={20} />
          {isNew && (
            <Field
              {...field("stock")}
              className="c3 full"
              inputMode="numeric"
              maxLength={7}
              optional={words.optional}
            />
          )}
        </div>
      </section>
      <div className="savebar mx-0! mt-4! mb-0! rounded-m border border-rule px-4!">
        <p />
        <LinkButton look="bare" href={discardHref}>
          {words.discard}
        </LinkButton>
        {previewHref && (
          <Button
            look="line"
            formAction={previewHref}
            formMethod="post"
            formEncType="multipart/form-data"
            formTarget="_blank"
          >
            {words.preview}
          </Button>
        )}
        <Button look="go" busy={pending}>
          {words.save}
        </Button>
        <span className="vh" role="status">
          {pending && words.saving}
        </span>
      </div>
    </form>
  );
}
