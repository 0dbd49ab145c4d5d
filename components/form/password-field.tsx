"use client";

import { useEffect, useRef, useState, type ComponentProps } from "react";
import { described, Framed } from "../ui/field";
import { strengthOf, type Strength } from "./strength";

export interface PasswordWords {
  show: string;
  /** For a password that is being made up; absent where one is only typed again. */
  strength?: Record<Strength, string>;
}

/**
 * A password, which may be looked at while it is typed, and is told how hard to guess it would be. Both need scripts; without
 * them it is the browser's plain field. `answer` changes with each refusal: what was typed is then gone, as it is without scripts.
 */
export function PasswordField({
  name,
  id = name,
  label,
  hint,
  error,
  words,
  answer,
  ...input
}: Omit<ComponentProps<"input">, "name"> & {
  name: string;
  label: string;
  hint?: string;
  error?: string;
  words: PasswordWords;
  answer?: string;
}) {
  const element = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  const [strength, setStrength] = useState<Strength | null>(null);
  const [answered, setAnswered] = useState(answer);
  if (answer !== answered) {
    setAnswered(answer);
    setShown(false);
    setStrength(null);
  }
  useEffect(() => {
    if (answer && element.current) element.current.value = "";
  }, [answer]);
  useEffect(() => {
    const form = element.current?.form;
    // a browser keeps a password only from a field that hides it
    const hide = () => setShown(false);
    form?.addEventListener("submit", hide);
    return () => form?.removeEventListener("submit", hide);
  }, []);
  return (
    <Framed {...{ id, label, hint, error }}>
      <div className="relative">
        <input
          {...input}
          ref={element}
          className="in pr-[7.75rem] noscript:pr-3"
          id={id}
          name={name}
          type={shown ? "text" : "password"}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={described(id, hint, error)}
          onInput={(event) => words.strength && setStrength(strengthOf(event.currentTarget.value))}
        />
        <button
          type="button"
          className="btn btn--bare absolute inset-y-0 right-0 text-xs noscript:hidden"
          aria-pressed={shown}
          aria-controls={id}
          onClick={() => setShown((now) => !now)}
        >
          {words.show}
        </button>
      </div>
      {words.strength && (
        <p className="hint min-h-[1.45em]" role="status">
          {strength && <StrengthHint strength={strength} words={words.strength[strength]} />}
        </p>
      )}
    </Framed>
  );
}

const filled: Record<Strength, number> = { short: 1, weak: 1, fair: 2, good: 3, strong: 4 };

/** Four marks and a word: the word says it, the marks show it from afar. */
function StrengthHint({ strength, words }: { strength: Strength; words: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg className="h-[0.375rem] w-[4.5rem]" viewBox="0 0 72 6" aria-hidden="true">
        {[0, 1, 2, 3].map((mark) => (
          <rect
            key={mark}
            x={mark * 19}
            width="15"
            height="6"
            rx="1"
            className={
              mark >= filled[strength]
                ? "fill-(--rule)"
                : filled[strength] < 2
                  ? "fill-(--ochre-mark)"
                  : "fill-(--green-mark)"
            }
          />
        ))}
      </svg>
      {words}
    </span>
  );
}
