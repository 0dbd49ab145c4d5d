import { sweepOutbox as sweep } from "../shop/outbox/index.ts";
import type { Job } from "./job.ts";

/** Takes up mails whose jobs were lost (MSG-2). */
export const sweepOutbox: Job = {
  queue: "sweep-outbox",
  lookEvery: 2,
  schedule: "* * * * *",
  atStart: true,
  async run(ctx) {
    const mails = await sweep(ctx);
    return mails > 0 ? { mails } : null;
  },
};
