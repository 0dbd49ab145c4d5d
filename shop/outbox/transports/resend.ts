import { Resend, type ErrorResponse } from "resend";
import { MailRefused, MailsHeldUp, type MailTransport } from "../../_runtime/gateways.ts";

/** Resend; its idempotency key (kept there for 24 hours) is the mail's id. https://resend.com/docs/api-reference/emails/send-email */
export function resendTransport(apiKey: string, baseUrl?: string): MailTransport {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  return {
    name: "resend",
    async send({ id, from, to, subject, html, text, headers }) {
      const {
        data,
        error,
        headers: answered,
      } = await resend.emails.send(
        { from, to, subject, html, text, ...(headers && { headers }) },
        { idempotencyKey: id },
      );
      if (!error) return { ref: data.id };
      // an earlier try was taken and its answer lost; since then the mail has come to say something else
      if (error.name === "invalid_idempotent_request") return { ref: error.name };
      throw reasonOf(error, answered);
    },
  };
}

/** What an error means for the mail: https://resend.com/docs/api-reference/errors */
function reasonOf({ name, message, statusCode }: ErrorResponse, headers: Record<string, string> | null): Error {
  const said = `${name}: ${message}`;
  const seconds = Number(headers?.["retry-after"] ?? Number.NaN);
  const askAfter = Number.isFinite(seconds) ? seconds : null;
  if (askAfter !== null || statusCode === 429) return new MailsHeldUp(said, askAfter);
  // of what the shop sends, only the address differs from mail to mail: all else is worth another try once it is mended
  return name === "validation_error" && message.includes("`to`") ? new MailRefused(said) : new Error(said);
}
