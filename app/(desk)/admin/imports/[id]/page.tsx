import { settings } from "@/app/_cache/settings";
import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { ImportHistory } from "@/components/admin/import-history";
import { ImportProgress } from "@/components/admin/import-progress";
import { ImportRowsTable } from "@/components/admin/import-rows-table";
import { ImportState } from "@/components/admin/import-state";
import { sizeWords, stateLooks } from "@/components/admin/import-words";
import { ListEnd, NoRows, Tabs } from "@/components/admin/list-frame";
import { longWhen } from "@/components/admin/when";
import { ActForm } from "@/components/form/act-form";
import { LinkButton } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { findMapping, getImport, getImportProgress, listImportHistory, listImportRows } from "@/shop/import";
import { isWorking, mayDo, rowFilters, type RowFilter } from "@/shop/import/model";
import { deskClock } from "../../clock";
import { chosen, pageOf } from "../../query";
import { cancel, commit, map, resume, stock, undo } from "./actions";
import { Mapping } from "./mapping";
import { OnHand } from "./on-hand";
import { toldProgress } from "./told";

const t = localWords("web.imports");

export const generateMetadata = titled(() => t("title"));

export default async function ImportPage({ params, searchParams }: PageProps<"/admin/imports/[id]">) {
  const ctx = await requireDesk("catalog.read");
  const { id } = await params;
  const query = await searchParams;
  const filter = chosen(query, "rows", rowFilters, undefined);
  const found = await settle(() => getImport(ctx, id));
  const [clock, { shop }, progress, history, rows, mapping] = await Promise.all([
    deskClock(ctx),
    settings(locale()),
    getImportProgress(ctx, id),
    listImportHistory(ctx, id),
    listImportRows(ctx, id, { filter, page: pageOf(query) }),
    mayDo(found, "mapped") ? findMapping(ctx, id) : null,
  ]);
  const counts = found.committed ?? found.planned;
  const failed = localWords("web.form");
  const failedWords = { failed: failed("failed"), reference: failed("reference") };
  const href = (rowsOf: RowFilter | undefined, page = 1) =>
    paths.admin.import(id, { rows: rowsOf, page: page > 1 ? page : undefined });
  const tab = (of: RowFilter | undefined, name: string, count?: number) => ({
    name,
    count,
    href: href(of),
    here: filter === of,
  });
  const toBringIn = (found.planned?.created ?? 0) + (found.planned?.updated ?? 0);
  const blocked = found.state === "committed" && (found.undone?.refused ?? 0) > 0;
  return (
    <>
      <nav className="crumbs" aria-label={t("crumbs")}>
        <ol>
          <li>
            <a href={paths.admin.imports()}>{t("title")}</a>
          </li>
          <li aria-current="page">{found.fileName}</li>
        </ol>
      </nav>
      <div className="ahead">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-3">
            <h1 className="wrap-anywhere">{found.fileName}</h1>
            <Tag {...stateLooks[found.state]}>{t(`states.${found.state}`)}</Tag>
          </div>
          <p>
            {t("page.facts", {
              format: t(`formats.${found.format}`),
              size: sizeWords(found.bytes, locale()),
              when: longWhen(found.createdAt, clock),
            })}
          </p>
          {found.stock === "figure" && <p>{t("onHand.taken")}</p>}
        </div>
        <div className="acts flex flex-wrap gap-2">
          {mayDo(found, "cancelled") && (
            <ActForm
              action={cancel}
              fields={{ id }}
              words={t("page.cancel")}
              busyWords={t("page.cancelling")}
              failedWords={failedWords}
            />
          )}
          {mayDo(found, "resumed") && found.hasFile && (
            <ActForm
              action={resume}
              fields={{ id }}
              words={t("page.resume")}
              busyWords={t("page.resuming")}
              failedWords={failedWords}
            />
          )}
          {mayDo(found, "undo") && (
            <ActForm
              action={undo}
              fields={{ id, rest: blocked ? "yes" : "" }}
              words={t(blocked ? "page.undoRest" : "page.undo")}
              busyWords={t("page.undoing")}
              failedWords={failedWords}
            />
          )}
          {mayDo(found, "commit") && (
            <ActForm
              look="go"
              action={commit}
              fields={{ id }}
              words={toBringIn > 0 ? t("page.commit", { count: toBringIn }) : t("page.commitNone")}
              busyWords={t("page.committing")}
              failedWords={failedWords}
            />
          )}
        </div>
      </div>
      <ImportState found={found} locale={locale()} />
      {isWorking(found.state) && (
        <section className="panel mb-5 p-5" aria-label={t("progress.heading")}>
          <ImportProgress
            source={paths.admin.importProgress(id)}
            first={toldProgress(progress)}
            leave={t("progress.leave")}
          />
          <noscript>
            <LinkButton className="mt-3" href={paths.admin.import(id)}>
              {t("progress.again")}
            </LinkButton>
          </noscript>
        </section>
      )}
      {mapping && found.layout && (
        <Mapping
          key={found.changedAt.toISOString()}
          id={id}
          layout={found.layout}
          mapping={mapping}
          action={map}
          folded={found.state !== "uploaded"}
        />
      )}
      {found.stock !== null && mayDo(found, "mapped") && (
        <OnHand key={found.changedAt.toISOString()} id={id} stock={found.stock} action={stock} />
      )}
      {counts && (
        <section aria-labelledby="rows-heading">
          <h2 className="vh" id="rows-heading">
            {t("rows.heading")}
          </h2>
          <Tabs
            label={t("rows.tabs")}
            locale={locale()}
            tabs={[
              tab(undefined, t("rows.all")),
              tab("create", t("rows.create"), counts.created),
              tab("update", t("rows.update"), counts.updated),
              ...(counts.unchanged > 0 ? [tab("unchanged", t("rows.noted"))] : []),
              tab("error", t("rows.error"), counts.failed),
              ...(found.undone?.refused ? [tab("refused", t("rows.refused"), found.undone.refused)] : []),
            ]}
          />
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <p className="muted" role="status">
              {t("rows.unchanged", { count: counts.unchanged })}
            </p>
            {counts.failed > 0 && (
              <LinkButton look="line" href={paths.admin.importErrors(id)}>
                {t("rows.errors")}
              </LinkButton>
            )}
          </div>
          {rows.items.length > 0 ? (
            <>
              <div className="panel overflow-x-clip">
                <ImportRowsTable rows={rows.items} format={found.format} currency={shop.currency} locale={locale()} />
              </div>
              <ListEnd page={rows} href={(page) => href(filter, page)} locale={locale()} />
            </>
          ) : (
            <NoRows heading={t("rows.empty.heading")} text={t("rows.empty.text")} />
          )}
        </section>
      )}
      <ImportHistory history={history} clock={clock} />
    </>
  );
}
