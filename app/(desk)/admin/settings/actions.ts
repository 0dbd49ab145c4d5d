"use server";

import { refresh } from "next/cache";
import { act, type Answer, type Explain, type FormState } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { paths } from "@/app/_server/paths";
import type { SettingsGroup } from "@/components/admin/settings-form";
import type { Typed } from "@/components/form/model";
import { localWords } from "@/app/_server/language";
import { ok, type Refusal, type Result } from "@/shop/_kernel/result";
import type { Ctx } from "@/shop/context";
import { readSetting, saveSettings } from "@/shop/settings";
import { checkoutForm, reviewsForm, shippingForm, shopForm, taxForm } from "./forms";
import { groupsOf, type Part } from "./groups";

const explain: Explain = (field) => {
  const t = localWords("web.admin.settings.errors");
  if (/^rates\.\d+\.country$/.test(field)) return t("rate");
  const name = field.split(".").slice(2).join(".") || field;
  switch (name) {
    case "name":
    case "email":
    case "country":
    case "timezone":
    case "code":
    case "countries":
      return t(name);
    case "reviewDays":
      return t("reviewDays");
    case "vatId":
      return t("vatId");
    case "books":
    case "ebooks":
    case "audio":
      return t("rate");
    case "flatMinor":
    case "freeFromMinor":
      return t("amount");
    case "days":
    case "days.from":
    case "days.to":
      return t("days");
    case "paymentMinutes":
      return t("minutes");
    default:
      return t("other");
  }
};

/** On to the page that says so; or what now stands where somebody else was first, beside all that was typed. */
function saved(result: Result<null, Refusal<"SETTINGS_CHANGED">>, part: Part) {
  if (result.ok) return ok(paths.admin.settings({ part, done: 1 }));
  refresh(); // the form is now one of the version that stands there
  return result;
}

function changed(groups: readonly SettingsGroup[], typed: Typed): Answer {
  const t = localWords("web.admin.settings.changed");
  return {
    heading: t("heading"),
    message: t("text"),
    items: groups.flatMap((group) =>
      group.fields.flatMap(({ name, label, value }) =>
        (typed[name] ?? "").trim() === value
          ? []
          : [t("differs", { field: `${group.heading}, ${label}`, value: value || t("empty") })],
      ),
    ),
  };
}

const currencyOf = async (ctx: Ctx) => (await readSetting(ctx, "shop")).value.currency;

export async function saveShop(_before: FormState, form: FormData): Promise<FormState> {
  const desk = await requireDesk("settings.manage");
  return act(form, {
    input: shopForm(await currencyOf(desk)),
    explain,
    command: async (ctx, { value, version }) => saved(await saveSettings(ctx, "shop", value, version), "shop"),
    refused: async (_refusal, ctx, _input, typed) =>
      changed(groupsOf.shop((await readSetting(ctx, "shop")).value), typed),
  });
}

export async function saveShipping(_before: FormState, form: FormData): Promise<FormState> {
  const desk = await requireDesk("settings.manage");
  const currency = await currencyOf(desk);
  return act(form, {
    input: shippingForm(currency),
    explain,
    command: async (ctx, { value, version }) => saved(await saveSettings(ctx, "shipping", value, version), "shipping"),
    refused: async (_refusal, ctx, _input, typed) =>
      changed(groupsOf.shipping((await readSetting(ctx, "shipping")).value, currency), typed),
  });
}

export async function saveCheckout(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("settings.manage");
  return act(form, {
    input: checkoutForm,
    explain,
    command: async (ctx, { value, version }) => saved(await saveSettings(ctx, "checkout", value, version), "checkout"),
    refused: async (_refusal, ctx, _input, typed) =>
      changed(groupsOf.checkout((await readSetting(ctx, "checkout")).value), typed),
  });
}

export async function saveTax(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("settings.manage");
  return act(form, {
    input: taxForm,
    explain,
    command: async (ctx, { value, version }) => saved(await saveSettings(ctx, "tax", value, version), "tax"),
    refused: async (_refusal, ctx, _input, typed) =>
      changed(groupsOf.tax((await readSetting(ctx, "tax")).value), typed),
  });
}

export async function saveReviews(_before: FormState, form: FormData): Promise<FormState> {
  await requireDesk("settings.manage");
  return act(form, {
    input: reviewsForm,
    explain,
    command: async (ctx, { value, version }) => saved(await saveSettings(ctx, "reviews", value, version), "reviews"),
    refused: async (_refusal, ctx, _input, typed) =>
      changed(groupsOf.reviews((await readSetting(ctx, "reviews")).value), typed),
  });
}
