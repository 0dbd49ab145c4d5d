"use client";

import { unstable_rethrow } from "next/navigation";
import { useActionState, useState, useTransition } from "react";

const digestOf = (error: unknown): string | null =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;

/**
 * A server action behind a form. `post` is for the form's `action`, which works before scripts run. With them `send` keeps the
 * page as it is: what went wrong on the way (no network, a shop that is being restarted) becomes an answer made by `failed`,
 * with the reference that the log has, instead of an error page that would lose what was typed.
 */
export function useServerForm<State>(
  action: (before: State | null, form: FormData) => Promise<State | null>,
  failed: (form: FormData, reference: string | null) => State,
) {
  const [posted, post] = useActionState(action, null);
  const [answered, setAnswered] = useState<{ state: State | null } | null>(null);
  const [pending, start] = useTransition();
  const state = answered ? answered.state : posted;

  /** `atOnce` shows what will come of it, for as long as it takes. */
  const send = (form: FormData, atOnce?: () => void) =>
    start(async () => {
      atOnce?.();
      let next: State | null;
      try {
        next = await action(state, form);
      } catch (error) {
        unstable_rethrow(error); // a way on, or a refusal with a page of its own
        next = failed(form, digestOf(error));
      }
      start(() => setAnswered({ state: next }));
    });

  return { state, pending, post, send };
}
