import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { ActForm } from "@/components/form/act-form";
import { Button, LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { SmallPage } from "../../../_frame/small-page";
import { confirm, logOutFirst } from "./actions";
import { standingOf } from "./may-verify";

const t = localWords("web.verify");

// "no-referrer" would have browsers post forms with `Origin: null`, which no server action takes
export const generateMetadata = titled(() => t("title"), { referrer: "same-origin" });

export default async function VerifyPage({ params }: PageProps<"/verify/[token]">) {
  const { token } = await params;
  const standing = await standingOf(await requestContext(), token);
  switch (standing.kind) {
    case "gone":
      return (
        <div className="wrap">
          <Empty
            heading={t("gone.title")}
            action={
              <LinkButton look="go" href={paths.account()}>
                {t("gone.act")}
              </LinkButton>
            }
          >
            <p className="muted">{t("gone.text")}</p>
          </Empty>
        </div>
      );
    case "stranger":
      return (
        <SmallPage heading={t("title")} lead={t("first.text", standing)}>
          {standing.somebody ? (
            <form action={logOutFirst}>
              <input type="hidden" name="token" value={token} />
              <Button look="go" big wide>
                {t("first.leave")}
              </Button>
            </form>
          ) : (
            <LinkButton look="go" big wide href={paths.login(paths.verify(token))}>
              {t("first.act")}
            </LinkButton>
          )}
          <p>
            {t.rich("first.not", {
              link: (words) => (
                <a className="link" href={paths.forgot()}>
                  {words}
                </a>
              ),
            })}
          </p>
        </SmallPage>
      );
    case "open":
      return (
        <SmallPage heading={t("title")} lead={t("text", standing)}>
          <ActForm
            action={confirm}
            fields={{ token }}
            look="go"
            big
            wide
            words={t("act")}
            busyWords={t("busy")}
            failedWords={registry[locale()].web.form}
          />
        </SmallPage>
      );
  }
}
