import "server-only";
import type { Locale } from "@/messages/locales";
import { getSettings, type Settings } from "@/shop/settings";
import { cached } from "./cached";
import { tags } from "./tags";

const kept = cached("settings", getSettings, () => [tags.settings]);

export async function settings(locale: Locale): Promise<Settings> {
  const found = await kept(locale);
  if (!found) throw new Error("the shop has no settings");
  return found;
}
