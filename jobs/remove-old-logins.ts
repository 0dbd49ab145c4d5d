import { removeOldLogIns } from "../shop/identity/index.ts";
import type { Job } from "./job.ts";

/** Removes links, sessions and tokens that open nothing any more. */
export const removeOldLogins: Job = {
  queue: "remove-old-logins",
  lookEvery: 5,
  schedule: "43 * * * *",
  async run(ctx) {
    const gone = await removeOldLogIns(ctx);
    return Object.values(gone).some((rows) => rows > 0) ? gone : null;
  },
};
