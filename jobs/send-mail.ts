import { z } from "zod";
import { deliverMail } from "../shop/outbox/index.ts";
import type { Job } from "./job.ts";
import { writeMail } from "./mail-content.ts";

const data = z.object({ mailId: z.uuid() });

/** Sends one mail of the outbox; how it went is logged there. */
export const sendMail: Job = {
  queue: "send-mail",
  lookEvery: 0.5,
  atOnce: 8,
  async run(ctx, given) {
    await deliverMail(ctx, data.parse(given.data).mailId, (mail) => writeMail(ctx, mail));
    return null;
  },
};
