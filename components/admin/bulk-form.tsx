"use client";

import { useEffect, useRef, useState, type ReactNode, type SubmitEvent } from "react";
import { Note } from "../ui/note";
import { Button } from "../ui/button";
import { Icon, type IconName } from "../ui/icon";
import { useServerForm } from "../form/use-server-form";

/** What became of one of the selected rows. */
export interface BulkResult {
  id: string;
  href: string;
  done: boolean;
  words: string;
}

/** Null before anything was done. Plain JSON. */
export type BulkState = {
  heading: string;
  results: BulkResult[];
  /** Where there is nothing to tell of each: whether it was done. */
  done?: boolean;
  answer: string;
} | null;
export type BulkAction = (before: BulkState, form: FormData) => Promise<BulkState>;

export interface BulkWords {
  /** Names the bar that does something with the selection. */
  label: string;
  /** Before scripts run. */
  before: string;
  /** `#` is filled in here. */
  one: string;
  other: string;
  clear: string;
  busy: string;
  failed: string;
  reference: string;
}

const boxes = (form: HTMLFormElement) => [...form.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox]")];

/**
 * Rows that can be selected, and a bar with what can be done to all of them. Each act answers row by row. Without scripts the
 * bar is always there, and an empty selection is told.
 */
export function BulkForm({
  action,
  acts,
  links,
  words,
  children,
}: {
  action: BulkAction;
  acts: readonly { value: string; words: string }[];
  /** What only reads: a plain GET with the selection, in a tab of its own where it is a document. */
  links: readonly { href: string; words: string; icon: IconName; tab?: boolean; className?: string }[];
  words: BulkWords;
  /** A table whose rows begin with a checkbox; one with `data-all` in its head selects the page. */
  children: ReactNode;
}) {
  const element = useRef<HTMLFormElement>(null);
  const told = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState<number | null>(null);
  const { state, pending, post, send } = useServerForm<NonNullable<BulkState>>(action, (_form, reference) => ({
    heading: words.failed + (reference ? ` ${words.reference.replace("#", reference)}` : ""),
    results: [],
    answer: crypto.randomUUID(),
  }));

  const look = () => {
    const form = element.current;
    if (!form) return;
    const all = boxes(form);
    const chosen = all.filter((box) => box.checked).length;
    const head = form.querySelector<HTMLInputElement>("[data-all]");
    if (head) {
      head.checked = chosen > 0 && chosen === all.length;
      head.indeterminate = chosen > 0 && chosen < all.length;
    }
    setCount(chosen);
  };
  const select = (checked: boolean) => {
    if (element.current) for (const box of boxes(element.current)) box.checked = checked;
    look();
  };

  // a browser that comes back to the page brings its checks along
  useEffect(look, [children]);
  const answer = state?.answer;
  useEffect(() => {
    if (!answer) return;
    told.current?.focus();
    if (element.current) for (const box of boxes(element.current)) box.checked = false;
    look();
  }, [answer]);

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    const button = event.nativeEvent.submitter;
    if (button?.hasAttribute("formaction")) return; // a plain GET
    event.preventDefault();
    if (!pending) send(new FormData(event.currentTarget, button));
  };

  return (
    <form
      ref={element}
      action={post}
      onSubmit={onSubmit}
      onChange={(event) => {
        const box: unknown = event.target;
        if (box instanceof HTMLInputElement && box.hasAttribute("data-all")) select(box.checked);
        else look();
      }}
    >
      {state && (
        <div ref={told} tabIndex={-1} className="mb-4">
          <Note
            kind={
              (state.done ?? (state.results.length > 0 && state.results.every(({ done }) => done))) ? "done" : "bad"
            }
          >
            <strong>{state.heading}</strong>
            {state.results.length > 0 && (
              <ul>
                {state.results.map(({ id, href, words: sentence }) => (
                  <li key={id}>
                    <a className="link mono inline-flex min-h-5 items-center" href={href}>
                      {id}
                    </a>{" "}
                    {sentence}
                  </li>
                ))}
              </ul>
            )}
          </Note>
        </div>
      )}
      {children}
      <div className="bulk" role="region" aria-label={words.label} hidden={count === 0}>
        <b className="num" role="status">
          {count === null ? words.before : (count === 1 ? words.one : words.other).replace("#", String(count))}
        </b>
        <span className="sep" aria-hidden="true" />
        {acts.map((act) => (
          <Button key={act.value} look="bare" name="act" value={act.value} busy={pending}>
            {act.words}
          </Button>
        ))}
        {links.map(({ href, icon, tab, className, words: name }) => (
          <Button
            key={href}
            look="bare"
            className={className}
            formAction={href}
            formMethod="get"
            formTarget={tab ? "_blank" : undefined}
          >
            <Icon name={icon} small />
            {name}
          </Button>
        ))}
        {count !== null && (
          <Button type="button" look="bare" icon aria-label={words.clear} onClick={() => select(false)}>
            <Icon name="close" small />
          </Button>
        )}
        <span className="vh" role="status">
          {pending && words.busy}
        </span>
      </div>
    </form>
  );
}
