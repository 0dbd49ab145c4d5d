import type { ReactNode } from "react";

/** A gap on a shelf, one sentence why, one way on. */
export function Empty({
  heading,
  level = 1,
  children,
  action,
}: {
  heading: ReactNode;
  level?: 1 | 2;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="empty">
      <div className="gap" aria-hidden="true">
        <i />
        <i />
        <i />
        <span />
        <i />
        <i />
      </div>
      <Heading>{heading}</Heading>
      {children}
      {action}
    </div>
  );
}
