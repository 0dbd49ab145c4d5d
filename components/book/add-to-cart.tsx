"use client";

import { useEffect, useRef, useState, type FormEvent } from "react";
import { tellShopper } from "../shopper/model";
import { Button } from "../ui/button";
import { Note } from "../ui/note";

export interface AddWords {
  add: string;
  /** Told when the book is in the cart. */
  added: string;
  viewCart: string;
  failed: string;
}

type Answer = { ok: true; count: number } | { ok: false; message?: string };
type State = { kind: "ready" } | { kind: "busy" } | { kind: "added" } | { kind: "refused"; message: string };

/**
 * A plain form that posts and lands in the cart. With scripts it stays on the page: the header counts at once, what came of
 * it is told in place, and a refusal takes the count back.
 */
export function AddToCart({
  action,
  cart,
  book,
  words,
  className = "",
}: {
  action: string;
  /** Where the cart is. */
  cart: string;
  book: { id: string; slug: string };
  words: AddWords;
  className?: string;
}) {
  const [state, setState] = useState<State>({ kind: "ready" });
  const told = useRef<HTMLDivElement>(null);

  // On a phone the button may stand at the very bottom.
  useEffect(() => {
    if (state.kind === "added" || state.kind === "refused") told.current?.scrollIntoView({ block: "nearest" });
  }, [state]);

  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state.kind === "busy") return;
    const body = new FormData(event.currentTarget);
    setState({ kind: "busy" });
    tellShopper({ added: 1 });
    let answer: Answer;
    try {
      const response = await fetch(action, { method: "POST", body, headers: { accept: "application/json" } });
      answer = (await response.json()) as Answer;
    } catch {
      answer = { ok: false };
    }
    if (answer.ok) {
      tellShopper({ cart: answer.count });
      setState({ kind: "added" });
    } else {
      tellShopper({ added: -1 });
      setState({ kind: "refused", message: answer.message ?? words.failed });
    }
  };

  return (
    <form action={action} method="post" onSubmit={add} className={`add ${className}`.trim()}>
      <input type="hidden" name="bookId" value={book.id} />
      <input type="hidden" name="slug" value={book.slug} />
      <input type="hidden" name="quantity" value="1" />
      <Button look="go" big busy={state.kind === "busy"}>
        {words.add}
      </Button>
      <div role="status" className="add__said">
        {state.kind === "added" && (
          <Note kind="done" role="none" ref={told}>
            <p>{words.added}</p>
            <a className="link" href={cart}>
              {words.viewCart}
            </a>
          </Note>
        )}
      </div>
      <div role="alert" className="add__said">
        {state.kind === "refused" && (
          <Note kind="bad" role="none" ref={told}>
            <p>{state.message}</p>
          </Note>
        )}
      </div>
    </form>
  );
}
