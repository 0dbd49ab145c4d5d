"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { ShopLink } from "./shop-link";

export interface BarLink {
  href: string;
  name: string;
}

/**
 * The bar below the header. A page is the same for everyone and the header outlives it, so the place one is at is marked in
 * the browser: by the address, or by the `data-section` of a page that belongs below one of the links.
 */
export function GenreBar({ label, links, soft }: { label: string; links: readonly BarLink[]; soft: boolean }) {
  const path = usePathname();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const section = document.querySelector<HTMLElement>("[data-section]")?.dataset.section;
    for (const link of bar.current?.querySelectorAll("a") ?? []) {
      const href = link.getAttribute("href");
      if (href === location.pathname) link.setAttribute("aria-current", "page");
      else if (href === section) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    // on a phone it may stand outside
    const here = bar.current?.querySelector<HTMLElement>("[aria-current]");
    here?.closest("ul")?.scrollTo(here.offsetLeft - 80, 0);
  }, [path]);
  const Anchor = soft ? ShopLink : "a";
  return (
    <nav ref={bar} className="genrebar wrap" aria-label={label}>
      <ul>
        {links.map(({ href, name }) => (
          <li key={href}>
            <Anchor href={href} data-name={name}>
              {name}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
