import { paths } from "@/app/_server/paths";
import { providerNames } from "@/app/_server/providers";
import { ActForm } from "@/components/form/act-form";
import { FieldsForm } from "@/components/form/fields-form";
import { listNames } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { Tag } from "@/components/ui/tag";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { PASSWORD_LETTERS, type LinkedLogin, type Profile } from "@/shop/identity/model";
import { knownPassword, newPassword } from "../../../_frame/password-words";
import { sendVerification } from "../actions";
import { formWords } from "../form-words";
import { changeMyEmail, changeMyPassword } from "./actions";

const t = localWords("web.account.security");

export function PasswordPart({ profile, linked }: { profile: Profile; linked: readonly LinkedLogin[] }) {
  const providers = listNames(
    linked.map(({ provider }) => providerNames[provider]),
    locale(),
  );
  return (
    <>
      {!profile.hasPassword && <p className="muted mb-4">{t("password.none", { providers })}</p>}
      <FieldsForm
        action={changeMyPassword}
        prefix="password-"
        fields={[
          ...(profile.hasPassword
            ? [
                {
                  name: "current",
                  label: t("password.current"),
                  autoComplete: "current-password",
                  maxLength: PASSWORD_LETTERS,
                  password: knownPassword(),
                },
              ]
            : []),
          {
            name: "password",
            label: t("password.next"),
            hint: t("password.hint"),
            autoComplete: "new-password",
            maxLength: 512,
            password: newPassword(),
          },
        ]}
        words={formWords(t(profile.hasPassword ? "password.act" : "password.set"), t("password.busy"))}
        look={{ look: "go" }}
      />
    </>
  );
}

export function EmailPart({ profile }: { profile: Profile }) {
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap items-center gap-3">
        <span className="wrap-anywhere">{t("email.now", { email: profile.email })}</span>
        {profile.emailVerified ? (
          <Tag kind="done">{t("email.confirmed")}</Tag>
        ) : (
          <Tag kind="wait">{t("email.open")}</Tag>
        )}
      </p>
      {profile.pendingEmail && (
        <Note kind="wait" icon="mail">
          <p className="wrap-anywhere">{t("email.pending", { email: profile.pendingEmail })}</p>
        </Note>
      )}
      {!profile.emailVerified && (
        <ActForm
          action={sendVerification}
          fields={{ back: paths.mine.security() }}
          words={t("email.again")}
          busyWords={t("email.sending")}
          failedWords={registry[locale()].web.form}
        />
      )}
      <FieldsForm
        action={changeMyEmail}
        prefix="email-"
        fields={[
          { name: "email", label: t("email.next"), type: "email", autoComplete: "email", maxLength: 254 },
          ...(profile.hasPassword
            ? [
                {
                  name: "password",
                  label: t("email.password"),
                  autoComplete: "current-password",
                  maxLength: PASSWORD_LETTERS,
                  password: knownPassword(),
                },
              ]
            : []),
        ]}
        words={formWords(t("email.act"), t("email.busy"))}
        look={{ look: "line" }}
      />
    </div>
  );
}
