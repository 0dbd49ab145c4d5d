import { Fold } from "@/components/admin/fold";
import { ImportMappingForm } from "@/components/admin/import-mapping-form";
import type { FormAction } from "@/components/form/model";
import { localWords } from "@/app/_server/language";
import { csvTargets, type CsvLayout, type CsvMapping } from "@/shop/import/model";

const t = localWords("web.imports");

/** What the columns of a sheet are: open while that is the next thing to say, else folded away. */
export function Mapping({
  id,
  layout,
  mapping,
  action,
  folded,
}: {
  id: string;
  layout: CsvLayout;
  mapping: CsvMapping;
  action: FormAction;
  folded: boolean;
}) {
  const failed = localWords("web.form");
  const form = (
    <ImportMappingForm
      action={action}
      hidden={{ id }}
      columns={layout.header.map((heading, index) => {
        const name = heading || t("map.unnamed", { number: index + 1 });
        return {
          name,
          label: t("map.meaningOf", { column: name }),
          samples: layout.sample.flatMap((cells) => cells[index]?.slice(0, 60) || []).slice(0, 3),
          target: mapping.columns[index] ?? "",
        };
      })}
      targets={[
        { value: "", words: t("map.nothing") },
        ...csvTargets.map((value) => ({ value, words: t(`targets.${value}`) })),
      ]}
      choices={[
        {
          name: "decimal",
          label: t("map.decimal"),
          value: mapping.decimal ?? "auto",
          options: [
            { value: "auto", words: t("map.decimals.auto") },
            { value: ".", words: t("map.decimals.point") },
            { value: ",", words: t("map.decimals.comma") },
          ],
        },
        {
          name: "dates",
          label: t("map.dates"),
          value: mapping.dates,
          options: (["dmy", "mdy"] as const).map((value) => ({ value, words: t(`map.dateOrders.${value}`) })),
        },
        {
          name: "empty",
          label: t("map.empty"),
          value: mapping.empty,
          options: (["keep", "clear"] as const).map((value) => ({ value, words: t(`map.empties.${value}`) })),
        },
      ]}
      words={{
        column: t("map.column"),
        samples: t("map.samples"),
        meaning: t("map.meaning"),
        act: t("map.act"),
        busy: t("map.busy"),
        failed: failed("failed"),
        reference: failed("reference"),
      }}
    />
  );
  if (folded) {
    return (
      <div className="mb-5">
        <Fold words={t("map.again")}>{form}</Fold>
      </div>
    );
  }
  return (
    <section className="panel mb-5 p-5" aria-labelledby="map-heading">
      <h2 id="map-heading">{t("map.heading")}</h2>
      <p className="muted mt-1 mb-4">{t("map.text")}</p>
      {form}
    </section>
  );
}
