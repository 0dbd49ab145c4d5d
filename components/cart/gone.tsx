"use client";

import type { SubmitEventHandler } from "react";
import { Button } from "../ui/button";
import { Note } from "../ui/note";
import type { BookCount } from "./model";

/** Tells that something has left the cart, and takes it back. */
export function Gone({
  said,
  undo,
  words,
  action,
  onSubmit,
}: {
  said: string;
  /** What comes back; null while the shop has not answered yet. */
  undo: BookCount[] | null;
  words: { undo: string };
  action: (form: FormData) => void;
  onSubmit: SubmitEventHandler<HTMLFormElement>;
}) {
  return (
    <Note kind="done" className="items-center">
      <form
        action={action}
        onSubmit={onSubmit}
        className="flex min-h-tap flex-wrap items-center justify-between gap-x-4 gap-y-1"
      >
        <span>{said}</span>
        {undo && (
          <>
            <input type="hidden" name="lines" value={JSON.stringify(undo)} />
            <Button look="line" name="act" value="restore">
              {words.undo}
            </Button>
          </>
        )}
      </form>
    </Note>
  );
}
