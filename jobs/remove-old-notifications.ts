import { removeOldNotifications as remove } from "../shop/notifications/index.ts";
import type { Job } from "./job.ts";

/** Removes notifications that were read long ago (MSG-5). */
export const removeOldNotifications: Job = {
  queue: "remove-old-notifications",
  lookEvery: 5,
  schedule: "31 4 * * *",
  async run(ctx) {
    const notifications = await remove(ctx);
    return notifications > 0 ? { notifications } : null;
  },
};
