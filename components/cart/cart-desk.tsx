"use client";

import { useEffect, useOptimistic, useRef, type MouseEvent, type ReactNode, type SubmitEvent } from "react";
import { useServerForm } from "../form/use-server-form";
import { Button } from "../ui/button";
import { Note } from "../ui/note";
import { Gone } from "./gone";
import { Line } from "./line";
import {
  afterChange,
  changeOf,
  type BookCount,
  type CartAction,
  type CartRow,
  type CartState,
  type CartWords,
} from "./model";

/**
 * The cart at work. Every change is a form that posts by itself; with scripts the page shows it at once, and takes it back
 * when the shop refuses. The sums are the shop's alone: they wait for its answer.
 */
export function CartDesk({
  rows,
  action,
  locale,
  words,
  notice,
  summary,
  sums,
  empty,
}: {
  rows: readonly CartRow[];
  action: CartAction;
  locale: string;
  words: CartWords & { heading: string; failed: string };
  /** What there is to say before anything was pressed. */
  notice?: ReactNode;
  summary: ReactNode;
  /** The sums in a sentence, for those who cannot see them change. */
  sums: string;
  empty: ReactNode;
}) {
  const { state, pending, post, send } = useServerForm<NonNullable<CartState>>(action, () => ({
    answer: crypto.randomUUID(),
    refused: { message: words.failed },
  }));
  const [shown, show] = useOptimistic(rows, afterChange);
  const head = useRef<HTMLHeadingElement>(null);
  const busy = useRef(false);
  const leaving = useRef<string | null>(null);

  useEffect(() => {
    if (pending) return;
    busy.current = false;
    const to = leaving.current;
    leaving.current = null;
    if (to && !state?.refused) location.assign(to);
  }, [pending, state]);

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent;
    if (submitter?.getAttribute("aria-disabled") === "true") return;
    const form = new FormData(event.currentTarget, submitter);
    const change = changeOf(form);
    busy.current = true;
    // what had the focus goes away with its book
    if (change?.quantity === 0 || form.get("act") === "empty") head.current?.focus({ preventScroll: true });
    send(form, () => change && show(change));
  };

  /** Whoever checks out while a change is under way checks out with it. */
  const onLeave = (event: MouseEvent<HTMLElement>) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || !busy.current || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    leaving.current = link.href;
  };

  const refused = state?.refused;
  const gone = (said: string, undo: BookCount[] | null) => (
    <Gone said={said} undo={undo} words={words} action={post} onSubmit={onSubmit} />
  );
  const inPlace =
    state?.said !== undefined && state.at !== undefined && rows.length > 0
      ? { at: state.at, note: gone(state.said, state.undo ?? null) }
      : null;
  const told = (
    <>
      {notice && !state && <div className="mt-4">{notice}</div>}
      {refused && !refused.bookId && (
        <Note kind="bad" className="mt-4">
          <p>{refused.message}</p>
        </Note>
      )}
      {state?.said && !inPlace && <div className="mt-4">{gone(state.said, state.undo ?? null)}</div>}
      <p className="vh" role="status">
        {pending ? "" : (refused?.message ?? (state ? sums : ""))}
      </p>
    </>
  );

  if (shown.length === 0) {
    return (
      <div className="wrap">
        {told}
        {empty}
      </div>
    );
  }
  const entries = shown.map((row) =>
    row.quantity === 0 ? (
      <li key={row.bookId} className="border-b border-rule py-4">
        {gone(words.removed, null)}
      </li>
    ) : (
      <Line
        key={row.bookId}
        row={row}
        locale={locale}
        words={words}
        refused={refused?.bookId === row.bookId ? refused : undefined}
        action={post}
        onSubmit={onSubmit}
      />
    ),
  );
  if (inPlace) {
    // where the book stood, so that the others stay where they are
    entries.splice(
      inPlace.at,
      0,
      <li key="gone" className="border-b border-rule py-4">
        {inPlace.note}
      </li>,
    );
  }
  return (
    <div className="wrap two">
      <div className="two__head">
        <h1 ref={head} tabIndex={-1}>
          {words.heading}
        </h1>
        {told}
      </div>
      <div>
        <ul className="lines" aria-label={words.lines}>
          {entries}
        </ul>
        <form className="mt-4" action={post} onSubmit={onSubmit}>
          <Button look="bare" name="act" value="empty" className="-ml-2">
            {words.empty}
          </Button>
        </form>
      </div>
      <aside className="sumry panel" aria-labelledby="summary" aria-busy={pending || undefined} onClick={onLeave}>
        {summary}
      </aside>
    </div>
  );
}
