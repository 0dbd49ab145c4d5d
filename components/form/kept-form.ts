"use client";

import { useEffect, useRef, type SubmitEvent } from "react";
import type { FormAction, FormState } from "./model";
import { useServerForm } from "./use-server-form";

/** `#` is filled in here. */
export interface FailedWords {
  failed: string;
  reference: string;
}

const textsOf = (form: FormData) =>
  Object.fromEntries([...form].filter((pair): pair is [string, string] => typeof pair[1] === "string"));

/**
 * A form over a server action: it posts by itself before scripts run, and with them keeps its fields as they are (React would
 * empty them), takes a second click for the first, and moves to the first field that was refused, else to the note with id
 * `note`. Where forms of one kind share a page, `prefix` begins the ids of this one's fields.
 */
export function useKeptForm(
  action: FormAction,
  words: FailedWords,
  { order = [], note, prefix = "" }: { order?: readonly string[]; note?: string; prefix?: string } = {},
) {
  const { state, pending, post, send } = useServerForm<NonNullable<FormState>>(action, (form, reference) => ({
    code: null,
    message: words.failed,
    ...(reference && { items: [words.reference.replace("#", reference)] }),
    fields: {},
    typed: textsOf(form),
    answer: crypto.randomUUID(),
  }));
  const sending = useRef(false);
  useEffect(() => {
    if (!pending) sending.current = false;
  }, [pending]);

  const answer = state?.answer;
  const field = state ? order.find((name) => state.fields[name]) : undefined;
  const first = field ?? (state ? note : undefined);
  const at = field === undefined ? first : `${prefix}${field}`;
  useEffect(() => {
    if (answer && at) document.getElementById(at)?.focus();
  }, [answer, at]);

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    send(new FormData(event.currentTarget, event.nativeEvent.submitter));
  };

  return { state, pending, first, form: { action: post, onSubmit, noValidate: true } };
}
