import { z } from "zod";
import { reconcilePayment as ask, reconcilePayments as askAll } from "../shop/payments/index.ts";
import type { Job } from "./job.ts";

/** Asks the gateway about what was left open, and mends what a lost announcement left behind (PAY-5). */
export const reconcilePayments: Job = {
  queue: "reconcile-payments",
  lookEvery: 2,
  schedule: "* * * * *",
  atStart: true,
  async run(ctx) {
    const mended = await askAll(ctx);
    return mended > 0 ? { mended } : null;
  },
};

const data = z.object({ paymentId: z.uuid() });

/** The same for one payment, where an announcement said too little. */
export const reconcilePayment: Job = {
  queue: "reconcile-payment",
  lookEvery: 2,
  atOnce: 4,
  async run(ctx, given) {
    const { paymentId } = data.parse(given.data);
    return (await ask(ctx, paymentId)) ? { paymentId, mended: true } : null;
  },
};
