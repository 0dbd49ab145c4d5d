import { paths } from "@/app/_server/paths";
import { FieldsForm } from "@/components/form/fields-form";
import { Note } from "@/components/ui/note";
import { registry } from "@/messages";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import { orderNumberSchema } from "@/shop/orders/model";
import { SmallPage } from "../../_frame/small-page";
import { sendLink } from "./actions";
import { requestContext } from "@/app/_server/context";

const t = localWords("web.track");

export const generateMetadata = titled(() => t("title"), { referrer: "same-origin" });

export default async function TrackPage({ searchParams }: PageProps<"/track">) {
  const [{ sent, number }] = await Promise.all([searchParams, requestContext()]);
  if (sent !== undefined) {
    return (
      <SmallPage heading={t("title")}>
        <Note kind="done" icon="mail">
          <strong>{t("sent.heading")}</strong>
          <p>{t("sent.text")}</p>
        </Note>
        <p>
          <a className="link" href={paths.trackForm()}>
            {t("sent.again")}
          </a>
        </p>
      </SmallPage>
    );
  }
  return (
    <SmallPage heading={t("title")} lead={t("lead")}>
      <FieldsForm
        action={sendLink}
        fields={[
          {
            name: "number",
            label: t("number"),
            hint: t("numberHint"),
            autoComplete: "off",
            maxLength: 20,
            value: orderNumberSchema.safeParse(number).data,
          },
          { name: "email", label: t("email"), type: "email", autoComplete: "email", maxLength: 254 },
        ]}
        words={{
          ...registry[locale()].web.form,
          act: t("act"),
          busy: t("busy"),
          one: t("errors.one"),
          other: t("errors.other"),
          kept: t("errors.kept"),
        }}
      />
    </SmallPage>
  );
}
