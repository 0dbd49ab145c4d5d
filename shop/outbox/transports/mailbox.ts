import type { Database } from "../../../db/client.ts";
import { mailbox } from "../../../db/schema/outbox.ts";
import type { MailTransport } from "../../_runtime/gateways.ts";

/** Keeps mails in the database, to be read at /admin/mail; the same mail twice is kept once. */
export const mailboxTransport = (database: Database): MailTransport => ({
  name: "mailbox",
  async send({ id, from, to, subject, html, text, headers = {} }) {
    await database.db
      .insert(mailbox)
      .values({ mailId: id, sender: from, recipient: to, subject, html, text, headers })
      .onConflictDoNothing();
    return { ref: id };
  },
});
