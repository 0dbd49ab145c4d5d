import { Fold } from "@/components/admin/fold";
import { FieldsForm } from "@/components/form/fields-form";
import type { FormAction } from "@/components/form/model";
import { localWords } from "@/app/_server/language";
import type { OnixStock } from "@/shop/import/model";

const t = localWords("web.imports");

/** Whose the copies on hand in an ONIX file are: where a sheet has its columns. */
export function OnHand({ id, stock, action }: { id: string; stock: OnixStock; action: FormAction }) {
  const failed = localWords("web.form");
  const refused = t("onHand.refused");
  return (
    <div className="mb-5">
      <Fold words={t(`onHand.now.${stock}`)}>
        <p className="muted mb-3 max-w-[40rem]">{t("onHand.text")}</p>
        <FieldsForm
          action={action}
          hidden={{ id }}
          fields={[{ name: "own", type: "checkbox", label: t("onHand.own"), value: stock === "figure" ? "on" : "" }]}
          look={{ look: "go" }}
          words={{
            act: t("map.act"),
            busy: t("map.busy"),
            one: refused,
            other: refused,
            kept: "",
            failed: failed("failed"),
            reference: failed("reference"),
          }}
        />
      </Fold>
    </div>
  );
}
