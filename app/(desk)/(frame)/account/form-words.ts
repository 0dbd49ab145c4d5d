import { defaultLocale as locale, registry } from "@/messages";

const { one, other, kept } = registry[locale].web.account.form;

/** What every form of the account says around its own words. */
export const formWords = (act: string, busy: string) => ({ ...registry[locale].web.form, one, other, kept, act, busy });
