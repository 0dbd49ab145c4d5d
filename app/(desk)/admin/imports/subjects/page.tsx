import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { SubjectsForm } from "@/components/admin/import-subjects-form";
import { Told } from "@/components/admin/told";
import { localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { getSubjectRules } from "@/shop/import";
import { save } from "./actions";
import { writeRules } from "./rules";

const t = localWords("web.imports");

export const generateMetadata = titled(() => t("subjects.title"));

export default async function SubjectsPage({ searchParams }: PageProps<"/admin/imports/subjects">) {
  const ctx = await requireDesk("catalog.manage");
  const [{ done }, rules] = await Promise.all([searchParams, getSubjectRules(ctx)]);
  const failed = localWords("web.form");
  return (
    <>
      <nav className="crumbs" aria-label={t("crumbs")}>
        <ol>
          <li>
            <a href={paths.admin.imports()}>{t("title")}</a>
          </li>
          <li aria-current="page">{t("subjects.title")}</li>
        </ol>
      </nav>
      <div className="ahead">
        <div>
          <h1>{t("subjects.title")}</h1>
          <p>{t("subjects.text")}</p>
        </div>
      </div>
      <Told words={done === "saved" ? t("subjects.saved") : null} />
      <section className="panel max-w-[44rem] p-5" aria-label={t("subjects.title")}>
        <SubjectsForm
          action={save}
          rules={writeRules(rules)}
          words={{
            label: t("subjects.label"),
            hint: `${t("subjects.hint")} ${t("subjects.default")}`,
            act: t("subjects.act"),
            busy: t("subjects.busy"),
            failed: failed("failed"),
            reference: failed("reference"),
          }}
        />
      </section>
    </>
  );
}
