import { requireAccount } from "@/app/_server/account";
import { paths } from "@/app/_server/paths";
import { FieldsForm } from "@/components/form/fields-form";
import { languageName } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { locales } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { getProfile } from "@/shop/identity";
import { formWords } from "../form-words";
import { saveProfile } from "./actions";

const t = localWords("web.account.profile");
const words = localWords("web.account.form");

export const generateMetadata = titled(() => t("title"));

export default async function ProfilePage({ searchParams }: PageProps<"/account/profile">) {
  const ctx = await requireAccount();
  const [profile, { done }] = await Promise.all([getProfile(ctx), searchParams]);
  return (
    <div className="grid max-w-[30rem] gap-5">
      <h1>{t("title")}</h1>
      {done === "saved" && (
        <Note kind="done">
          <strong>{t("saved")}</strong>
        </Note>
      )}
      <FieldsForm
        action={saveProfile}
        fields={[
          {
            name: "name",
            label: t("name"),
            hint: t("nameHint"),
            autoComplete: "name",
            maxLength: 120,
            value: profile.name,
          },
          {
            name: "locale",
            label: t("language"),
            hint: t("languageHint"),
            autoComplete: "language",
            value: profile.locale ?? "",
            options: [
              { value: "", words: t("browser") },
              ...locales.map((code) => ({ value: code, words: languageName(code, locale()) })),
            ],
          },
        ]}
        words={formWords(words("save"), words("saving"))}
        look={{ look: "go" }}
      />
      <div className="border-t border-rule pt-4">
        <p className="font-operate">{t("email")}</p>
        <p className="wrap-anywhere">{profile.email}</p>
        <p className="hint mt-1">
          {t.rich("emailAt", {
            link: (chunk) => (
              <a className="link" href={`${paths.mine.security()}#address`}>
                {chunk}
              </a>
            ),
          })}
        </p>
      </div>
    </div>
  );
}
