import type { ReactNode } from "react";
import { paths } from "@/app/_server/paths";
import { translator, type Locale, type Messages } from "@/messages";
import { LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";

export type RefusalStatus = Extract<keyof Messages["web"]["refusals"], `${number}`>;
export const refusalStatuses = [
  "401",
  "403",
  "404",
  "410",
  "429",
  "500",
  "503",
] as const satisfies readonly RefusalStatus[];

/** What may go well a minute later. */
const passing: ReadonlySet<RefusalStatus> = new Set(["429", "500", "503"]);

/** What happened, and a way on. `reference` is the request's id, where the log has one. */
export function Refusal({
  locale,
  status,
  reference,
  children,
}: {
  locale: Locale;
  status: RefusalStatus;
  reference?: string;
  children?: ReactNode;
}) {
  const t = translator(locale, "web");
  return (
    <div className="wrap">
      <Empty
        heading={t(`refusals.${status}.title`)}
        action={
          status === "401" ? (
            <LinkButton href={paths.login()} look="go">
              {t("refusals.logIn")}
            </LinkButton>
          ) : (
            <div className="flex flex-wrap justify-center gap-x-3">
              {passing.has(status) && (
                // the address that one is at, whichever it is
                <LinkButton href="" look="go">
                  {t("refusals.again")}
                </LinkButton>
              )}
              <LinkButton href={paths.home(locale)}>{t("refusals.home")}</LinkButton>
            </div>
          )
        }
      >
        <p className="muted">{t(`refusals.${status}.text`)}</p>
        {reference && (
          <p className="mono small faint wrap-anywhere whitespace-normal">{t("frame.reference", { id: reference })}</p>
        )}
        {children}
      </Empty>
    </div>
  );
}
