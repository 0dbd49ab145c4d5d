import { settings } from "@/app/_cache/settings";
import { requireAccount } from "@/app/_server/account";
import { longWhen } from "@/components/admin/when";
import { deviceOf } from "@/components/account/device";
import { ActForm } from "@/components/form/act-form";
import { Tag } from "@/components/ui/tag";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import type { OpenSession } from "@/shop/identity/model";
import { endAll, endOne } from "./actions";

const t = localWords("web.account.security.sessions");

function nameOf({ kind, userAgent }: OpenSession): string {
  if (kind === "program") return t("program");
  const { browser, system } = deviceOf(userAgent);
  return browser && system ? t("on", { browser, system }) : (browser ?? system ?? t("browser"));
}

/** Every place where the account is open, this one first, each with its end. */
export async function SessionsPart({ sessions }: { sessions: readonly OpenSession[] }) {
  const [{ shop }, ctx] = await Promise.all([settings(locale()), requireAccount()]);
  const clock = { now: ctx.now, locale: locale(), timeZone: shop.timezone };
  const sorted = [...sessions].sort(
    (a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt.getTime() - a.lastSeenAt.getTime(),
  );
  return (
    <>
      <ul className="panel">
        {sorted.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-3 border-b border-rule p-4 last:border-0"
          >
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-3 font-operate">
                {nameOf(session)}
                {session.current && <Tag kind="done">{t("here")}</Tag>}
              </p>
              <p className="hint">
                {t("seen", { when: longWhen(session.lastSeenAt, clock) })},{" "}
                {t("since", { date: longWhen(session.createdAt, clock) })}
              </p>
            </div>
            {!session.current && (
              <ActForm
                action={endOne}
                fields={{ id: session.id }}
                words={t("end")}
                name={t("endName", { device: nameOf(session) })}
                busyWords={t("ending")}
                failedWords={registry[locale()].web.form}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-3">
        <ActForm
          action={endAll}
          fields={{ here: "" }}
          words={t("others")}
          busyWords={t("endingAll")}
          failedWords={registry[locale()].web.form}
        />
        <ActForm
          action={endAll}
          fields={{ here: "too" }}
          look="bare"
          words={t("all")}
          busyWords={t("endingAll")}
          failedWords={registry[locale()].web.form}
        />
      </div>
    </>
  );
}
