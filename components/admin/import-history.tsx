import { translator } from "@/messages";
import type { ImportHistoryEntry } from "@/shop/import/model";
import { longWhen, type DeskClock } from "./when";

/** What was done with an import, when and by whom. */
export function ImportHistory({ history, clock }: { history: readonly ImportHistoryEntry[]; clock: DeskClock }) {
  const t = translator(clock.locale, "web.imports");
  return (
    <section className="panel mt-6 p-5" aria-labelledby="history-heading">
      <h2 id="history-heading">{t("history.heading")}</h2>
      <ol className="mt-3 grid gap-1.5">
        {history.map(({ at, event, actor }, index) => (
          <li key={index} className="flex flex-wrap justify-between gap-x-4">
            <span>
              {t("history.by", {
                event: t(`history.events.${event}`),
                who: actor.kind === "user" ? (actor.name ?? "") : t("system"),
              })}
            </span>
            <time className="faint num" dateTime={at.toISOString()}>
              {longWhen(at, clock)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
