import { z } from "zod";
import { announceRestocks as announce } from "../shop/prebooking/index.ts";
import type { Job } from "./job.ts";

/** Null on the schedule: then every restock that is not finished is looked at. */
const data = z.object({ restockId: z.uuid().nullable() }).nullable();

/** Tells everybody who waited for a book that it is there (PRE-3). */
export const announceRestocks: Job = {
  queue: "announce-restocks",
  lookEvery: 0.5,
  schedule: "* * * * *",
  atStart: true,
  async run(ctx, given) {
    const people = await announce(ctx, data.parse(given.data)?.restockId ?? null);
    return people > 0 ? { people } : null;
  },
};
