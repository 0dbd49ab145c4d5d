"use client";

import { useKeptForm, type FailedWords } from "../form/kept-form";
import type { FormAction } from "../form/model";
import { Button } from "../ui/button";
import { Note } from "../ui/note";

/** Everything into the cart, and what became of each book: told above the list, which keeps what could not be had. */
export function MoveAll({
  action,
  some,
  words,
  cart,
}: {
  action: FormAction;
  /** Whether there is anything to move. */
  some: boolean;
  words: FailedWords & { act: string; busy: string; toCart: string };
  /** Where the cart is. */
  cart: string;
}) {
  const { state, pending, form } = useKeptForm(action, words, { note: "moved" });
  const moved = state?.facts?.moved;
  return (
    <>
      {state && (
        <Note
          kind={moved === undefined ? "bad" : moved === "all" ? "done" : "wait"}
          role="status"
          id="moved"
          tabIndex={-1}
        >
          <strong>{state.message}</strong>
          {state.items && (
            <ul>
              {state.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )}
          {moved !== undefined && (
            <a className="link inline-flex min-h-[1.5rem] items-center" href={cart}>
              {words.toCart}
            </a>
          )}
        </Note>
      )}
      {some && (
        <form {...form}>
          <Button look="go" busy={pending}>
            {words.act}
          </Button>
          <span className="vh" role="status">
            {pending && words.busy}
          </span>
        </form>
      )}
    </>
  );
}
