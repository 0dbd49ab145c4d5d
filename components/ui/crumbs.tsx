import { ShopLink } from "../frame/shop-link";

export interface Crumb {
  name: string;
  href: string;
}

export function Crumbs({ label, trail, here }: { label: string; trail: readonly Crumb[]; here: string }) {
  return (
    <nav className="crumbs" aria-label={label}>
      <ol>
        {trail.map((crumb) => (
          <li key={crumb.href}>
            <ShopLink href={crumb.href}>{crumb.name}</ShopLink>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
