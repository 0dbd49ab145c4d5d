import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { formatMoney, money } from "@/shop/_kernel/money";
import { auditFacts, type AuditEntry } from "@/shop/audit/model";
import { jobName } from "./job-words";

/** Names of the people an entry is about, by id; whoever has no account any more has no name here. */
export type Names = ReadonlyMap<string, string>;

export function actorWords({ actor }: Pick<AuditEntry, "actor">, locale: Locale): string {
  const t = translator(locale, "web.audit");
  return actor.kind === "user" ? (actor.name ?? t("forgotten")) : t(actor.kind === "system" ? "system" : "nobody");
}

export function subjectWords({ subject }: Pick<AuditEntry, "subject">, names: Names, locale: Locale): string {
  const t = translator(locale, "web.audit");
  switch (subject.kind) {
    case "user":
      return t("subject.user", { name: names.get(subject.id) ?? t("forgotten") });
    case "order":
      return t("subject.order", { name: subject.name ?? subject.id });
    case "incident":
    case "mail":
      return t(`subject.${subject.kind}`);
    case "book":
    case "genre":
    case "review":
    case "import":
      return t(`subject.${subject.kind}`, { name: subject.name ?? subject.id });
    case "books":
    case "reviews":
    case "mails":
      return t(`subject.${subject.kind}`);
    case "job":
      return t("subject.job", { name: jobName(locale, subject.id) });
    case "settings":
      return t("subject.settings", { part: subject.id });
  }
}

/** Where the subject is seen; null for an account that is no more. */
export function subjectPath({ subject }: Pick<AuditEntry, "subject">, names: Names): string | null {
  switch (subject.kind) {
    case "user":
      return names.has(subject.id) ? paths.admin.user(subject.id) : null;
    case "order":
      return subject.name === null ? null : paths.admin.order(subject.name);
    case "incident":
      return paths.admin.payments({ show: "settled" });
    case "mail":
      return paths.admin.mail(subject.id);
    case "mails":
      return paths.admin.mail();
    case "book":
      return paths.admin.book(subject.id);
    case "genre":
      return paths.admin.genres();
    case "review":
    case "reviews":
      return paths.admin.reviews();
    case "import":
      return subject.id === "subjects" ? paths.admin.importSubjects() : paths.admin.import(subject.id);
    case "books":
      return null;
    case "job":
      return paths.admin.jobs();
    case "settings":
      return paths.admin.settings({ part: subject.id });
  }
}

/** What an entry tells besides: values before and after, reasons. */
export function AuditFactsList({ entry, locale }: { entry: AuditEntry; locale: Locale }) {
  const t = translator(locale, "web.audit.facts");
  const roleName = translator(locale, "web.people.role");
  const told = auditFacts.flatMap((fact) => {
    const value = entry.facts[fact];
    // told with the amount
    if (value === undefined || value === null || fact === "currency") return [];
    const { currency } = entry.facts;
    if (fact === "amountMinor" && typeof value === "number" && typeof currency === "string")
      return [{ fact, value: formatMoney(money(value, currency), locale) }];
    const isRole =
      entry.action === "user.role_changed" && (value === "customer" || value === "staff" || value === "admin");
    return [{ fact, value: isRole ? roleName(value) : String(value) }];
  });
  if (told.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-x-4">
      {told.map(({ fact, value }) => (
        <span key={fact} className="wrap-anywhere whitespace-pre-line">
          <span className="faint">{t(fact)}:</span> {value}
        </span>
      ))}
    </div>
  );
}
