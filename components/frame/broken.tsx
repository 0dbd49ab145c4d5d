"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Button } from "../ui/button";
import { Empty } from "../ui/empty";
import { useSpoken } from "./spoken";

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
