import { removeOldKeys as remove } from "../shop/checkout/index.ts";
import type { Job } from "./job.ts";

/** Removes the keys of calls that nobody repeats any more (CHK-3). */
export const removeOldKeys: Job = {
  queue: "remove-old-keys",
  lookEvery: 5,
  schedule: "11 * * * *",
  async run(ctx) {
    const keys = await remove(ctx);
    return keys > 0 ? { keys } : null;
  },
};
