import { paths } from "@/app/_server/paths";
import { FieldsForm } from "@/components/form/fields-form";
import { Note } from "@/components/ui/note";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { SmallPage } from "../../_frame/small-page";
import { sendLink } from "./actions";
import { requestContext } from "@/app/_server/context";

const t = localWords("web.password.forgot");

export const generateMetadata = titled(() => t("title"));

const link = "link inline-flex min-h-[1.5rem] items-center";

export default async function ForgotPage({ searchParams }: PageProps<"/forgot">) {
  const [{ sent }] = await Promise.all([searchParams, requestContext()]);
  if (sent !== undefined) {
    return (
      <SmallPage heading={t("title")}>
        <Note kind="done" icon="mail">
          <strong>{t("sent.heading")}</strong>
          <p>{t("sent.text")}</p>
        </Note>
        <p className="flex flex-wrap gap-x-5">
          <a className={link} href={paths.forgot()}>
            {t("sent.again")}
          </a>
          <a className={link} href={paths.login()}>
            {t("back")}
          </a>
        </p>
      </SmallPage>
    );
  }
  return (
    <SmallPage heading={t("title")} lead={t("lead")}>
      <FieldsForm
        action={sendLink}
        fields={[{ name: "email", label: t("email"), type: "email", autoComplete: "username", maxLength: 254 }]}
        words={{
          ...registry[locale()].web.form,
          act: t("act"),
          busy: t("busy"),
          one: t("errors.heading"),
          other: t("errors.heading"),
          kept: t("errors.kept"),
        }}
      />
      <p>
        <a className={link} href={paths.login()}>
          {t("back")}
        </a>
      </p>
    </SmallPage>
  );
}
