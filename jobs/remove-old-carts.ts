import { removeOldCarts as remove } from "../shop/cart/index.ts";
import type { Job } from "./job.ts";

/** Removes carts that nobody has touched for a week (CRT-3). */
export const removeOldCarts: Job = {
  queue: "remove-old-carts",
  lookEvery: 5,
  schedule: "17 * * * *",
  async run(ctx) {
    const carts = await remove(ctx);
    return carts > 0 ? { carts } : null;
  },
};
