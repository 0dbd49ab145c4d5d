import { requestContext } from "@/app/_server/context";
import { paths } from "@/app/_server/paths";
import { Button, LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Note } from "@/components/ui/note";
import { localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { findSubscription } from "@/shop/notifications";
import { SmallPage } from "../../../_frame/small-page";

const t = localWords("web.unsubscribe");

export const generateMetadata = titled(() => t("title"), { referrer: "same-origin", robots: { index: false } });

/** Looking changes nothing, as programs that follow links do; the button does. */
export default async function UnsubscribePage({ params, searchParams }: PageProps<"/unsubscribe/[token]">) {
  const [{ token }, { done }, ctx] = await Promise.all([params, searchParams, requestContext()]);
  const subscription = await findSubscription(ctx, token);
  if (!subscription) {
    return (
      <div className="wrap">
        <Empty
          heading={t("gone.heading")}
          action={
            <LinkButton look="go" href={paths.mine.notifications()}>
              {t("gone.act")}
            </LinkButton>
          }
        >
          <p className="muted">{t("gone.text")}</p>
        </Empty>
      </div>
    );
  }
  const { kind, wanted, guest } = subscription;
  const mails = t(`kinds.${kind}`);
  return (
    <SmallPage heading={t("title")} lead={wanted && done !== "again" ? t("ask", { mails }) : undefined}>
      {!wanted && (
        <Note kind="done">
          <strong>{t("stopped.heading")}</strong>
          <p>{t(`stopped.text.${kind}`)}</p>
        </Note>
      )}
      {wanted && done === "again" && (
        <Note kind="done">
          <strong>{t("again.heading")}</strong>
          <p>{t("again.text", { mails })}</p>
        </Note>
      )}
      <form method="post" action={paths.unsubscribe(token)}>
        <input type="hidden" name="act" value={wanted ? "stop" : "again"} />
        <Button look={wanted ? "go" : "line"} big wide>
          {wanted ? t("stop") : t("stopped.again")}
        </Button>
      </form>
      {!guest && (
        <p>
          {t.rich("all", {
            link: (words) => (
              <a className="link" href={paths.mine.notifications()}>
                {words}
              </a>
            ),
          })}
        </p>
      )}
    </SmallPage>
  );
}
