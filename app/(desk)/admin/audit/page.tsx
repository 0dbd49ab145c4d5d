import { z } from "zod";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { AuditFilters } from "@/components/admin/audit-filters";
import { subjectWords } from "@/components/admin/audit-entry";
import { AuditTable } from "@/components/admin/audit-table";
import { ListEnd, NoRows } from "@/components/admin/list-frame";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { listAudit, listAuditActors } from "@/shop/audit";
import { auditActions, auditSubjects, type AuditFilter } from "@/shop/audit/model";
import { listUserNames } from "@/shop/identity";
import { deskClock } from "../clock";
import { chosen, pageOf, picked, type SearchParams } from "../query";

const t = localWords("web.audit");

export const generateMetadata = titled(() => t("title"));

/** What the address asks for; whatever it says wrongly is left out. */
function filterOf(params: SearchParams): AuditFilter {
  const subjectKind = chosen(params, "subject", auditSubjects, undefined);
  return {
    actor: picked(params, "actor", z.uuid()),
    action: chosen(params, "action", auditActions, undefined),
    subjectKind,
    subjectId: subjectKind && picked(params, "id", z.uuid()),
    from: picked(params, "from", z.iso.date()),
    to: picked(params, "to", z.iso.date()),
    page: pageOf(params),
  };
}

const hrefOf = ({ actor, action, subjectKind, subjectId, from, to, page }: AuditFilter) =>
  paths.admin.audit({
    actor,
    action,
    subject: subjectKind,
    id: subjectId,
    from,
    to,
    page: page > 1 ? page : undefined,
  });

export default async function AuditPage({ searchParams }: PageProps<"/admin/audit">) {
  const ctx = await requireDesk("audit.read");
  const filter = filterOf(await searchParams);
  const [clock, actors] = await Promise.all([deskClock(ctx), listAuditActors(ctx)]);
  const asked = await listAudit(ctx, filter, clock.timeZone);
  // a page beyond the end shows the end
  const log = asked.page > asked.pages ? await listAudit(ctx, { ...filter, page: asked.pages }, clock.timeZone) : asked;
  const people = log.items.flatMap(({ subject }) => (subject.kind === "user" ? [subject.id] : []));
  const names = await listUserNames(ctx, filter.subjectId ? [...people, filter.subjectId] : people);
  const { page: _page, ...narrowed } = filter;
  const filtered = Object.values(narrowed).some((value) => value !== undefined);
  const only =
    filter.subjectKind && filter.subjectId
      ? {
          subject: subjectWords(
            {
              subject: {
                kind: filter.subjectKind,
                id: filter.subjectId,
                name: log.items[0]?.subject.name ?? null,
              },
            },
            names,
            locale(),
          ),
          id: filter.subjectId,
        }
      : null;
  return (
    <>
      <div className="ahead">
        <div>
          <h1>{t("title")}</h1>
          <p>{t("lead")}</p>
        </div>
      </div>
      <AuditFilters filter={filter} actors={actors} only={only} filtered={filtered} locale={locale()} />
      <p className="vh" role="status">
        {t("found", { total: log.total })}
      </p>
      {log.items.length > 0 ? (
        <>
          <div className="panel overflow-x-clip">
            <AuditTable entries={log.items} names={names} caption={t("caption")} clock={clock} />
          </div>
          <ListEnd page={log} href={(page) => hrefOf({ ...filter, page })} locale={locale()} />
        </>
      ) : (
        <NoRows
          heading={t(`empty.${filtered ? "filter" : "none"}.heading`)}
          text={t(`empty.${filtered ? "filter" : "none"}.text`)}
          more={filtered ? { href: paths.admin.audit(), words: localWords("web.admin")("list.again") } : undefined}
        />
      )}
    </>
  );
}
