import { registry, translator, type Locale } from "@/messages";
import type { QueueDepth, Run, Schedule } from "@/shop/operations/model";
import { ActForm } from "../form/act-form";
import type { FormAction } from "../form/model";
import { Tag } from "../ui/tag";
import { jobName, reasonWords, resultWords } from "./job-words";
import { longWhen, type DeskClock } from "./when";

const tags = { running: "move", done: "done", failed: "bad" } as const;

function When({ at, clock }: { at: Date; clock: DeskClock }) {
  return <time dateTime={at.toISOString()}>{longWhen(at, clock)}</time>;
}

function LastRun({ run, clock }: { run: Run | null; clock: DeskClock }) {
  const { locale } = clock;
  const t = translator(locale, "web.jobs");
  if (!run) return <span className="faint">{t("never")}</span>;
  const facts = [
    ...(run.state === "done" ? [resultWords(locale, run)] : []),
    ...(run.ms === null ? [] : [t("took", { ms: run.ms })]),
    ...(run.byHand ? [t("byHand")] : []),
  ].filter(Boolean);
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-3">
        <Tag kind={tags[run.state]}>{t(`state.${run.state}`)}</Tag>
        <When at={run.startedAt} clock={clock} />
      </span>
      <span className="faint block">{facts.join(" · ")}</span>
      {run.reason !== null && <span className="block text-red wrap-anywhere">{reasonWords(locale, run.reason)}</span>}
    </>
  );
}

/** What the worker does by the clock, and what became of it. Below 760 px each row is a card. */
export function JobsTable({
  schedules,
  clock,
  start,
}: {
  schedules: readonly Schedule[];
  clock: DeskClock;
  start: FormAction;
}) {
  const { locale } = clock;
  const t = translator(locale, "web.jobs");
  return (
    <table className="tbl tbl--rows stack">
      <caption className="vh">{t("caption")}</caption>
      <thead className="max-s:hidden">
        <tr>
          <th>{t("columns.job")}</th>
          <th>{t("columns.last")}</th>
          <th>{t("columns.next")}</th>
          <th>
            <span className="vh">{t("columns.act")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {schedules.map((schedule) => {
          const name = jobName(locale, schedule.queue);
          return (
            <tr key={schedule.queue} className="row max-s:grid-cols-[minmax(0,1fr)]! max-s:gap-y-2 max-s:px-4!">
              <td className="max-s:block!">
                <span className="font-operate">{name}</span>
                <span className="faint mono block max-s:text-left!">{schedule.queue}</span>
              </td>
              <td className="max-s:block!">
                <LastRun run={schedule.last} clock={clock} />
              </td>
              <td className="muted max-s:block!">
                <span className="s:hidden">{t("columns.next")}: </span>
                {schedule.next ? (
                  <When at={schedule.next} clock={clock} />
                ) : (
                  <span className="mono">{schedule.cron}</span>
                )}
              </td>
              <td className="r max-s:block! max-s:text-left!">
                {schedule.requestedAt ? (
                  <span className="faint">{t("asked")}</span>
                ) : (
                  <ActForm
                    action={start}
                    fields={{ queue: schedule.queue }}
                    words={t("now")}
                    name={t("nowName", { job: name })}
                    busyWords={t("starting")}
                    failedWords={registry[locale].web.form}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** How much waits where. */
export function QueuesTable({ queues, locale }: { queues: readonly QueueDepth[]; locale: Locale }) {
  const t = translator(locale, "web.jobs.queues");
  const number = new Intl.NumberFormat(locale);
  return (
    <table className="tbl">
      <caption className="vh">{t("caption")}</caption>
      <thead>
        <tr>
          <th>{t("queue")}</th>
          <th className="r">{t("waiting")}</th>
          <th className="r">{t("active")}</th>
          <th className="r">{t("dead")}</th>
        </tr>
      </thead>
      <tbody>
        {queues.map(({ queue, waiting, active, dead }) => (
          <tr key={queue}>
            <td>{jobName(locale, queue)}</td>
            <td className="r">{number.format(waiting)}</td>
            <td className="r">{number.format(active)}</td>
            <td className={`r ${dead > 0 ? "text-red" : ""}`}>{number.format(dead)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What failed, newest first. */
export function FailuresTable({ failures, clock }: { failures: readonly Run[]; clock: DeskClock }) {
  const t = translator(clock.locale, "web.jobs.failures");
  return (
    <table className="tbl">
      <caption className="vh">{t("caption")}</caption>
      <thead>
        <tr>
          <th>{t("job")}</th>
          <th>{t("when")}</th>
          <th>{t("why")}</th>
        </tr>
      </thead>
      <tbody>
        {failures.map((run) => (
          <tr key={run.id}>
            <td>{jobName(clock.locale, run.queue)}</td>
            <td className="faint">
              <When at={run.startedAt} clock={clock} />
            </td>
            <td className="wrap-anywhere">
              {reasonWords(clock.locale, run.reason)}{" "}
              <span className="faint">({t(run.final ? "final" : "again")})</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
