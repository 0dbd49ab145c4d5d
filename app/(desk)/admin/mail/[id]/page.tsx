import type { Metadata } from "next";
import { cache, type ReactNode } from "react";
import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { mailName, MailStateTag, mailTongue } from "@/components/admin/mail-state";
import { longWhen } from "@/components/admin/when";
import { ActForm } from "@/components/form/act-form";
import { Told } from "@/components/admin/told";
import { locale, localWords } from "@/app/_server/language";
import { getMail } from "@/shop/outbox";
import { deskClock } from "../../clock";
import { retry } from "../actions";
import { linksIn } from "./links";
import { tongue } from "@/components/ui/tongue";

const t = localWords("web.admin");

const load = cache(async (id: string) => {
  const ctx = await requireDesk("mail.read");
  return settle(() => getMail(ctx, id));
});

export async function generateMetadata({ params }: PageProps<"/admin/mail/[id]">): Promise<Metadata> {
  return { title: mailName(await load((await params).id), locale()) };
}

export default async function MailPage({ params, searchParams }: PageProps<"/admin/mail/[id]">) {
  const ctx = await requireDesk("mail.read");
  const [mail, clock, { done }] = await Promise.all([load((await params).id), deskClock(ctx), searchParams]);
  const failed = localWords("web.form");
  const name = mailName(mail, locale());
  const written = tongue(mail.locale, locale());
  const facts: [name: string, value: ReactNode][] = [
    [t("mail.details.to"), mail.recipient],
    [t("mail.details.kind"), t(`mail.kinds.${mail.kind}`)],
    [t("mail.details.written"), longWhen(mail.createdAt, clock)],
    ...(mail.sentAt ? [[t("mail.details.sent"), longWhen(mail.sentAt, clock)] as [string, string]] : []),
    [t("mail.details.tries"), mail.attempts],
    ...(mail.provider ? [[t("mail.details.by"), providerName(mail.provider)] as [string, string]] : []),
    ...(mail.lastError ? [[t("mail.details.reason"), mail.lastError] as [string, string]] : []),
  ];
  const links = mail.text === null ? [] : linksIn(mail.text);
  return (
    <>
      <nav className="crumbs" aria-label={t("order.crumbs")}>
        <ol>
          <li>
            <a href={paths.admin.mail()}>{t("mail.title")}</a>
          </li>
          <li aria-current="page" lang={mailTongue(mail, locale())}>
            {name}
          </li>
        </ol>
      </nav>
      <div className="ahead">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="wrap-anywhere" lang={mailTongue(mail, locale())}>
            {name}
          </h1>
          <MailStateTag mail={mail} locale={locale()} />
        </div>
        {mail.state === "dead" && (
          <ActForm
            action={retry}
            fields={{ mailId: mail.id, stay: "yes" }}
            look="go"
            words={t("mail.retry")}
            busyWords={t("mail.retryBusy")}
            failedWords={{ failed: failed("failed"), reference: failed("reference") }}
          />
        )}
      </div>
      <Told words={done === "retry" && mail.state !== "dead" ? t("mail.retried") : null} />
      <div className="aform">
        <div className="min-w-0">
          {mail.html !== null && mail.text !== null ? (
            <>
              <section className="panel overflow-hidden p-0!" aria-labelledby="html">
                <div className="box__h">
                  <h2 id="html">{t("mail.html")}</h2>
                </div>
                <iframe
                  className="block h-[46rem] w-full border-0"
                  title={t("mail.frame")}
                  src={`${paths.admin.mail(mail.id)}/html`}
                  sandbox="allow-popups allow-popups-to-escape-sandbox"
                  referrerPolicy="no-referrer"
                />
              </section>
              <section className="panel" aria-labelledby="text">
                <h2 id="text">{t("mail.text")}</h2>
                <pre className="m-0 overflow-x-auto font-mono text-xs" tabIndex={0} role="group" aria-labelledby="text">
                  <span lang={written}>{mail.text}</span>
                </pre>
              </section>
            </>
          ) : (
            <section className="panel">
              <p className="muted">
                {t(`mail.notKept.${mail.state === "sent" || mail.state === "withdrawn" ? mail.state : "queued"}`)}
              </p>
            </section>
          )}
        </div>
        <div className="min-w-0 max-m:order-first">
          <section className="panel">
            <dl className="facts">
              {facts.map(([term, value]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd className="wrap-anywhere">{value}</dd>
                </div>
              ))}
            </dl>
          </section>
          {links.length > 0 && (
            <section className="panel" aria-labelledby="links">
              <h2 id="links">{t("mail.links")}</h2>
              <ul>
                {links.map(({ href, words }) => (
                  <li key={href}>
                    <a className="link inline-block min-h-6 wrap-anywhere" href={href} rel="noreferrer" lang={written}>
                      {words}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </>
  );
}

const providerName = (provider: string): string =>
  provider === "mailbox" || provider === "resend" || provider === "smtp" ? t(`mail.providers.${provider}`) : provider;
