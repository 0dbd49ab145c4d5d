import { removeOldCovers as remove } from "../shop/catalog/index.ts";
import type { Job } from "./job.ts";

/** Removes pictures that no book has had for a day (CAT-7). */
export const removeOldCovers: Job = {
  queue: "remove-old-covers",
  lookEvery: 5,
  schedule: "43 3 * * *",
  async run(ctx) {
    const files = await remove(ctx);
    return files > 0 ? { files } : null;
  },
};
