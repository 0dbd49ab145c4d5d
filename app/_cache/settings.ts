import "server-only";
import type { Locale } from "@/messages/locales";
import { getSettings } from "@/shop/settings";
import type { ShippingSettings, ShopSettings } from "@/shop/settings/model";
import { cached } from "./cached";
import { tags } from "./tags";

const kept = cached("settings", getSettings, () => [tags.settings]);

export async function settings(locale: Locale): Promise<{ shop: ShopSettings; shipping: ShippingSettings }> {
  const found = await kept(locale);
  if (!found) throw new Error("the shop has no settings");
  return found;
}
