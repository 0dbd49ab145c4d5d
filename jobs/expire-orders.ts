import { expireOrders as expire } from "../shop/orders/index.ts";
import type { Job } from "./job.ts";

/** Ends orders whose time to pay is over (CHK-7). */
export const expireOrders: Job = {
  queue: "expire-orders",
  lookEvery: 2,
  schedule: "* * * * *",
  atStart: true,
  async run(ctx) {
    const expired = await expire(ctx);
    return expired > 0 ? { expired } : null;
  },
};
