import { inArray } from "drizzle-orm";
import type { Ctx } from "../_runtime/context.ts";
import { settings } from "../../db/schema/settings.ts";
import {
  checkoutSettings,
  reviewSettings,
  settingSchemas,
  shippingSettings,
  shopSettings,
  taxSettings,
  type CheckoutSettings,
  type ReviewSettings,
  type ShippingSettings,
  type ShopSettings,
  type TaxSettings,
} from "./model.ts";

export { readSetting, saveSettings, type ReadSetting } from "./save-settings.ts";

export interface Settings {
  shop: ShopSettings;
  shipping: ShippingSettings;
  checkout: CheckoutSettings;
  tax: TaxSettings;
  reviews: ReviewSettings;
}

/** All settings, parsed; a shop without them was never set up, which is an error. */
export async function getSettings(ctx: Ctx): Promise<Settings> {
  const rows = await ctx.db
    .select()
    .from(settings)
    .where(inArray(settings.key, Object.keys(settingSchemas)));
  const values = new Map(rows.map((row) => [row.key, row.value]));
  return {
    shop: shopSettings.parse(values.get("shop")),
    shipping: shippingSettings.parse(values.get("shipping")),
    checkout: checkoutSettings.parse(values.get("checkout")),
    tax: taxSettings.parse(values.get("tax")),
    reviews: reviewSettings.parse(values.get("reviews")),
  };
}
