import { settings } from "@/app/_cache/settings";
import { requireAccount } from "@/app/_server/account";
import { paths } from "@/app/_server/paths";
import { ActForm } from "@/components/form/act-form";
import { FieldsForm } from "@/components/form/fields-form";
import { NotificationList } from "@/components/notification/list";
import { choiceWords } from "@/components/notification/words";
import { LinkButton } from "@/components/ui/button";
import { pageWords } from "@/components/list/page-words";
import { Empty } from "@/components/ui/empty";
import { Note } from "@/components/ui/note";
import { Pagination } from "@/components/ui/pagination";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { parsePage } from "@/shop/_kernel/pagination";
import { countUnread, listNotifications, listPreferences } from "@/shop/notifications";
import type { Preference } from "@/shop/notifications/model";
import { formWords } from "../form-words";
import { readAll, readOne, saveChoices } from "./actions";

const t = localWords("web.notifications");

export const generateMetadata = titled(() => t("title"));

export default async function NotificationsPage({ searchParams }: PageProps<"/account/notifications">) {
  const ctx = await requireAccount();
  const params = await searchParams;
  const wanted = parsePage(typeof params.page === "string" ? params.page : undefined) ?? 1;
  const [asked, unread, preferences, { shop }] = await Promise.all([
    listNotifications(ctx, wanted),
    countUnread(ctx),
    listPreferences(ctx),
    settings(locale()),
  ]);
  // a page beyond the end shows the end
  const list = asked.page > asked.pages ? await listNotifications(ctx, asked.pages) : asked;
  return (
    <div className="grid gap-6">
      <Told params={params} />
      {list.total === 0 ? (
        <Empty
          heading={t("none.heading")}
          action={
            <LinkButton look="go" href={paths.home(locale())}>
              {t("none.action")}
            </LinkButton>
          }
        >
          <p className="muted">{t("none.text")}</p>
        </Empty>
      ) : (
        <div className="grid gap-4">
          <h1>{t("title")}</h1>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="faint num">{t("found", { total: list.total })}</p>
            {unread > 0 && (
              <ActForm
                action={readAll}
                fields={{}}
                words={t("readAll")}
                busyWords={t("reading")}
                failedWords={registry[locale()].web.form}
              />
            )}
          </div>
          <NotificationList
            items={list.items}
            page={list.page}
            read={readOne}
            clock={{ now: ctx.now, locale: locale(), timeZone: shop.timezone }}
          />
          <Pagination
            page={list.page}
            pages={list.pages}
            href={(page) => paths.mine.notifications({ page: page > 1 ? page : undefined })}
            words={pageWords(locale())}
          />
        </div>
      )}
      <Choices preferences={preferences} />
    </div>
  );
}

function Choices({ preferences }: { preferences: readonly Preference[] }) {
  return (
    <section id="choices" aria-labelledby="choices-heading" className="max-w-[40rem]">
      <h2 id="choices-heading" className="text-lg">
        {t("choices.heading")}
      </h2>
      <p className="muted mb-4 mt-1">{t("choices.lead")}</p>
      <FieldsForm
        action={saveChoices}
        fields={preferences.map((choice) => ({
          name: `${choice.kind}.${choice.channel}`,
          label: choiceWords(locale(), choice),
          type: "checkbox",
          value: choice.wanted ? "on" : "",
        }))}
        words={formWords(t("choices.save"), t("choices.saving"))}
        look={{ look: "go" }}
      />
    </section>
  );
}

/** What was just done, as the address says. */
function Told({ params: { done, count } }: { params: Record<string, unknown> }) {
  const words =
    done === "read"
      ? t("done", { count: /^\d{1,6}$/.test(String(count)) ? Number(count) : 0 })
      : done === "saved"
        ? t("choices.saved")
        : null;
  return (
    words && (
      <Note kind="done">
        <strong>{words}</strong>
      </Note>
    )
  );
}
