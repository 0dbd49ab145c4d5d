"use client";

import { createContext, use, type ReactNode } from "react";

/**
 * Words for `error.tsx` and `not-found.tsx`: Next gives these neither parameters nor language, so the layout above
 * provides what they say.
 */
export interface Spoken {
  broken: {
    title: string;
    text: string;
    again: string;
    /** `#` is replaced by the error's digest, which the log has too. */
    reference: string;
  };
  missing: { title: string; text: string; home: string; homeHref: string };
}

const Words = createContext<Spoken | null>(null);

export function SpokenProvider({ words, children }: { words: Spoken; children: ReactNode }) {
  return <Words value={words}>{children}</Words>;
}

export const useSpoken = (): Spoken | null => use(Words);
