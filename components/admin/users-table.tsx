import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import type { UserRow, UserSort } from "@/shop/identity/model";
import { Tag } from "../ui/tag";
import { SortHead, type Direction } from "./sort-head";
import { shortWhen, type DeskClock } from "./when";

export function UserStateTag({ user, locale }: { user: Pick<UserRow, "active">; locale: Locale }) {
  const t = translator(locale, "web.people.states");
  return <Tag kind={user.active ? "done" : "off"}>{t(user.active ? "active" : "inactive")}</Tag>;
}

/** The rows of the accounts' desk; below 760 px each is a card that is a link as a whole. */
export function UsersTable({
  rows,
  caption,
  clock,
  sort,
  direction,
  href,
}: {
  rows: readonly UserRow[];
  caption: string;
  clock: DeskClock;
  sort: UserSort;
  direction: Direction;
  href: (sort: UserSort, direction: Direction) => string;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.people");
  const head = (column: UserSort, first: Direction, className?: string) => (
    <SortHead
      name={t(`columns.${column}`)}
      sorted={sort === column ? direction : null}
      first={first}
      href={(next) => href(column, next)}
      locale={locale}
      className={className}
    />
  );
  return (
    <table className="tbl tbl--rows stack">
      <caption className="vh">{caption}</caption>
      <thead className="max-s:hidden">
        <tr>
          {head("name", "asc")}
          {head("email", "asc")}
          <th>{t("columns.role")}</th>
          <th>{t("columns.state")}</th>
          {head("joined", "desc", "r")}
        </tr>
      </thead>
      <tbody>
        {rows.map((user) => (
          <tr
            key={user.id}
            className="row relative max-s:grid-cols-[minmax(0,1fr)_auto]! max-s:px-4! hover:max-s:bg-paper-2"
          >
            <td className="wrap-anywhere max-s:block! max-s:[grid-area:1/1]!">
              <a className="font-operate max-s:after:absolute max-s:after:inset-0" href={paths.admin.user(user.id)}>
                {user.name}
              </a>
            </td>
            <td className="muted wrap-anywhere max-s:[grid-area:2/1/3/3]!">
              {user.email}
              {!user.emailVerified && <span className="faint"> ({t("unverified")})</span>}
            </td>
            <td className="max-s:[grid-area:3/1]!">{t(`role.${user.role}`)}</td>
            <td className="max-s:text-right max-s:[grid-area:1/2]!">
              <UserStateTag user={user} locale={locale} />
            </td>
            <td className="r faint max-s:[grid-area:3/2]!">
              <time dateTime={user.createdAt.toISOString()}>{shortWhen(user.createdAt, clock)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
