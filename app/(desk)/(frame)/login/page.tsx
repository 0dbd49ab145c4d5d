import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { returnPath, returnPathOf } from "@/app/_server/return-path";
import { currentPerson } from "@/app/_server/session";
import { FieldsForm } from "@/components/form/fields-form";
import { config } from "@/config/env";
import { defaultLocale as locale, registry, translator } from "@/messages";
import { SmallPage } from "../../_frame/small-page";
import { logIn } from "./actions";
import { homeOf } from "./home-of";

const t = translator(locale, "web.login");

export const metadata: Metadata = { title: t("title") };

export default async function LogInPage({ searchParams }: PageProps<"/login">) {
  const [person, { next }, head] = await Promise.all([currentPerson(), searchParams, headers()]);
  const asked = returnPath(next);
  if (person) redirect(asked ?? homeOf(person));
  // a page that asked to log in first names itself by having been there
  const back = asked ?? returnPathOf(head.get("referer"), config().APP_URL, head.get("host"));
  return (
    <SmallPage heading={t("title")} lead={back ? t("again") : t("lead")}>
      <FieldsForm
        action={logIn}
        hidden={back ? { next: back } : {}}
        fields={[
          { name: "email", label: t("email"), type: "email", autoComplete: "username", maxLength: 254 },
          {
            name: "password",
            label: t("password"),
            type: "password",
            autoComplete: "current-password",
            maxLength: 256,
          },
        ]}
        words={{
          ...registry[locale].web.form,
          act: t("act"),
          busy: t("busy"),
          one: t("errors.heading"),
          other: t("errors.heading"),
          kept: t("errors.kept"),
        }}
      />
    </SmallPage>
  );
}
