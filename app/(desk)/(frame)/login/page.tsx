import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { paths } from "@/app/_server/paths";
import { isProvider, providerNames } from "@/app/_server/providers";
import { isRefusalCode, sentenceOf } from "@/app/_server/refusals";
import { returnPath, returnPathOf } from "@/app/_server/return-path";
import { currentPerson } from "@/app/_server/session";
import { FieldsForm } from "@/components/form/fields-form";
import { Note } from "@/components/ui/note";
import { config } from "@/config/env";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { PASSWORD_LETTERS } from "@/shop/identity/model";
import { knownPassword } from "../../_frame/password-words";
import { SmallPage } from "../../_frame/small-page";
import { Ways } from "../../_frame/ways";
import { logIn, logInBy } from "./actions";
import { homeOf } from "./home-of";

const t = localWords("web.login");

export const generateMetadata = titled(() => t("title"));

export default async function LogInPage({ searchParams }: PageProps<"/login">) {
  const [person, params, head] = await Promise.all([currentPerson(), searchParams, headers()]);
  const asked = returnPath(params.next);
  if (person) redirect(asked ?? homeOf(person));
  // a page that asked to log in first names itself by having been there
  const back = asked ?? returnPathOf(head.get("referer"), config().APP_URL, head.get("host"));
  const hidden: Record<string, string> = back ? { next: back } : {};
  return (
    <SmallPage heading={t("title")} lead={back ? t("again") : t("lead")}>
      <Told params={params} />
      <FieldsForm
        action={logIn}
        hidden={hidden}
        fields={[
          { name: "email", label: t("email"), type: "email", autoComplete: "username", maxLength: 254 },
          {
            name: "password",
            label: t("password"),
            autoComplete: "current-password",
            maxLength: PASSWORD_LETTERS,
            password: knownPassword(),
          },
        ]}
        words={{
          ...registry[locale()].web.form,
          act: t("act"),
          busy: t("busy"),
          one: t("errors.heading"),
          other: t("errors.heading"),
          kept: t("errors.kept"),
        }}
      >
        <p>
          <a className="link inline-flex min-h-[1.5rem] items-center" href={paths.forgot()}>
            {t("forgot")}
          </a>
        </p>
      </FieldsForm>
      <Ways action={logInBy} hidden={hidden} />
      <p className="border-t border-rule pt-4">
        {t.rich("join", {
          link: (words) => (
            <a className="link inline-flex min-h-[1.5rem] items-center" href={paths.register(back ?? undefined)}>
              {words}
            </a>
          ),
        })}
      </p>
    </SmallPage>
  );
}

/** What brought somebody here: something done, or a provider that sent them back. */
function Told({ params }: { params: Record<string, unknown> }) {
  const done = (["reset", "deleted"] as const).find((each) => each === params.done);
  if (done) {
    return (
      <Note kind="done">
        <strong>{t(`told.${done}.heading`)}</strong>
        <p>{t(`told.${done}.text`)}</p>
      </Note>
    );
  }
  const by = isProvider(params.by) ? { name: providerNames[params.by] } : null;
  if (!by) return null;
  const sentence =
    params.refused === "provider"
      ? t("with.provider", by)
      : isRefusalCode(params.refused) && sentenceOf({ code: params.refused }, locale());
  if (!sentence) return null;
  return (
    <Note kind="bad">
      <strong>{t("with.refused")}</strong>
      <p>{sentence}</p>
    </Note>
  );
}
