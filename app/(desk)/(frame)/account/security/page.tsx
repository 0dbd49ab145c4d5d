import type { ReactNode } from "react";
import { requireAccount } from "@/app/_server/account";
import { paths } from "@/app/_server/paths";
import { FieldsForm } from "@/components/form/fields-form";
import { LinkButton } from "@/components/ui/button";
import { localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { getProfile, listLinkedLogins, listSessions } from "@/shop/identity";
import { PASSWORD_LETTERS } from "@/shop/identity/model";
import { knownPassword } from "../../../_frame/password-words";
import { formWords } from "../form-words";
import { deleteMine } from "./actions";
import { EmailPart, PasswordPart } from "./credentials";
import { LinkedPart } from "./linked";
import { SessionsPart } from "./sessions";
import { Told } from "./told";

const t = localWords("web.account.security");

export const generateMetadata = titled(() => t("title"));

export default async function SecurityPage({ searchParams }: PageProps<"/account/security">) {
  const ctx = await requireAccount();
  const [profile, linked, sessions, params] = await Promise.all([
    getProfile(ctx),
    listLinkedLogins(ctx),
    listSessions(ctx),
    searchParams,
  ]);
  return (
    <div className="grid gap-6">
      <h1>{t("title")}</h1>
      <Told params={params} />
      <Part id="password" heading={t("password.heading")} lead={t("password.lead")}>
        <PasswordPart profile={profile} linked={linked} />
      </Part>
      <Part id="address" heading={t("email.heading")}>
        <EmailPart profile={profile} />
      </Part>
      <LinkedPart
        linked={linked}
        frame={(children) => (
          <Part id="linked" heading={t("linked.heading")} lead={t("linked.lead")}>
            {children}
          </Part>
        )}
      />
      <Part id="sessions" heading={t("sessions.heading")} lead={t("sessions.lead")}>
        <SessionsPart sessions={sessions} />
      </Part>
      <Part id="data" heading={t("data.heading")} lead={t("data.lead")}>
        <p>
          <LinkButton href={paths.mine.data()} download>
            {t("data.act")}
          </LinkButton>
        </p>
      </Part>
      <Part id="remove" heading={t("remove.heading")}>
        <details open={params.delete !== undefined || undefined}>
          <summary className="link inline-flex min-h-tap cursor-pointer items-center">{t("remove.open")}</summary>
          <div className="panel mt-2 grid gap-4 p-4">
            <div>
              <p className="font-semibold">{t("remove.question")}</p>
              <p className="muted mt-1">{t("remove.text")}</p>
            </div>
            <FieldsForm
              action={deleteMine}
              prefix="remove-"
              fields={[
                profile.hasPassword
                  ? {
                      name: "password",
                      label: t("remove.password"),
                      autoComplete: "current-password",
                      maxLength: PASSWORD_LETTERS,
                      password: knownPassword(),
                    }
                  : {
                      name: "confirmation",
                      label: t("remove.confirm", { email: profile.email }),
                      type: "email",
                      autoComplete: "off",
                      maxLength: 254,
                    },
              ]}
              words={formWords(t("remove.act"), t("remove.busy"))}
              look={{ look: "line" }}
            />
          </div>
        </details>
      </Part>
    </div>
  );
}

/** A part of the page: what it is about on the left, what one can do on the right; on a phone one after the other. */
function Part({ id, heading, lead, children }: { id: string; heading: string; lead?: string; children: ReactNode }) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-head`}
      className="grid gap-4 border-t border-rule pt-5 m:grid-cols-[17rem_minmax(0,32rem)] m:gap-x-7"
    >
      <div>
        <h2 id={`${id}-head`} className="text-lg">
          {heading}
        </h2>
        {lead && <p className="muted mt-2">{lead}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
