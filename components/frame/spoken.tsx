"use client";

import { useRouter } from "next/navigation";
import { createContext, startTransition, use, type ReactNode } from "react";
import { Button, buttonClass } from "../ui/button";
import { Empty } from "../ui/empty";
import { ShopLink } from "./shop-link";

/**
 * Words for `error.tsx` and `not-found.tsx`: Next gives these neither parameters nor language, so the layout above
 * provides what they say. Their bodies stand here too, because every page loads them: one script costs less than three.
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

const useSpoken = (): Spoken | null => use(Words);

/** The body of an `error.tsx`: kind words, a second try, and the reference that the log has. */
export function Broken({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  const words = useSpoken()?.broken;
  if (!words) return null;
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <div className="wrap" role="alert">
      <Empty
        heading={words.title}
        action={
          <Button type="button" onClick={again}>
            {words.again}
          </Button>
        }
      >
        <p className="muted">{words.text}</p>
        {error.digest && (
          <p className="mono small faint wrap-anywhere whitespace-normal">
            {words.reference.replace("#", error.digest)}
          </p>
        )}
      </Empty>
    </div>
  );
}

/** The body of a `not-found.tsx`, when a page turns out missing on the way to it. */
export function Missing() {
  const words = useSpoken()?.missing;
  if (!words) return null;
  return (
    <div className="wrap">
      <Empty
        heading={words.title}
        action={
          <ShopLink className={buttonClass({})} href={words.homeHref}>
            {words.home}
          </ShopLink>
        }
      >
        <p className="muted">{words.text}</p>
      </Empty>
    </div>
  );
}
