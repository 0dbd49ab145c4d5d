import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { BulkBooksForm } from "@/components/admin/bulk-books-form";
import { localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { bookModes, MOST_ROWS } from "@/shop/catalog/model";
import { bulk } from "./actions";

const t = localWords("web.catalogue");

export const generateMetadata = titled(() => t("bulk.title"));

export default async function BulkPage() {
  await requireDesk("catalog.manage");
  const failed = localWords("web.form");
  return (
    <>
      <nav className="crumbs" aria-label={t("book.crumbs")}>
        <ol>
          <li>
            <a href={paths.admin.books()}>{t("list.title")}</a>
          </li>
          <li aria-current="page">{t("bulk.title")}</li>
        </ol>
      </nav>
      <div className="ahead">
        <div>
          <h1>{t("bulk.title")}</h1>
          <p>{t("bulk.text", { most: MOST_ROWS })}</p>
        </div>
      </div>
      <section className="panel max-w-[48rem] p-5" aria-label={t("bulk.title")}>
        <BulkBooksForm
          action={bulk}
          modes={bookModes.map((value) => ({ value, name: t(`bulk.modes.${value}`) }))}
          words={{
            mode: t("bulk.mode"),
            file: t("bulk.file"),
            rows: t("bulk.rows"),
            rowsHint: t("bulk.rowsHint"),
            dryRun: t("bulk.dryRun"),
            act: t("bulk.act"),
            busy: t("bulk.busy"),
            failed: failed("failed"),
            reference: failed("reference"),
          }}
        />
      </section>
    </>
  );
}
