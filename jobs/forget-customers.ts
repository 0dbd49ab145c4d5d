import { forgetCustomers as forget } from "../shop/orders/index.ts";
import type { Job } from "./job.ts";

/** Takes the person out of orders of deleted accounts once they are over (IDN-8). */
export const forgetCustomers: Job = {
  queue: "forget-customers",
  lookEvery: 5,
  schedule: "29 * * * *",
  async run(ctx) {
    const forgotten = await forget(ctx);
    return forgotten > 0 ? { forgotten } : null;
  },
};
