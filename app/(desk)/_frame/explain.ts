import type { Explain } from "@/app/_server/action";
import { localWords } from "@/app/_server/language";

const t = localWords("web.register.errors");

/** What is wrong with a password that is being set. */
export const explainPassword: Explain = (field, _issue, typed) =>
  t((typed[field]?.length ?? 0) > 256 ? "long" : "short");

/** What is wrong with an address. */
export const explainEmail: Explain = (_field, issue) => t(issue.message === "EMAIL_UNUSABLE" ? "unusable" : "email");
