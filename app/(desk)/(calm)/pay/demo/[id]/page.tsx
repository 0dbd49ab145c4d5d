import { notFound } from "next/navigation";
import { requestContext } from "@/app/_server/context";
import { ownPath } from "@/app/_server/own-path";
import { ActForm } from "@/components/form/act-form";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { formatMoney } from "@/shop/_kernel/money";
import { findDemoSession } from "@/shop/payments";
import { decide } from "./actions";

const t = localWords("web.pay");

export const generateMetadata = titled(() => t("title"), { referrer: "same-origin" });

const choices = [
  { decision: "pay", look: "go" },
  { decision: "pay_slowly", look: "line" },
  { decision: "decline", look: "line" },
  { decision: "leave", look: "line" },
] as const;

export default async function DemoPaymentPage({ params }: PageProps<"/pay/demo/[id]">) {
  const [ctx, { id }] = await Promise.all([requestContext(), params]);
  const session = await findDemoSession(ctx, id);
  if (!session) notFound();
  const back = ownPath(session.cancelUrl, ctx.shop.appUrl);
  if (session.state !== "open") {
    return (
      <div className="wrap">
        <Empty
          heading={t(`closed.${session.state}.heading`)}
          action={
            <LinkButton look="go" href={back}>
              {t("back")}
            </LinkButton>
          }
        >
          <p className="muted">{t(`closed.${session.state}.text`)}</p>
        </Empty>
      </div>
    );
  }
  return (
    <div className="wrap">
      <div className="mx-auto grid max-w-[30rem] gap-5 pt-7">
        <div>
          <h1>{t("heading")}</h1>
          <p className="muted mt-2">{t("text")}</p>
        </div>
        <div className="panel p-5">
          <dl className="sums">
            <div>
              <dt>{t("order")}</dt>
              <dd className="mono">{session.orderNumber}</dd>
            </div>
            <div className="tot">
              <dt>{t("amount")}</dt>
              <dd>{formatMoney(session.amount, locale())}</dd>
            </div>
          </dl>
          <ul className="mt-5 grid gap-4">
            {choices.map(({ decision, look }) => (
              <li key={decision}>
                <ActForm
                  action={decide}
                  fields={{ id, decision }}
                  look={look}
                  big
                  wide
                  words={t(decision)}
                  busyWords={t("busy")}
                  failedWords={registry[locale()].web.form}
                />
                <p className="hint mt-1">{t(`${decision}Hint`)}</p>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
