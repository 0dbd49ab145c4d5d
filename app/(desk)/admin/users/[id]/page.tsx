import type { Metadata } from "next";
import { cache } from "react";
import { requireDesk } from "@/app/_server/desk";
import { settle } from "@/app/_server/action";
import { paths } from "@/app/_server/paths";
import { OrdersTable } from "@/components/admin/orders-table";
import { Told } from "@/components/admin/told";
import { UserActs, userDoneWords, userRefusedWords } from "@/components/admin/user-acts";
import { UserFacts, UserLog, UserSessions } from "@/components/admin/user-facts";
import { UserStateTag } from "@/components/admin/users-table";
import { Note } from "@/components/ui/note";
import { locale, localWords } from "@/app/_server/language";
import { listAudit } from "@/shop/audit";
import { getUser } from "@/shop/identity";
import { listOrders } from "@/shop/orders";
import { deskClock } from "../../clock";
import { deactivate, endSessions, reactivate, setRole } from "./actions";

const t = localWords("web.people");

/** As many as are seen at a glance. */
const SHOWN = 8;

const load = cache(async (id: string) => {
  const ctx = await requireDesk("users.read");
  return settle(() => getUser(ctx, id));
});

export async function generateMetadata({ params }: PageProps<"/admin/users/[id]">): Promise<Metadata> {
  return { title: (await load((await params).id)).name };
}

export default async function UserPage({ params, searchParams }: PageProps<"/admin/users/[id]">) {
  const ctx = await requireDesk("users.read");
  const user = await load((await params).id);
  const clock = await deskClock(ctx);
  const [orders, log, { done, refused, why }] = await Promise.all([
    listOrders(ctx, { userId: user.id, sort: "placed", direction: "desc", page: 1 }),
    listAudit(ctx, { subjectKind: "user", subjectId: user.id, page: 1 }, clock.timeZone),
    searchParams,
  ]);
  const no = userRefusedWords(refused, why, locale());
  const self = ctx.actor.id === user.id;
  return (
    <>
      <nav className="crumbs" aria-label={t("person.crumbs")}>
        <ol>
          <li>
            <a href={paths.admin.users()}>{t("title")}</a>
          </li>
          <li aria-current="page">{user.name}</li>
        </ol>
      </nav>
      <div className="ahead">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="wrap-anywhere">{user.name}</h1>
          <UserStateTag user={user} locale={locale()} />
          <span className="muted">{t(`role.${user.role}`)}</span>
          {self && <span className="muted">{t("person.you")}</span>}
        </div>
      </div>
      {no && (
        <Note kind="bad" className="mb-4 px-4! py-3!">
          <strong>{t("person.refused.heading")}</strong>
          <p>{no}</p>
        </Note>
      )}
      <Told words={userDoneWords(done, user, locale())} />
      <div className="aform">
        <div className="min-w-0">
          <section className="panel overflow-x-clip p-0!" aria-labelledby="orders">
            <div className="box__h">
              <h2 id="orders">{t("person.orders.heading")}</h2>
              <a href={paths.admin.orders({ q: user.email })}>{t("person.orders.all")}</a>
            </div>
            {orders.items.length > 0 ? (
              <OrdersTable rows={orders.items.slice(0, SHOWN)} caption={t("person.orders.heading")} clock={clock} />
            ) : (
              <p className="muted px-4 py-5">{t("person.orders.none")}</p>
            )}
          </section>
          <UserSessions user={user} clock={clock} end={endSessions} />
          <UserLog user={user} entries={log.items.slice(0, SHOWN)} clock={clock} />
        </div>
        <div className="min-w-0">
          <UserFacts user={user} clock={clock} />
          <UserActs user={user} self={self} actions={{ deactivate, reactivate, setRole }} locale={locale()} />
        </div>
      </div>
    </>
  );
}
