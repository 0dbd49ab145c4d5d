import { deliverBulkMails } from "../shop/outbox/index.ts";
import type { Job } from "./job.ts";
import { writeMail } from "./mail-content.ts";

/** Sends what waits for very many people at once; how it went is logged for each. */
export const sendBulkMails: Job = {
  queue: "send-bulk-mails",
  lookEvery: 1,
  async run(ctx) {
    const outcomes = await deliverBulkMails(ctx, (mail) => writeMail(ctx, mail));
    return Object.keys(outcomes).length > 0 ? outcomes : null;
  },
};
