"use client";

import { useEffect, useState } from "react";
import { Meter } from "../ui/meter";

/** What the progress route answers: sentences, and how much is done. */
export interface ProgressTold {
  state: string;
  heading: string;
  facts: string;
  part: number;
  meter: string;
}

const EVERY_MS = 1_500;

/** How far an import is. Asks again every moment while somebody looks, and loads the page anew when there is something else to see. */
export function ImportProgress({ source, first, leave }: { source: string; first: ProgressTold; leave: string }) {
  const [told, setTold] = useState(first);
  useEffect(() => {
    const look = async () => {
      if (document.hidden) return;
      const answer = await fetch(source, { headers: { accept: "application/json" } }).catch(() => null);
      if (answer?.status === 401 || answer?.status === 404) return location.reload();
      if (!answer?.ok) return; // the next look may be luckier
      const now = (await answer.json()) as ProgressTold;
      if (now.state !== first.state) location.reload();
      else setTold(now);
    };
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => clearInterval(timer);
  }, [source, first.state]);
  return (
    <div>
      <p role="status">
        <strong>{told.heading}</strong>
      </p>
      <Meter part={told.part} label={told.meter} className="meter my-3 block h-2 w-full" />
      <p className="num muted">{told.facts}</p>
      <p className="faint mt-1">{leave}</p>
    </div>
  );
}
