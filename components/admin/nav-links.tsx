"use client";

import { usePathname } from "next/navigation";
import { Icon, type IconName } from "../ui/icon";

export interface NavLink {
  href: string;
  name: string;
  icon: IconName;
  /** How many wait there, and what that means. */
  waiting?: { count: number; words: string };
}

const at = (path: string, href: string, root: string) =>
  path === href ? "page" : href !== root && path.startsWith(`${href}/`) ? "true" : undefined;

/** Links of the back office, in groups; the place one is at is marked. `root` has all the others below it. */
export function NavLinks({
  label,
  root,
  groups,
}: {
  label: string;
  root: string;
  groups: readonly { name?: string; links: readonly NavLink[] }[];
}) {
  const path = usePathname();
  return (
    <nav aria-label={label}>
      {groups.map(({ name, links }) => (
        <div key={name ?? ""}>
          {name && <p>{name}</p>}
          {links.map(({ href, name: words, icon, waiting }) => (
            <a key={href} className="nv" href={href} title={words} aria-current={at(path, href, root)}>
              <Icon name={icon} />
              <span>{words}</span>
              {waiting && waiting.count > 0 && (
                <span className="n" aria-label={waiting.words} role="img">
                  {waiting.count}
                </span>
              )}
            </a>
          ))}
        </div>
      ))}
    </nav>
  );
}
