import { ShopLink } from "../frame/shop-link";

export interface Crumb {
  name: string;
  href: string;
  /** Of the name, where it is another than the page's. */
  lang?: string;
}

/** `lang` is of the last one's name. */
export function Crumbs({
  label,
  trail,
  here,
  lang,
}: {
  label: string;
  trail: readonly Crumb[];
  here: string;
  lang?: string;
}) {
  return (
    <nav className="crumbs" aria-label={label}>
      <ol>
        {trail.map((crumb) => (
          <li key={crumb.href} lang={crumb.lang}>
            <ShopLink href={crumb.href}>{crumb.name}</ShopLink>
          </li>
        ))}
        <li aria-current="page" lang={lang}>
          {here}
        </li>
      </ol>
    </nav>
  );
}
