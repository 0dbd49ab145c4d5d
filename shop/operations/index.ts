export { beginRun, endRun, noteFailure, noteSchedules, removeOldRuns, type Outcome } from "./record-run.ts";
export { listFailures, listQueues, listSchedules } from "./list-jobs.ts";
export { runNow } from "./run-now.ts";
