import { z } from "zod";
import { sendReset as send } from "../shop/identity/index.ts";
import type { Job } from "./job.ts";

const data = z.object({ userId: z.uuid(), linkId: z.uuid(), locale: z.string() });

/** Mails a link for a new password, where there is somebody to mail it to (IDN-5). */
export const sendReset: Job = {
  queue: "send-reset",
  lookEvery: 0.5,
  async run(ctx, given) {
    await send(ctx, data.parse(given.data));
    return null;
  },
};
