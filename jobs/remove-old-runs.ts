import { removeOldRuns as remove } from "../shop/operations/index.ts";
import type { Job } from "./job.ts";

/** Removes what became of jobs long ago (OBS-3). */
export const removeOldRuns: Job = {
  queue: "remove-old-runs",
  lookEvery: 5,
  schedule: "37 * * * *",
  async run(ctx) {
    const runs = await remove(ctx);
    return runs > 0 ? { runs } : null;
  },
};
