"use client";

import { usePathname } from "next/navigation";

/** The ways through the account; the page one is at is marked. `root` has all the others below it. */
export function AccountNav({
  label,
  root,
  links,
}: {
  label: string;
  root: string;
  links: readonly { href: string; name: string }[];
}) {
  const path = usePathname();
  return (
    <nav className="tabs no-print" aria-label={label}>
      {links.map(({ href, name }) => (
        <a
          key={href}
          className="pointer-coarse:min-h-tap"
          href={href}
          aria-current={path === href ? "page" : href !== root && path.startsWith(`${href}/`) ? "true" : undefined}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}
