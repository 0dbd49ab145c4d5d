import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import { actWords } from "@/components/admin/act-words";
import { Tabs } from "@/components/admin/list-frame";
import { SettingsForm } from "@/components/admin/settings-form";
import { Told } from "@/components/admin/told";
import { locale, localWords } from "@/app/_server/language";
import { titled } from "@/app/_server/titled";
import type { Ctx } from "@/shop/context";
import { readSetting } from "@/shop/settings";
import { chosen } from "../query";
import { saveCheckout, saveReviews, saveShipping, saveShop, saveTax } from "./actions";
import { groupsOf, parts, type Part } from "./groups";

const t = localWords("web.admin.settings");

export const generateMetadata = titled(() => t("title"));

async function formOf(ctx: Ctx, part: Part) {
  switch (part) {
    case "shop": {
      const { value, version } = await readSetting(ctx, part);
      return { action: saveShop, version, groups: groupsOf.shop(value) };
    }
    case "shipping": {
      const [{ value, version }, shop] = await Promise.all([readSetting(ctx, part), readSetting(ctx, "shop")]);
      return { action: saveShipping, version, groups: groupsOf.shipping(value, shop.value.currency) };
    }
    case "tax": {
      const { value, version } = await readSetting(ctx, part);
      return { action: saveTax, version, groups: groupsOf.tax(value) };
    }
    case "checkout": {
      const { value, version } = await readSetting(ctx, part);
      return { action: saveCheckout, version, groups: groupsOf.checkout(value) };
    }
    case "reviews": {
      const { value, version } = await readSetting(ctx, part);
      return { action: saveReviews, version, groups: groupsOf.reviews(value) };
    }
  }
}

export default async function SettingsPage({ searchParams }: PageProps<"/admin/settings">) {
  const ctx = await requireDesk("settings.manage");
  const params = await searchParams;
  const part = chosen(params, "part", parts, "shop");
  const form = await formOf(ctx, part);
  return (
    <>
      <div className="ahead">
        <h1>{t("title")}</h1>
      </div>
      <Told words={params.done === undefined ? null : t("done")} />
      <Tabs
        label={t("tabs")}
        locale={locale()}
        tabs={parts.map((each) => ({
          name: t(`parts.${each}`),
          href: paths.admin.settings({ part: each === "shop" ? undefined : each }),
          here: each === part,
        }))}
      />
      <div className="max-w-measure">
        <SettingsForm key={part} {...form} words={{ ...actWords(t("save"), locale()), busy: t("busy") }} />
      </div>
    </>
  );
}
