"use client";

import { Empty } from "../ui/empty";
import { ShopLink } from "./shop-link";
import { buttonClass } from "../ui/button";
import { useSpoken } from "./spoken";

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
