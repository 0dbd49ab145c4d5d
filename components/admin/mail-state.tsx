import { translator, type Locale } from "@/messages";
import type { MailRow } from "@/shop/outbox/model";
import { Tag } from "../ui/tag";
import { tongue } from "../ui/tongue";

const kinds = { sent: "done", dead: "bad", withdrawn: "off" } as const;

export function MailStateTag({ mail, locale }: { mail: Pick<MailRow, "state" | "attempts">; locale: Locale }) {
  const t = translator(locale, "web.admin.mail");
  if (mail.state === "queued") return <Tag kind="wait">{t(mail.attempts > 0 ? "retrying" : "states.queued")}</Tag>;
  return <Tag kind={kinds[mail.state]}>{t(`states.${mail.state}`)}</Tag>;
}

/** `lang` of a mail's name: its subject is in the language of its reader. */
export const mailTongue = (mail: Pick<MailRow, "subject" | "locale">, locale: Locale): string | undefined =>
  mail.subject === null ? undefined : tongue(mail.locale, locale);

/** Its subject where the mailbox knows it, else what kind it is. */
export const mailName = (mail: Pick<MailRow, "subject" | "kind">, locale: Locale): string =>
  mail.subject ?? translator(locale, "web.admin.mail.kinds")(mail.kind);
