import { createTransport } from "nodemailer";
import type { MailTransport } from "../../_runtime/gateways.ts";

/** Any SMTP server, e.g. smtps://user:password@mail.example:465. The Message-ID is made of the mail's id. */
export function smtpTransport(url: string): MailTransport {
  const smtp = createTransport(url, undefined);
  return {
    name: "smtp",
    async send({ id, from, to, subject, html, text }) {
      const domain = /@([^>\s]+)/.exec(from)?.[1] ?? "localhost";
      const sent = await smtp.sendMail({ from, to, subject, html, text, messageId: `<${id}@${domain}>` });
      return { ref: sent.response };
    },
  };
}
