import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { ImportUpload } from "@/components/admin/import-upload";
import { failureWords } from "@/components/admin/import-words";
import { ImportsTable } from "@/components/admin/imports-table";
import { ListEnd, NoRows } from "@/components/admin/list-frame";
import { LinkButton } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { listImports } from "@/shop/import";
import { isFileRefusalCode, MOST_BYTES } from "@/shop/import/model";
import { deskClock } from "../clock";
import { chosen, pageOf, worded } from "../query";

const t = localWords("web.imports");

export const generateMetadata = titled(() => t("title"));

/** Why the file that was just sent is not here. */
function refusalWords(params: Record<string, string | string[] | undefined>): string | null {
  const code = chosen(params, "refused", ["none", "too_big", "broken"], undefined);
  if (code) return t(`refused.${code}`, { most: MOST_BYTES / 1024 ** 3 });
  const file = worded(params, "refused");
  return file !== undefined && isFileRefusalCode(file) ? failureWords({ code: file }, locale()) : null;
}

export default async function ImportsPage({ searchParams }: PageProps<"/admin/imports">) {
  const ctx = await requireDesk("catalog.read");
  const params = await searchParams;
  const [clock, asked] = await Promise.all([deskClock(ctx), listImports(ctx, { page: pageOf(params) })]);
  // a page beyond the end shows the end
  const imports = asked.page > asked.pages ? await listImports(ctx, { page: asked.pages }) : asked;
  const refused = refusalWords(params);
  return (
    <>
      <div className="ahead">
        <div>
          <h1>{t("title")}</h1>
          <p>{t("text")}</p>
        </div>
        <div className="acts">
          <LinkButton look="line" href={paths.admin.importSubjects()}>
            {t("upload.subjects")}
          </LinkButton>
        </div>
      </div>
      {refused !== null && (
        <Note kind="bad" className="mb-4 px-4! py-3!">
          <strong>{t("refused.heading")}</strong>
          <p>{refused}</p>
        </Note>
      )}
      <ImportUpload locale={locale()} />
      {imports.items.length > 0 ? (
        <>
          <div className="panel overflow-x-clip">
            <ImportsTable rows={imports.items} clock={clock} />
          </div>
          <ListEnd page={imports} href={(page) => paths.admin.imports({ page })} locale={locale()} />
        </>
      ) : (
        <NoRows heading={t("empty.heading")} text={t("empty.text")} />
      )}
    </>
  );
}
