"use client";

import { useEffect, useRef } from "react";
import { FrameIcon } from "../ui/frame-icon";
import type { ToolHrefs, ToolWords } from "./model";

const entry =
  "flex min-h-tap w-full cursor-pointer items-center rounded-s border-0 bg-transparent px-3 text-left no-underline hover:bg-paper-3";

/** Whoever is logged in, and the ways through the account. It opens without scripts; with them Escape and a press elsewhere close it. */
export function AccountMenu({
  name,
  staff,
  words,
  hrefs,
}: {
  name: string;
  staff: boolean;
  words: ToolWords;
  hrefs: ToolHrefs;
}) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const element = menu.current;
    if (!element) return;
    const onPress = (event: PointerEvent) => {
      if (!element.contains(event.target as Node)) element.open = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !element.open) return;
      element.open = false;
      if (element.contains(document.activeElement)) element.querySelector("summary")?.focus();
    };
    addEventListener("pointerdown", onPress);
    addEventListener("keydown", onKey);
    return () => {
      removeEventListener("pointerdown", onPress);
      removeEventListener("keydown", onKey);
    };
  }, []);
  return (
    <details ref={menu} className="relative">
      <summary
        className="tool tool--me cursor-pointer list-none [&::-webkit-details-marker]:hidden"
        aria-label={words.account.replace("{name}", name)}
      >
        <FrameIcon name="person" />
        <span className="txt">{name}</span>
      </summary>
      <div className="panel absolute right-0 top-full z-30 grid w-[14rem] p-2 shadow-2">
        {staff && (
          <a className={entry} href={hrefs.admin}>
            {words.desk}
          </a>
        )}
        <a className={entry} href={hrefs.account}>
          {words.overview}
        </a>
        <a className={entry} href={hrefs.orders}>
          {words.orders}
        </a>
        <a className={entry} href={hrefs.wishlist}>
          {words.wishlist}
        </a>
        <a className={entry} href={hrefs.security}>
          {words.security}
        </a>
        <form method="post" action={hrefs.logOut}>
          <button className={entry}>{words.logOut}</button>
        </form>
      </div>
    </details>
  );
}
