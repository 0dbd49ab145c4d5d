import type { Metadata } from "next";
import { unauthorized } from "next/navigation";
import { paths } from "@/app/_server/paths";
import { currentPerson } from "@/app/_server/session";
import { Button, LinkButton } from "@/components/ui/button";
import { defaultLocale as locale, translator } from "@/messages";
import { roleMay } from "@/shop/_kernel/permissions";
import { SmallPage } from "../../_frame/small-page";
import { logOut } from "../login/actions";

const t = translator(locale, "web.login");

export const metadata: Metadata = { title: t("account.title") };

export default async function AccountPage() {
  const person = await currentPerson();
  if (!person) unauthorized();
  return (
    <SmallPage heading={t("account.title")} lead={t("account.text", { name: person.name })}>
      <div className="flex flex-wrap gap-3">
        {roleMay(person.role, "desk.enter") && (
          <LinkButton look="go" href={paths.admin.home()}>
            {t("account.desk")}
          </LinkButton>
        )}
        <form action={logOut}>
          <Button>{t("logOut")}</Button>
        </form>
      </div>
    </SmallPage>
  );
}
