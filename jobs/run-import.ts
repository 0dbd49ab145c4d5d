import { z } from "zod";
import { findWaitingImports, removeOldFiles, runImport as run } from "../shop/import/index.ts";
import type { Job } from "./job.ts";

const data = z.object({ importId: z.uuid() });

/**
 * A file's dry run, commit or undoing. Whoever comes second while another works leaves at once; what takes long goes on in
 * another job, so that none runs into the queue's end of time (CAT-6).
 */
export const runImport: Job = {
  queue: "run-import",
  lookEvery: 0.5,
  atOnce: 2,
  async run(ctx, given) {
    const { importId } = data.parse(given.data);
    const { state, rows } = await run(ctx, importId);
    if (state === "later") await ctx.transact((tx) => ctx.shop.jobs.send(tx, "run-import", { importId }));
    return state === "busy" ? null : { importId, state, rows };
  },
};

/** Takes up imports whose workers died or whose jobs were lost. */
export const sweepImports: Job = {
  queue: "sweep-imports",
  lookEvery: 2,
  schedule: "* * * * *",
  atStart: true,
  async run(ctx) {
    const waiting = await findWaitingImports(ctx);
    for (const importId of waiting) {
      await ctx.transact((tx) => ctx.shop.jobs.send(tx, "run-import", { importId }));
    }
    return waiting.length > 0 ? { imports: waiting.length } : null;
  },
};

/** Files that nobody asks for any more. */
export const removeOldImports: Job = {
  queue: "remove-old-imports",
  lookEvery: 10,
  schedule: "40 3 * * *",
  async run(ctx) {
    const files = await removeOldFiles(ctx);
    return files > 0 ? { files } : null;
  },
};
