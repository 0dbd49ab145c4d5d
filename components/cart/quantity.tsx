"use client";

import { useRef, useState, type KeyboardEvent } from "react";
import { Icon } from "../ui/icon";
import type { CartWords } from "./model";

/** Typing pauses this long before the number counts. */
const PAUSE_MS = 700;

/**
 * A number that can be typed, and a press more or less. A typed number counts with Enter, when the field is left or when the
 * typing pauses; where scripts don't run, a button shows for it.
 */
export function Quantity({
  quantity,
  titleId,
  words,
  errorId,
  typed,
}: {
  quantity: number;
  titleId: string;
  words: CartWords;
  /** Of the line that says what was wrong. */
  errorId?: string;
  /** What was typed and is no number. */
  typed?: string;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  const send = (input: HTMLInputElement) => {
    clearTimeout(pause.current);
    const wanted = input.value.trim();
    if (wanted !== "" && wanted !== String(quantity)) input.form?.requestSubmit();
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Escape") return;
    clearTimeout(pause.current);
    setDraft(null);
  };

  return (
    <>
      <div className="qty" role="group" aria-labelledby={titleId}>
        <button
          type="submit"
          name="act"
          value="decrease"
          aria-describedby={titleId}
          aria-disabled={quantity <= 1 || undefined}
        >
          <Icon name="minus" small />
          <span className="vh">{words.decrease}</span>
        </button>
        <input
          type="number"
          name="quantity"
          min="0"
          step="1"
          inputMode="numeric"
          aria-label={words.quantity}
          aria-describedby={errorId ? `${titleId} ${errorId}` : titleId}
          aria-invalid={errorId ? true : undefined}
          autoComplete="off"
          value={draft ?? typed ?? String(quantity)}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            const input = event.currentTarget;
            setDraft(input.value);
            clearTimeout(pause.current);
            if (input.value !== "") pause.current = setTimeout(() => send(input), PAUSE_MS);
          }}
          onBlur={(event) => draft !== null && send(event.currentTarget)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" name="act" value="increase" aria-describedby={titleId}>
          <Icon name="plus" small />
          <span className="vh">{words.increase}</span>
        </button>
      </div>
      <button type="submit" name="act" value="set" className="btn btn--bare hidden noscript:inline-flex">
        {words.update}
      </button>
    </>
  );
}
