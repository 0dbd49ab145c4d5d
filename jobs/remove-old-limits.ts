import { removeOldLimits as remove } from "../shop/limits/index.ts";
import type { Job } from "./job.ts";

/** Removes counters of the rate limits that count nothing any more (SEC-1). */
export const removeOldLimits: Job = {
  queue: "remove-old-limits",
  lookEvery: 5,
  schedule: "41 * * * *",
  async run(ctx) {
    const counters = await remove(ctx);
    return counters > 0 ? { counters } : null;
  },
};
