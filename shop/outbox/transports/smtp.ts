import { createTransport } from "nodemailer";
import { MailRefused, MailsHeldUp, type MailTransport } from "../../_runtime/gateways.ts";

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
      const letter = { from, to, subject, html, text, messageId, headers: { ...headers } };
      const { response } = await smtp.sendMail(letter).catch((error: unknown) => Promise.reject(reasonOf(error)));
      return { ref: response };
    },
  };
}

/** No such mailbox, or none that takes mails (RFC 3463). Other refusals may be about the sender, or a list that ends some day. */
const NO_SUCH_MAILBOX = /\b5\.(?:1\.(?:1|2|3|6|10)|2\.1)\b/;

/** What an error means for the mail: a server that closes for now (RFC 5321, 4.2.3) is not about the mail. */
function reasonOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { code, responseCode } = error as Error & { code?: string; responseCode?: number };
  if (responseCode === 421) return new MailsHeldUp(error.message, null);
  return code === "EENVELOPE" && NO_SUCH_MAILBOX.test(error.message) ? new MailRefused(error.message) : error;
}
