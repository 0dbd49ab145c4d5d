import type { ReactNode } from "react";
import { paths } from "@/app/_server/paths";
import { translator } from "@/messages";
import type { AuditEntry } from "@/shop/audit/model";
import type { UserDetails } from "@/shop/identity/model";
import { ActForm } from "../form/act-form";
import type { FormAction } from "../form/model";
import { actorWords, AuditFactsList } from "./audit-entry";
import { longWhen, shortWhen, type DeskClock } from "./when";

/** Who it is, and how the person comes in. */
export function UserFacts({ user, clock }: { user: UserDetails; clock: DeskClock }) {
  const t = translator(clock.locale, "web.people.person.facts");
  const ways = [
    ...(user.hasPassword ? [t("password")] : []),
    ...user.logins.map(({ provider }) => t(`providers.${provider}`)),
  ];
  const facts: [name: string, value: ReactNode][] = [
    [
      t("email"),
      <>
        <a className="link" href={`mailto:${encodeURIComponent(user.email)}`}>
          {user.email}
        </a>
        <span className="faint block">{t(user.emailVerified ? "verified" : "unverified")}</span>
      </>,
    ],
    [t("joined"), longWhen(user.createdAt, clock)],
    [t("logIn"), ways.length > 0 ? ways.join(", ") : t("never")],
    ...(user.deactivatedAt
      ? ([[t("deactivated"), longWhen(user.deactivatedAt, clock)]] satisfies [string, ReactNode][])
      : []),
    ...(user.deactivatedNote ? ([[t("why"), user.deactivatedNote]] satisfies [string, ReactNode][]) : []),
  ];
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">{t("heading")}</h2>
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="wrap-anywhere whitespace-pre-line">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Where the person is logged in, and the way to end all of it. */
export function UserSessions({ user, clock, end }: { user: UserDetails; clock: DeskClock; end: FormAction }) {
  const t = translator(clock.locale, "web.people.person.sessions");
  const form = translator(clock.locale, "web.form");
  return (
    <section className="panel" aria-labelledby="sessions">
      <h2 id="sessions">{t("heading")}</h2>
      {user.sessions.length === 0 ? (
        <p className="muted">{t("none")}</p>
      ) : (
        <>
          <ul className="mb-4 grid gap-2">
            {user.sessions.map((session) => (
              <li key={session.id} className="wrap-anywhere">
                <b className="font-operate">{t(session.kind)}</b>
                {session.current && <span className="muted">, {t("current")}</span>}
                <span className="faint block">
                  {t("seen", { when: longWhen(session.lastSeenAt, clock) })},{" "}
                  {t("since", { when: shortWhen(session.createdAt, clock) })}
                </span>
                {session.userAgent && <span className="muted block">{session.userAgent}</span>}
              </li>
            ))}
          </ul>
          <ActForm
            action={end}
            fields={{ id: user.id }}
            words={t("end")}
            busyWords={t("busy")}
            failedWords={{ failed: form("failed"), reference: form("reference") }}
          />
        </>
      )}
    </section>
  );
}

/** What was done to the account, the newest first, with the way to all of it. */
export function UserLog({
  user,
  entries,
  clock,
}: {
  user: UserDetails;
  entries: readonly AuditEntry[];
  clock: DeskClock;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.people.person.log");
  const actions = translator(locale, "web.audit.actions");
  return (
    <section className="panel" aria-labelledby="log">
      <h2 id="log">{t("heading")}</h2>
      {entries.length === 0 ? (
        <p className="muted">{t("none")}</p>
      ) : (
        <ol className="hist2">
          {entries.map((entry) => (
            <li key={entry.id}>
              <time className="faint" dateTime={entry.at.toISOString()}>
                {longWhen(entry.at, clock)}
              </time>
              <div>
                {t("entry", { what: actions(entry.action), name: actorWords(entry, locale) })}
                <AuditFactsList entry={entry} locale={locale} />
              </div>
            </li>
          ))}
        </ol>
      )}
      <p className="mt-3 flex flex-wrap gap-x-4">
        {entries.length > 0 && (
          <a
            className="link inline-flex min-h-5 items-center"
            href={paths.admin.audit({ subject: "user", id: user.id })}
          >
            {t("all")}
          </a>
        )}
        {user.role !== "customer" && (
          <a className="link inline-flex min-h-5 items-center" href={paths.admin.audit({ actor: user.id })}>
            {t("by", { name: user.name })}
          </a>
        )}
      </p>
    </section>
  );
}
