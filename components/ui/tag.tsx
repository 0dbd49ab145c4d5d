import type { ReactNode } from "react";

/** A state in words; the ring before them fills as things proceed (25, 50, 75), so that colour is never the only sign. */
export function Tag({
  kind,
  step,
  children,
}: {
  kind: "wait" | "move" | "done" | "bad" | "off";
  step?: 25 | 50 | 75;
  children: ReactNode;
}) {
  return (
    <span className={`tag tag--${kind}`} data-step={step}>
      {children}
    </span>
  );
}
