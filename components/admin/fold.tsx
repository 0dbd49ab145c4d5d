import type { ReactNode } from "react";
import { Icon } from "../ui/icon";

/** Something that is done rarely, folded away; opens without scripts. */
export function Fold({ words, children }: { words: string; children: ReactNode }) {
  return (
    <details className="mt-4 border-t border-rule pt-2">
      <summary className="flex min-h-tap cursor-pointer list-none items-center gap-2 text-ink-2 hover:text-ink">
        <Icon name="chevron" small />
        {words}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
