"use client";

import { useEffect, type RefObject } from "react";

const KEY = "checkout";
const kept = ["email", "name", "address", "line2", "postcode", "city", "country"] as const;

const store = () => {
  try {
    return sessionStorage;
  } catch {
    return null; // storage may be forbidden: then leaving the page loses what was typed
  }
};

type Field = HTMLInputElement | HTMLSelectElement | null;
const fieldOf = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as Field;

const keep = (form: HTMLFormElement) =>
  store()?.setItem(
    KEY,
    JSON.stringify(Object.fromEntries(kept.map((name) => [name, fieldOf(form, name)?.value ?? ""]))),
  );

/**
 * What was typed survives leaving the page (to change the cart, say), in this tab until the order is placed. `answer` is the
 * last refusal's: what was refused is still to be sent.
 */
export function useDraft(form: RefObject<HTMLFormElement | null>, answer: string | undefined, onRestore: () => void) {
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    try {
      const draft = JSON.parse(store()?.getItem(KEY) ?? "{}") as Partial<Record<string, string>>;
      for (const name of kept) {
        const input = fieldOf(element, name);
        if (!input || !draft[name]) continue;
        // what the browser has filled in wins, and so does what a refusal brought back; what the shop knew before does not
        const untouched =
          element.dataset.answered === undefined &&
          (input instanceof HTMLSelectElement || input.value === input.defaultValue);
        if (input.value === "" || untouched) {
          input.value = draft[name];
        }
      }
      onRestore();
    } catch {
      store()?.removeItem(KEY);
    }
    const onInput = () => keep(element);
    element.addEventListener("input", onInput);
    return () => element.removeEventListener("input", onInput);
  }, [form, onRestore]);

  useEffect(() => {
    if (answer && form.current) keep(form.current);
  }, [form, answer]);
}

/** Nothing is kept of an order that was sent. */
export const forgetDraft = () => store()?.removeItem(KEY);
