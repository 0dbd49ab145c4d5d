import type { ReactNode } from "react";

/** The head of a list: what it is, and how much of it there is. */
export function ListHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="list-head">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
