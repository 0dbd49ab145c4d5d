import type { Ctx } from "../shop/context.ts";
import type { queues } from "../shop/outbox/index.ts";

export interface Given {
  data: unknown;
  /** Nobody will try again when this try fails. */
  lastTry: boolean;
}

/** One queue's work. It may come twice, and at any time: each is written so that a second run changes nothing. */
export interface Job {
  queue: keyof typeof queues;
  /** Seconds between looks into the queue, 0.5 at least. */
  lookEvery: number;
  /** How many are taken, and worked on side by side, at a look. */
  atOnce?: number;
  /** A cron expression in UTC; one worker of many starts it. */
  schedule?: string;
  /** Also once when a worker starts. */
  atStart?: boolean;
  /** What it answers goes to the log, where it says that something was done. */
  run(ctx: Ctx, given: Given): Promise<Record<string, unknown> | null>;
}
