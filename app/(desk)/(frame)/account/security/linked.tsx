import type { ReactNode } from "react";
import { settings } from "@/app/_cache/settings";
import { openProviders, providerNames } from "@/app/_server/providers";
import { ProviderButtons } from "@/components/account/provider-buttons";
import { ActForm } from "@/components/form/act-form";
import { formatDate } from "@/components/ui/format";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { providers, type LinkedLogin } from "@/shop/identity/model";
import { wayOf } from "../../../_frame/ways";
import { linkBy, unlink } from "./actions";

const t = localWords("web.account.security.linked");

/** Log-ins elsewhere: those that are linked, and those that could be. Nothing where the shop knows none. */
export async function LinkedPart({
  linked,
  frame,
}: {
  linked: readonly LinkedLogin[];
  frame: (children: ReactNode) => ReactNode;
}) {
  const { shop } = await settings(locale());
  const open = openProviders();
  const shown = providers.filter((id) => open.includes(id) || linked.some(({ provider }) => provider === id));
  if (shown.length === 0) return null;
  return frame(
    <ul className="grid gap-4">
      {shown.map((id) => {
        const login = linked.find(({ provider }) => provider === id);
        const name = providerNames[id];
        const date = login && formatDate(login.linkedAt, locale(), shop.timezone);
        return (
          <li key={id} className="panel grid gap-3 p-4">
            <div>
              <p className="font-operate">{name}</p>
              <p className="muted wrap-anywhere">
                {!login || !date
                  ? t("not")
                  : login.email
                    ? t("since", { email: login.email, date })
                    : t("sinceOnly", { date })}
              </p>
            </div>
            {login ? (
              <ActForm
                action={unlink}
                fields={{ provider: id }}
                words={t("unlink", { name })}
                busyWords={t("unlinking")}
                failedWords={registry[locale()].web.form}
              />
            ) : (
              <ProviderButtons action={linkBy} providers={[wayOf(id, t("link", { name }))]} />
            )}
          </li>
        );
      })}
    </ul>,
  );
}
