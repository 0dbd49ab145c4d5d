import { sweepRefunds as sweep } from "../shop/payments/index.ts";
import type { Job } from "./job.ts";

/** Takes up refunds whose jobs were lost (CHK-7). */
export const sweepRefunds: Job = {
  queue: "sweep-refunds",
  lookEvery: 2,
  schedule: "* * * * *",
  atStart: true,
  async run(ctx) {
    const refunds = await sweep(ctx);
    return refunds > 0 ? { refunds } : null;
  },
};
