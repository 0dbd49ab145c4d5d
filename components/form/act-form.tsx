"use client";

import { useId, type ReactNode } from "react";
import { Button, type ButtonLook } from "../ui/button";
import { Icon, type IconName } from "../ui/icon";
import { ErrorSummary } from "./error-summary";
import { useKeptForm, type FailedWords } from "./kept-form";
import type { FormAction } from "./model";

/** One button that does one thing, with what the action needs to know of where it stands. */
export function ActForm({
  action,
  fields,
  words,
  name,
  busyWords,
  failedWords,
  icon,
  children,
  className,
  ...look
}: Omit<ButtonLook, "icon"> & {
  action: FormAction;
  fields: Record<string, string>;
  words: string;
  /** The button's name where its words alone do not tell it from others. */
  name?: string;
  /** Told to screen readers while it works; the button keeps its words. */
  busyWords: string;
  failedWords: FailedWords;
  icon?: IconName;
  children?: ReactNode;
  className?: string;
}) {
  const id = useId();
  const { state, pending, form } = useKeptForm(action, failedWords, { note: id });
  return (
    <form className={className} {...form}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Button {...look} aria-label={name} busy={pending}>
        {icon && <Icon name={icon} />}
        {words}
      </Button>
      <span className="vh" role="status">
        {pending && busyWords}
      </span>
      {state && !pending && <ErrorSummary state={state} id={id} labels={[]} />}
    </form>
  );
}
