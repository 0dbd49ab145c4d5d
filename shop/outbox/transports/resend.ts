import { Resend } from "resend";
import type { MailTransport } from "../../_runtime/gateways.ts";

/** Resend; its idempotency key (kept there for 24 hours) is the mail's id. https://resend.com/docs/api-reference/emails/send-email */
export function resendTransport(apiKey: string, baseUrl?: string): MailTransport {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  return {
    name: "resend",
    async send({ id, from, to, subject, html, text, headers }) {
      const { data, error } = await resend.emails.send(
        { from, to, subject, html, text, ...(headers && { headers }) },
        { idempotencyKey: id },
      );
      if (error) throw new Error(`${error.name}: ${error.message}`);
      return { ref: data.id };
    },
  };
}
