import type { ReactNode } from "react";
import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { auditActions, auditSubjects, type AuditFilter } from "@/shop/audit/model";
import { Button, LinkButton } from "../ui/button";

/** A plain form over the audit log: who, what, to what, when. */
export function AuditFilters({
  filter,
  actors,
  only,
  filtered,
  locale,
}: {
  filter: AuditFilter;
  actors: readonly { id: string; name: string }[];
  /** The one subject that the list is narrowed to. */
  only: { subject: string; id: string } | null;
  filtered: boolean;
  locale: Locale;
}) {
  const t = translator(locale, "web.audit");
  return (
    <form className="filters items-end!" role="search" aria-label={t("filters.label")} action={paths.admin.audit()}>
      <Choice name="actor" label={t("filters.actor")} chosen={filter.actor} any={t("filters.anybody")}>
        {actors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice name="action" label={t("filters.action")} chosen={filter.action} any={t("filters.anything")}>
        {auditActions.map((action) => (
          <option key={action} value={action}>
            {t(`actions.${action}`)}
          </option>
        ))}
      </Choice>
      {only ? (
        <>
          <input type="hidden" name="subject" value={filter.subjectKind} />
          <input type="hidden" name="id" value={only.id} />
        </>
      ) : (
        <Choice name="subject" label={t("filters.subject")} chosen={filter.subjectKind} any={t("filters.anySubject")}>
          {auditSubjects.map((kind) => (
            <option key={kind} value={kind}>
              {t(`subjects.${kind}`)}
            </option>
          ))}
        </Choice>
      )}
      {(["from", "to"] as const).map((name) => (
        <div key={name} className="field">
          <label htmlFor={name}>{t(`filters.${name}`)}</label>
          <input className="in" id={name} name={name} type="date" defaultValue={filter[name]} />
        </div>
      ))}
      <Button>{t("filters.apply")}</Button>
      {filtered && (
        <LinkButton look="bare" href={paths.admin.audit()}>
          {t("filters.clear")}
        </LinkButton>
      )}
      {only && <p className="muted w-full wrap-anywhere">{t("filters.only", { subject: only.subject })}</p>}
    </form>
  );
}

function Choice({
  name,
  label,
  chosen,
  any,
  children,
}: {
  name: string;
  label: string;
  chosen: string | undefined;
  any: string;
  children: ReactNode;
}) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select className="in" id={name} name={name} defaultValue={chosen ?? ""}>
        <option value="">{any}</option>
        {children}
      </select>
    </div>
  );
}
