import type { ReactNode } from "react";

/** A heading, a sentence, and one small form. */
export function SmallPage({ heading, lead, children }: { heading: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className="wrap">
      <div className="mx-auto grid max-w-[27rem] gap-5 pt-7">
        <div>
          <h1>{heading}</h1>
          {lead && <p className="muted mt-2">{lead}</p>}
        </div>
        {children}
      </div>
    </div>
  );
}
