"use client";

import { useActionState } from "react";
import { ErrorSummary } from "../form/error-summary";
import { Button } from "../ui/button";
import type { WayOn } from "./model";

/**
 * A button for each log-in elsewhere. With scripts the browser leaves at once. Without them the answer is this page again, which
 * then moves on by itself: a form may not be answered with a way to somewhere else (`form-action` of the content policy).
 */
export function ProviderButtons({
  action,
  providers,
  hidden = {},
  wide = false,
}: {
  action: (before: WayOn, form: FormData) => Promise<WayOn>;
  providers: readonly { id: string; act: string; busy: string; goOn: string; there: string }[];
  hidden?: Record<string, string>;
  wide?: boolean;
}) {
  const [state, post, pending] = useActionState(action, null);
  const goOn = state && "goOn" in state ? state : null;
  const refused = state && !("goOn" in state) ? state : null;
  const chosen = providers.find(({ id }) => id === goOn?.provider);
  return (
    <form action={post} className="grid gap-3">
      {refused && !pending && <ErrorSummary state={refused} id="provider-refused" labels={[]} />}
      {goOn && chosen && (
        <p role="status">
          <meta httpEquiv="refresh" content={`0; url=${goOn.goOn}`} />
          {chosen.goOn}{" "}
          <a className="link" href={goOn.goOn} rel="noreferrer">
            {chosen.there}
          </a>
        </p>
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {providers.map(({ id, act }) => (
        <Button
          key={id}
          name="provider"
          value={id}
          wide={wide}
          className={wide ? undefined : "justify-self-start"}
          busy={pending}
        >
          {act}
        </Button>
      ))}
      <span className="vh" role="status">
        {pending && providers[0]?.busy}
      </span>
    </form>
  );
}
