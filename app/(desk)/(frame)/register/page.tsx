import { redirect } from "next/navigation";
import { readInvitation } from "@/app/_server/invitation";
import { paths } from "@/app/_server/paths";
import { returnPath } from "@/app/_server/return-path";
import { currentPerson } from "@/app/_server/session";
import { FieldsForm } from "@/components/form/fields-form";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { newPassword } from "../../_frame/password-words";
import { SmallPage } from "../../_frame/small-page";
import { Ways } from "../../_frame/ways";
import { logInBy } from "../login/actions";
import { createAccount } from "./actions";

const t = localWords("web.register");

export const generateMetadata = titled(() => t("title"));

export default async function RegisterPage({ searchParams }: PageProps<"/register">) {
  const [person, { next }, invited] = await Promise.all([currentPerson(), searchParams, readInvitation()]);
  const back = returnPath(next);
  if (person) redirect(back ?? paths.account());
  const hidden: Record<string, string> = back ? { next: back } : {};
  return (
    <SmallPage heading={t("title")} lead={invited ? t("invited") : t("lead")}>
      <FieldsForm
        action={createAccount}
        hidden={hidden}
        fields={[
          { name: "name", label: t("name"), autoComplete: "name", maxLength: 120, value: invited?.name },
          {
            name: "email",
            label: t("email"),
            hint: t("emailHint"),
            type: "email",
            autoComplete: "username",
            maxLength: 254,
            value: invited?.email,
          },
          {
            name: "password",
            label: t("password"),
            hint: t("passwordHint"),
            autoComplete: "new-password",
            maxLength: 512,
            password: newPassword(),
          },
        ]}
        words={{
          ...registry[locale()].web.form,
          act: t("act"),
          busy: t("busy"),
          one: t("errors.one"),
          // `#` is filled in in the browser
          other: registry[locale()].web.register.errors.other,
          kept: t("errors.kept"),
        }}
      />
      <Ways action={logInBy} hidden={hidden} />
      <p className="border-t border-rule pt-4">
        {t.rich("have", {
          link: (words) => (
            <a className="link inline-flex min-h-[1.5rem] items-center" href={paths.login(back ?? undefined)}>
              {words}
            </a>
          ),
        })}
      </p>
    </SmallPage>
  );
}
