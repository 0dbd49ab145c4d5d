import { inviteReviewers } from "../shop/reviews/index.ts";
import type { Job } from "./job.ts";

/** Asks for reviews of books that arrived some days ago (REV-1). */
export const inviteReviews: Job = {
  queue: "invite-reviews",
  lookEvery: 5,
  schedule: "7 * * * *",
  async run(ctx) {
    const invited = await inviteReviewers(ctx);
    return invited > 0 ? { invited } : null;
  },
};
