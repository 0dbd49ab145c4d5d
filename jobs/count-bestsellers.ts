import { countBestsellers as recount } from "../shop/analytics/index.ts";
import type { Job } from "./job.ts";

/** Keeps the list of bestsellers true to the sales (DSC-1). */
export const countBestsellers: Job = {
  queue: "count-bestsellers",
  lookEvery: 2,
  schedule: "* * * * *",
  atStart: true,
  async run(ctx) {
    return (await recount(ctx)) ? { changed: true } : null;
  },
};
