import type { PasswordWords } from "@/components/form/password-field";
import { defaultLocale as locale, registry } from "@/messages";

const { show, strength } = registry[locale].web.password;

export const knownPassword: PasswordWords = { show };
export const newPassword: PasswordWords = { show, strength };
