import { paths } from "@/app/_server/paths";
import { translator, type Locale } from "@/messages";
import { MOST_BYTES } from "@/shop/import/model";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Icon } from "../ui/icon";

/** A plain form: the browser itself streams the file, whatever its size. */
export function ImportUpload({ locale }: { locale: Locale }) {
  const t = translator(locale, "web.imports.upload");
  return (
    <section className="panel mb-5 p-5" aria-labelledby="upload-heading">
      <h2 id="upload-heading">{t("heading")}</h2>
      <form
        className="mt-3 flex flex-wrap items-end gap-3"
        action={paths.admin.importsUpload()}
        method="post"
        encType="multipart/form-data"
      >
        <Field
          className="min-w-0 flex-1 basis-[18rem]"
          name="file"
          type="file"
          required
          accept=".csv,.tsv,.txt,.xml,.onix,.json,text/csv,text/xml,application/xml,application/json"
          label={t("file")}
          hint={t("hint", { most: MOST_BYTES / 1024 ** 3 })}
        />
        <Button look="go">
          <Icon name="upload" />
          {t("act")}
        </Button>
      </form>
    </section>
  );
}
