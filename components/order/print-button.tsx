"use client";

import { Button } from "../ui/button";
import { Icon } from "../ui/icon";

/** Not shown where scripts don't run: the browser's own menu prints there. */
export function PrintButton({ words }: { words: string }) {
  return (
    <Button type="button" look="line" className="noscript:hidden" onClick={() => print()}>
      <Icon name="print" />
      {words}
    </Button>
  );
}
