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
 * `note`.
 */
export function useKeptForm(
  action: FormAction,
  words: FailedWords,
  {
    order = [],
    note,
    idOf = (field) => field,
  }: {
    order?: readonly string[];
    note?: string;
    /** Where a page has several forms. */ idOf?: (field: string) => string;
  } = {},
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
  const refused = state ? order.find((field) => state.fields[field]) : undefined;
  const first = state ? (refused ?? note) : undefined;
  const focus = refused ? idOf(refused) : first;
  useEffect(() => {
    if (answer && focus) document.getElementById(focus)?.focus();
  }, [answer, focus]);

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    // a button that sends the form elsewhere, into a page of its own
    const { submitter } = event.nativeEvent;
    if (submitter instanceof HTMLButtonElement && submitter.formTarget) return;
    event.preventDefault();
    if (sending.current) return;
    sending.current = true;
    send(new FormData(event.currentTarget, event.nativeEvent.submitter));
  };

  return { state, pending, first, form: { action: post, onSubmit, noValidate: true } };
}
