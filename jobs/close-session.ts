import { z } from "zod";
import { closeSession as close } from "../shop/payments/index.ts";
import type { Job } from "./job.ts";

const data = z.object({ sessionRef: z.string().min(1) });

/** Closes a gateway's session of a try to pay that was given up, so that nobody pays there any more. One that was paid meanwhile is found. */
export const closeSession: Job = {
  queue: "close-session",
  lookEvery: 2,
  atOnce: 4,
  async run(ctx, given) {
    await close(ctx, data.parse(given.data).sessionRef);
    return null;
  },
};
