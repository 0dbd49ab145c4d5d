import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon";

interface Parts {
  /** Also the input's id, unless one is given. */
  name: string;
  id?: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how it is put right; null or absent when nothing is. */
  error?: string | null;
  /** The word behind the label of a field that may stay empty. */
  optional?: string;
  className?: string;
}

/** Label above, hint between, error below with its icon; input and texts are tied for screen readers. */
export function Framed({
  id,
  label,
  hint,
  error,
  optional,
  className = "",
  children,
}: Omit<Parts, "name"> & { id: string; children: ReactNode }) {
  return (
    <div className={`field ${className}`.trim()}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="opt"> {optional}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

/** The line below a field that was refused; for groups of inputs too. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="err" id={id}>
      <Icon name="alert" />
      <span>{children}</span>
    </p>
  );
}

export const described = (id: string, hint: ReactNode, error?: string | null) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;

export function Field({
  name,
  id = name,
  label,
  hint,
  error,
  optional,
  className,
  ...input
}: Parts & Omit<ComponentProps<"input">, keyof Parts>) {
  return (
    <Framed {...{ id, label, hint, error, optional, className }}>
      <input
        className="in"
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, hint, error)}
        {...input}
      />
    </Framed>
  );
}

export function SelectField({
  name,
  id = name,
  label,
  hint,
  error,
  optional,
  className,
  children,
  ...select
}: Parts & Omit<ComponentProps<"select">, keyof Parts>) {
  return (
    <Framed {...{ id, label, hint, error, optional, className }}>
      <select
        className="in"
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, hint, error)}
        {...select}
      >
        {children}
      </select>
    </Framed>
  );
}

export function TextField({
  name,
  id = name,
  label,
  hint,
  error,
  optional,
  className,
  ...area
}: Parts & Omit<ComponentProps<"textarea">, keyof Parts>) {
  return (
    <Framed {...{ id, label, hint, error, optional, className }}>
      <textarea
        className="in"
        id={id}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, hint, error)}
        {...area}
      />
    </Framed>
  );
}

/** A box to tick, its words behind it. */
export function CheckField({
  name,
  id = name,
  label,
  ...input
}: Pick<Parts, "name" | "id" | "label"> & ComponentProps<"input">) {
  return (
    <label className="check" htmlFor={id}>
      <input type="checkbox" id={id} name={name} {...input} />
      <span>{label}</span>
    </label>
  );
}
