import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { ListEnd, ListSearch, NoRows, Tabs } from "@/components/admin/list-frame";
import { MailsTable } from "@/components/admin/mails-table";
import { Told } from "@/components/admin/told";
import { ActForm } from "@/components/form/act-form";
import { Note } from "@/components/ui/note";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { countMails, listMails } from "@/shop/outbox";
import { mailStates, type MailFilter, type MailState } from "@/shop/outbox/model";
import { deskClock } from "../clock";
import { chosen, pageOf, searched } from "../query";
import { retry, retryAll } from "./actions";
import { mailsPath } from "./address";

const t = localWords("web.admin");
const failed = localWords("web.form");

export const generateMetadata = titled(() => t("mail.title"));

export default async function MailPage({ searchParams }: PageProps<"/admin/mail">) {
  const ctx = await requireDesk("mail.read");
  const params = await searchParams;
  const filter: MailFilter = {
    state: chosen(params, "state", mailStates, undefined),
    text: searched(params),
    page: pageOf(params),
  };
  const [clock, asked, counts] = await Promise.all([deskClock(ctx), listMails(ctx, filter), countMails(ctx)]);
  // a page beyond the end shows the end
  const mails = asked.page > asked.pages ? await listMails(ctx, { ...filter, page: asked.pages }) : asked;
  const all = mailStates.reduce((sum, state) => sum + counts[state], 0);
  const tab = (state: MailState | undefined, name: string, of: number) => ({
    name,
    count: of,
    href: mailsPath({ ...filter, state, page: 1 }),
    here: filter.state === state,
  });
  const told =
    params.done === "retry"
      ? t("mail.retried")
      : params.done === "all" && /^\d{1,7}$/.test(String(params.mails))
        ? t("mail.retriedAll", { count: Number(params.mails) })
        : null;
  const empty = filter.text
    ? { heading: t("mail.empty.search.heading", { query: filter.text }), text: t("mail.empty.search.text") }
    : {
        heading: t(`mail.empty.${filter.state ?? "none"}.heading`),
        text: t(`mail.empty.${filter.state ?? "none"}.text`),
      };
  return (
    <>
      <div className="ahead">
        <h1>{t("mail.title")}</h1>
        {filter.state === "dead" && counts.dead > 1 && (
          <ActForm
            action={retryAll}
            fields={{}}
            words={t("mail.retryAll")}
            busyWords={t("mail.retryBusy")}
            failedWords={{ failed: failed("failed"), reference: failed("reference") }}
          />
        )}
      </div>
      {params.refused === "retry" && (
        <Note kind="bad" className="mb-4 px-4! py-3!">
          <p>{localWords("errors")("MAIL_NOT_DEAD")}</p>
        </Note>
      )}
      <Told words={told} />
      <Tabs
        label={t("mail.tabs")}
        locale={locale()}
        tabs={[
          tab(undefined, t("mail.all"), all),
          ...mailStates.map((state) => tab(state, t(`mail.states.${state}`), counts[state])),
        ]}
      />
      <ListSearch
        locale={locale()}
        action={paths.admin.mail()}
        label={t("mail.searchLabel")}
        placeholder={t("mail.placeholder")}
        query={filter.text ?? ""}
        kept={{ state: filter.state }}
        clearHref={mailsPath({ ...filter, text: undefined, page: 1 })}
      />
      {mails.items.length > 0 ? (
        <>
          <div className="panel overflow-x-clip">
            <MailsTable mails={mails.items} clock={clock} retry={retry} />
          </div>
          <ListEnd page={mails} href={(page) => mailsPath({ ...filter, page })} locale={locale()} />
        </>
      ) : (
        <NoRows
          {...empty}
          more={filter.text || filter.state ? { href: paths.admin.mail(), words: t("list.again") } : undefined}
        />
      )}
    </>
  );
}
