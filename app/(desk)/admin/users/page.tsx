import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { ListEnd, ListSearch, NoneFound, Tabs } from "@/components/admin/list-frame";
import { UsersTable } from "@/components/admin/users-table";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { roles, type Role } from "@/shop/_kernel/permissions";
import { countUsers, listUsers } from "@/shop/identity";
import { userSorts, userStates, type UserFilter, type UserSort } from "@/shop/identity/model";
import { deskClock } from "../clock";
import { chosen, keptIn, pageOf, searched, type SearchParams } from "../query";

const t = localWords("web.people");

export const generateMetadata = titled(() => t("title"));

const usual = (sort: UserSort) => (sort === "joined" ? "desc" : "asc");

/** What the address asks for; whatever it says wrongly is left out. */
function filterOf(params: SearchParams): UserFilter {
  const sort = chosen(params, "sort", userSorts, "joined");
  return {
    role: chosen(params, "role", roles, undefined),
    state: chosen(params, "state", userStates, undefined),
    text: searched(params),
    sort,
    direction: chosen(params, "dir", ["asc", "desc"], usual(sort)),
    page: pageOf(params),
  };
}

/** The address of a filter, as short as can be. */
const hrefOf = ({ role, state, text, sort, direction, page }: UserFilter) =>
  paths.admin.users({
    role,
    state,
    q: text,
    sort: sort === "joined" ? undefined : sort,
    dir: direction === usual(sort) ? undefined : direction,
    page: page > 1 ? page : undefined,
  });

export default async function UsersPage({ searchParams }: PageProps<"/admin/users">) {
  const ctx = await requireDesk("users.read");
  const filter = filterOf(await searchParams);
  const [clock, counts, asked] = await Promise.all([deskClock(ctx), countUsers(ctx), listUsers(ctx, filter)]);
  // a page beyond the end shows the end
  const users = asked.page > asked.pages ? await listUsers(ctx, { ...filter, page: asked.pages }) : asked;
  const all = roles.reduce((sum, role) => sum + (counts.roles[role] ?? 0), 0);
  const tab = (role: Role | undefined, name: string, count: number) => ({
    name,
    count,
    href: hrefOf({ ...filter, role, page: 1 }),
    here: filter.role === role,
  });
  const bare = hrefOf({ ...filter, text: undefined, state: undefined, page: 1 });
  return (
    <>
      <div className="ahead">
        <h1>{t("title")}</h1>
      </div>
      <Tabs
        label={t("tabs")}
        locale={locale()}
        tabs={[
          tab(undefined, t("all"), all),
          ...roles.map((role) => tab(role, t(`roles.${role}`), counts.roles[role] ?? 0)),
        ]}
      />
      <ListSearch
        locale={locale()}
        action={paths.admin.users()}
        label={t("searchLabel")}
        placeholder={t("placeholder")}
        query={filter.text ?? ""}
        kept={keptIn(bare)}
        clearHref={bare}
        filtered={filter.state !== undefined}
      >
        <label className="vh" htmlFor="state">
          {t("state")}
        </label>
        <select className="in" id="state" name="state" defaultValue={filter.state ?? ""}>
          <option value="">{t("anyState")}</option>
          {userStates.map((state) => (
            <option key={state} value={state}>
              {t(`states.${state}`)}
            </option>
          ))}
        </select>
      </ListSearch>
      <p className="vh" role="status">
        {t("found", { total: users.total })}
      </p>
      {users.items.length > 0 ? (
        <>
          <div className="panel overflow-x-clip">
            <UsersTable
              rows={users.items}
              caption={t("caption", { order: t(`captions.${filter.sort}.${filter.direction}`) })}
              clock={clock}
              sort={filter.sort}
              direction={filter.direction}
              href={(sort, direction) => hrefOf({ ...filter, sort, direction, page: 1 })}
            />
          </div>
          <ListEnd page={users} href={(page) => hrefOf({ ...filter, page })} locale={locale()} />
        </>
      ) : (
        <NoneFound
          query={filter.text}
          any={all > 0}
          words={{
            search: (query) => ({ heading: t("empty.search.heading", { query }), text: t("empty.search.text") }),
            filter: { heading: t("empty.filter.heading"), text: t("empty.filter.text") },
            none: { heading: t("empty.none.heading"), text: t("empty.none.text") },
          }}
          again={{ href: paths.admin.users(), words: localWords("web.admin")("list.again") }}
        />
      )}
    </>
  );
}
