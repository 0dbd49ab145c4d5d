import { locale } from "@/app/_server/language";
import type { PasswordWords } from "@/components/form/password-field";
import { registry } from "@/messages";

const words = () => registry[locale()].web.password;

export const knownPassword = (): PasswordWords => ({ show: words().show });
export const newPassword = (): PasswordWords => ({ show: words().show, strength: words().strength });
