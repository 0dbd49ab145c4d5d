import { requireDesk } from "@/app/_server/desk";
import { jobName } from "@/components/admin/job-words";
import { FailuresTable, JobsTable, QueuesTable } from "@/components/admin/jobs-table";
import { Told } from "@/components/admin/told";
import { Note } from "@/components/ui/note";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { listFailures, listQueues, listSchedules } from "@/shop/operations";
import { deskClock } from "../clock";
import { start } from "./actions";

const t = localWords("web.jobs");

export const generateMetadata = titled(() => t("title"));

export default async function JobsPage({ searchParams }: PageProps<"/admin/jobs">) {
  const ctx = await requireDesk("jobs.manage");
  const [params, clock, schedules, queues, failures] = await Promise.all([
    searchParams,
    deskClock(ctx),
    listSchedules(ctx),
    listQueues(ctx),
    listFailures(ctx),
  ]);
  const told = (["started", "waiting"] as const).flatMap((what) => {
    const schedule = schedules.find(({ queue }) => queue === params[what]);
    return schedule ? [t(what, { job: jobName(locale(), schedule.queue) })] : [];
  });
  return (
    <>
      <div className="ahead">
        <h1>{t("title")}</h1>
      </div>
      <p className="muted mb-4">{t("lead")}</p>
      <Told words={told[0] ?? null} />
      {schedules.length > 0 ? (
        <JobsTable schedules={schedules} clock={clock} start={start} />
      ) : (
        <Note kind="wait">
          <p>{t("noWorker")}</p>
        </Note>
      )}
      <section className="mt-6" aria-labelledby="queues">
        <h2 id="queues" className="mb-3 text-lg">
          {t("queues.heading")}
        </h2>
        {queues.length > 0 ? (
          <QueuesTable queues={queues} locale={locale()} />
        ) : (
          <p className="muted">{t("queues.none")}</p>
        )}
      </section>
      <section className="mt-6" aria-labelledby="failures">
        <h2 id="failures" className="mb-3 text-lg">
          {t("failures.heading")}
        </h2>
        {failures.length > 0 ? (
          <FailuresTable failures={failures} clock={clock} />
        ) : (
          <p className="muted">{t("failures.none")}</p>
        )}
      </section>
    </>
  );
}
