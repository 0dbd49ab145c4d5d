import { createTransport } from "nodemailer";
import type { MailTransport } from "../../_runtime/gateways.ts";

/** Any SMTP server, e.g. smtps://user:password@mail.example:465. The Message-ID is made of the mail's id. */
export function smtpTransport(url: string): MailTransport {
  const smtp = createTransport(url, undefined);
  return {
    name: "smtp",
    // it knows no keys: a server that is slow to take a mail shall not get it twice
    patienceMs: 90_000,
    async send({ id, from, to, subject, html, text, headers = {} }) {
      const domain = /@([^>\s]+)/.exec(from)?.[1] ?? "localhost";
      const messageId = `<${id}@${domain}>`;
      const sent = await smtp.sendMail({ from, to, subject, html, text, messageId, headers: { ...headers } });
      return { ref: sent.response };
    },
  };
}
