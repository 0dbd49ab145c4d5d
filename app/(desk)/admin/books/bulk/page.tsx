import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { BulkBooksForm } from "@/components/admin/bulk-books-form";
import { localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { findBulkReport } from "@/shop/catalog";
import { bookModes, MOST_ROWS } from "@/shop/catalog/model";
import { MOST_BYTES } from "./bounds";
import { bulkState } from "./told";

const t = localWords("web.catalogue");

export const generateMetadata = titled(() => t("bulk.title"));

export default async function BulkPage({ searchParams }: PageProps<"/admin/books/bulk">) {
  const ctx = await requireDesk("catalog.manage");
  const report = (await searchParams).told === undefined ? null : await findBulkReport(ctx);
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
          <p>
            {t("bulk.text", { most: MOST_ROWS })} <a href={paths.admin.imports()}>{t("bulk.larger")}</a>
          </p>
        </div>
      </div>
      <section className="panel max-w-[48rem] p-5" aria-label={t("bulk.title")}>
        <BulkBooksForm
          href={paths.admin.bulkBooksSend()}
          mostBytes={MOST_BYTES}
          before={report && bulkState(report)}
          modes={bookModes.map((value) => ({ value, name: t(`bulk.modes.${value}`) }))}
          words={{
            mode: t("bulk.mode"),
            file: t("bulk.file"),
            rows: t("bulk.rows"),
            rowsHint: t("bulk.rowsHint"),
            dryRun: t("bulk.dryRun"),
            act: t("bulk.act"),
            busy: t("bulk.busy"),
            tooBig: t("bulk.tooBig", { most: MOST_BYTES / 1e6 }),
            failed: failed("failed"),
          }}
        />
      </section>
    </>
  );
}
