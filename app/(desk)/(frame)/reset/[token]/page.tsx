import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { FieldsForm } from "@/components/form/fields-form";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { findReset } from "@/shop/identity";
import { newPassword } from "../../../_frame/password-words";
import { SmallPage } from "../../../_frame/small-page";
import { setPassword } from "./actions";

const t = localWords("web.password.reset");

// "no-referrer" would have browsers post forms with `Origin: null`, which no server action takes
export const generateMetadata = titled(() => t("title"), { referrer: "same-origin" });

export default async function ResetPage({ params }: PageProps<"/reset/[token]">) {
  const { token } = await params;
  const found = await findReset(await requestContext(), token);
  if (!found) {
    return (
      <div className="wrap">
        <Empty
          heading={t("gone.title")}
          action={
            <LinkButton look="go" href={paths.forgot()}>
              {t("gone.act")}
            </LinkButton>
          }
        >
          <p className="muted">{t("gone.text")}</p>
        </Empty>
      </div>
    );
  }
  return (
    <SmallPage heading={t("title")} lead={t("lead", { email: found.email })}>
      <FieldsForm
        action={setPassword}
        hidden={{ token }}
        fields={[
          // a browser that keeps passwords keeps it for this account
          {
            name: "account",
            label: t("account"),
            type: "email",
            autoComplete: "username",
            readOnly: true,
            value: found.email,
          },
          {
            name: "password",
            label: t("password"),
            hint: localWords("web.register")("passwordHint"),
            autoComplete: "new-password",
            maxLength: 512,
            password: newPassword(),
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
      />
    </SmallPage>
  );
}
