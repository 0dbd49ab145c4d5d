import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import type { BookMode, BookProblem } from "./model.ts";

/** What came of rows that somebody sent, and how they were sent. */
export interface BulkReport {
  mode: BookMode;
  dryRun: boolean;
  /** What was pasted; empty for a file, and for more than is kept. */
  rows: string;
  told:
    | { kind: "unread"; why: "too_big" | "empty" | "no_json" | "no_array"; reason: string }
    /** The first problems of so many. */
    | { kind: "refused"; count: number; problems: BookProblem[] }
    | { kind: "done"; created: number; updated: number; unchanged: number };
}

const MOST_BYTES = 4_000_000;
/** One a person: the newest takes the place of the one before. */
const reportOf = (ctx: Ctx) => `drafts/bulk/${ctx.actor.kind === "user" ? ctx.actor.id : "shop"}.json`;

/**
 * Keeps what came of rows, and the rows, for the page that a browser without scripts is sent to; a day later it is gone.
 * @caller the desk
 */
export async function keepBulkReport(ctx: Ctx, report: BulkReport): Promise<void> {
  authorize(ctx, "catalog.manage");
  await ctx.shop.files.put(reportOf(ctx), Buffer.from(JSON.stringify(report)), { maxBytes: MOST_BYTES });
}

/** What `keepBulkReport` kept last for this person; null for nothing. */
export async function findBulkReport(ctx: Ctx): Promise<BulkReport | null> {
  authorize(ctx, "catalog.manage");
  const file = await ctx.shop.files.read(reportOf(ctx));
  return file && (JSON.parse(Buffer.concat(await Array.fromAsync(file)).toString()) as BulkReport);
}
