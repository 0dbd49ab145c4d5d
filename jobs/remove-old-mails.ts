import { removeOldMails as remove } from "../shop/outbox/index.ts";
import type { Job } from "./job.ts";

/** Removes the bodies of old mails, and old events (MSG-2). */
export const removeOldMails: Job = {
  queue: "remove-old-mails",
  lookEvery: 5,
  schedule: "19 4 * * *",
  async run(ctx) {
    const gone = await remove(ctx);
    return Object.values(gone).some((rows) => rows > 0) ? gone : null;
  },
};
