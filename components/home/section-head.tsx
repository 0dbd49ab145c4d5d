import { ShopLink } from "../frame/shop-link";
import { Icon } from "../ui/icon";

/** The head of a section, with a way to all of it or a quiet remark. */
export function SectionHead({
  id,
  title,
  all,
  aside,
}: {
  id: string;
  title: string;
  all?: { href: string; words: string };
  aside?: string;
}) {
  return (
    <div className="head">
      <h2 id={id}>{title}</h2>
      {all && (
        <ShopLink href={all.href}>
          {all.words}
          <Icon name="arrow" small />
        </ShopLink>
      )}
      {aside && <p className="muted">{aside}</p>}
    </div>
  );
}
