import { locale } from "@/app/_server/language";
import { registry } from "@/messages";

/** What every form of the account says around its own words. */
export function formWords(act: string, busy: string) {
  const { account, form } = registry[locale()].web;
  const { one, other, kept } = account.form;
  return { ...form, one, other, kept, act, busy };
}
