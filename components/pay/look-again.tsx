"use client";

import { useEffect } from "react";

/** Loads a page anew after a while; where scripts don't run, the browser does it by itself. */
export function LookAgain({ href, seconds }: { href: string; seconds: number }) {
  useEffect(() => {
    const timer = setTimeout(() => window.location.replace(href), seconds * 1_000);
    return () => clearTimeout(timer);
  }, [href, seconds]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`${seconds};url=${href}`} />
    </noscript>
  );
}
