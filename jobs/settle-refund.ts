import { z } from "zod";
import { settleRefund as settle } from "../shop/payments/index.ts";
import type { Job } from "./job.ts";

const data = z.object({ refundId: z.uuid() });

/** Asks the gateway to send money back; a gateway that refuses is asked again by the queue. */
export const settleRefund: Job = {
  queue: "settle-refund",
  lookEvery: 0.5,
  atOnce: 4,
  async run(ctx, given) {
    const { refundId } = data.parse(given.data);
    return { refundId, outcome: await settle(ctx, refundId, given.lastTry) };
  },
};
