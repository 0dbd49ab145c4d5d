import { translator, type Locale } from "@/messages";

export type Direction = "asc" | "desc";

/** The head of a column that sorts its list by a link: the sorted one turns round, the others start as one would expect. */
export function SortHead({
  name,
  sorted,
  first = "asc",
  href,
  locale,
  className,
}: {
  name: string;
  /** How the list is sorted by this column; null when it is sorted by another. */
  sorted: Direction | null;
  first?: Direction;
  href: (direction: Direction) => string;
  locale: Locale;
  className?: string;
}) {
  const next = sorted === null ? first : sorted === "asc" ? "desc" : "asc";
  return (
    <th className={className} aria-sort={sorted === null ? undefined : sorted === "asc" ? "ascending" : "descending"}>
      <a
        className="max-s:invisible"
        href={href(next)}
        aria-label={translator(locale, "web.admin.list")("sortBy", { column: name })}
      >
        {name}
        {sorted !== null && <span aria-hidden="true">{sorted === "asc" ? "↑" : "↓"}</span>}
      </a>
    </th>
  );
}
