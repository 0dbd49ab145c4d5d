import { translator, type Locale } from "@/messages";
import { roles } from "@/shop/_kernel/permissions";
import type { UserDetails } from "@/shop/identity/model";
import { ActForm } from "../form/act-form";
import type { FormAction } from "../form/model";
import { SelectField } from "../ui/field";
import { OrderAct } from "./order-act";

/** What an admin does to an account. */
export const userActs = ["deactivate", "reactivate", "role", "sessions"] as const;
export type UserAct = (typeof userActs)[number];

const actOf = (told: unknown) => userActs.find((act) => act === told);

/** The sentence after an act that was done. */
export function userDoneWords(told: unknown, user: UserDetails, locale: Locale): string | null {
  const act = actOf(told);
  if (!act || (act === "deactivate" && user.active) || (act === "reactivate" && !user.active)) return null;
  return translator(locale, "web.people.person.done")(act);
}

/** The sentence after an act that was refused. */
export function userRefusedWords(told: unknown, why: unknown, locale: Locale): string | null {
  const act = actOf(told);
  if (!act) return null;
  const t = translator(locale, "web.people.person.refused");
  if (why === "ALREADY_DONE" && act === "sessions") return t("nothingOpen");
  if (why === "ALREADY_DONE" && act === "role") return t("sameRole");
  const code = (["CANNOT_DEACTIVATE_ADMIN", "CANNOT_CHANGE_OWN_ROLE", "ALREADY_DONE"] as const).find((c) => c === why);
  return code ? translator(locale, "errors")(code) : null;
}

/** Role, and closing or opening the account; what is not possible says why. */
export function UserActs({
  user,
  self,
  actions,
  locale,
}: {
  user: UserDetails;
  /** The admin who looks is the person. */
  self: boolean;
  actions: Record<"deactivate" | "reactivate" | "setRole", FormAction>;
  locale: Locale;
}) {
  const t = translator(locale, "web.people.person");
  const form = translator(locale, "web.form");
  const failed = { failed: form("failed"), reference: form("reference") };
  const { name } = user;
  const turn = user.active ? "deactivate" : "reactivate";
  const reasoned = (
    <>
      <p className="muted mb-4">{t(`${turn}.text`, { name })}</p>
      <OrderAct
        key={turn}
        action={actions[turn]}
        hidden={{ id: user.id }}
        fields={[
          {
            name: "reason",
            label: t(`${turn}.reason`),
            hint: t(`${turn}.reasonHint`, { name }),
            kind: "text",
            maxLength: 500,
          },
        ]}
        words={{
          ...failed,
          act: t(`${turn}.act`),
          busy: t("busy"),
          one: t("errors.one"),
          other: t("errors.other"),
          kept: t("errors.kept"),
        }}
        look={user.active ? "line" : "go"}
      />
    </>
  );
  return (
    <>
      <section className="panel" aria-labelledby="role-heading">
        <h2 id="role-heading">{t("role.heading")}</h2>
        {self ? (
          <p className="muted">{t("role.own")}</p>
        ) : (
          <ActForm
            key={user.role}
            className="grid gap-3"
            action={actions.setRole}
            fields={{ id: user.id }}
            words={t("role.act")}
            busyWords={t("role.busy")}
            failedWords={failed}
          >
            <SelectField name="role" label={t("role.label")} hint={t("role.text", { name })} defaultValue={user.role}>
              {roles.map((role) => (
                <option key={role} value={role}>
                  {t(`role.about.${role}`)}
                </option>
              ))}
            </SelectField>
          </ActForm>
        )}
      </section>
      <section className="panel" aria-labelledby="turn">
        <h2 id="turn">{t(`${turn}.heading`)}</h2>
        {user.role === "admin" && user.active ? <p className="muted">{t("deactivate.admin")}</p> : reasoned}
      </section>
    </>
  );
}
