"use client";

import { useState, type RefObject } from "react";
import type { SavedChoice } from "./model";

/**
 * A person's own addresses above the fields. Each is a link that loads the page with its fields filled in; where scripts run the
 * fields are filled in place, and nothing else that was typed is lost.
 */
export function SavedAddresses({
  choices,
  chosen,
  label,
  form,
  onFilled,
}: {
  choices: readonly SavedChoice[];
  chosen: string;
  label: string;
  form: RefObject<HTMLFormElement | null>;
  onFilled: () => void;
}) {
  const [current, setCurrent] = useState(chosen);
  const fill = ({ id, fields }: SavedChoice) => {
    for (const [name, value] of Object.entries(fields)) {
      const input = form.current?.elements.namedItem(name);
      if (input instanceof HTMLInputElement || input instanceof HTMLSelectElement) input.value = value;
    }
    form.current?.dispatchEvent(new Event("input")); // kept like what was typed
    setCurrent(id);
    onFilled();
  };
  return (
    <nav className="mb-5" aria-label={label}>
      <ul className="grid gap-2">
        {choices.map((choice) => (
          <li key={choice.id}>
            <a
              className="form-opt"
              href={choice.href}
              aria-current={choice.id === current || undefined}
              onClick={(event) => {
                event.preventDefault();
                fill(choice);
              }}
            >
              <span className="min-w-0 wrap-anywhere">{choice.words}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
