import "../ops/follow-parent.mjs";
import os from "node:os";
import type { PgBoss } from "pg-boss";
import { config, ConfigError, type Config } from "../config/env.ts";
import { log } from "../log/index.ts";
import { defaultLocale, isLocale, translator } from "../messages/index.ts";
import { openShop } from "../shop/context.ts";
import { connectQueue, startWork } from "./boss.ts";
import { announceRestocks } from "./announce-restocks.ts";
import { closeSession } from "./close-session.ts";
import { countBestsellers } from "./count-bestsellers.ts";
import { expireOrders } from "./expire-orders.ts";
import { forgetCustomers } from "./forget-customers.ts";
import { inviteReviews } from "./invite-reviews.ts";
import { issueInvoices } from "./issue-invoices.ts";
import { reconcilePayment, reconcilePayments } from "./reconcile-payments.ts";
import { removeOldCarts } from "./remove-old-carts.ts";
import { removeOldCovers } from "./remove-old-covers.ts";
import { removeOldKeys } from "./remove-old-keys.ts";
import { removeOldMails } from "./remove-old-mails.ts";
import { removeOldNotifications } from "./remove-old-notifications.ts";
import { removeOldRuns } from "./remove-old-runs.ts";
import { removeOldLimits } from "./remove-old-limits.ts";
import { removeOldLogins } from "./remove-old-logins.ts";
import { removeOldImports, runImport, sweepImports } from "./run-import.ts";
import { sendBulkMails } from "./send-bulk-mails.ts";
import { sendMail } from "./send-mail.ts";
import { sendReset } from "./send-reset.ts";
import { settleRefund } from "./settle-refund.ts";
import { sweepOutbox } from "./sweep-outbox.ts";
import { sweepRefunds } from "./sweep-refunds.ts";

// The worker role: `npm run worker`. As many as one likes may run against one database.

const jobs = [
  sendMail,
  announceRestocks,
  sendBulkMails,
  sendReset,
  settleRefund,
  closeSession,
  reconcilePayment,
  reconcilePayments,
  sweepRefunds,
  expireOrders,
  issueInvoices,
  sweepOutbox,
  countBestsellers,
  removeOldCarts,
  removeOldCovers,
  removeOldLimits,
  removeOldKeys,
  removeOldMails,
  removeOldNotifications,
  removeOldRuns,
  removeOldLogins,
  forgetCustomers,
  runImport,
  sweepImports,
  removeOldImports,
  inviteReviews,
];

/** People who look at pages come before mails: on a full machine the worker waits for the web. */
const NICER = 10;

/** The running job gets this long to finish; the rest is for good-byes. */
const FINISH_MS = 1_800;
const LEAVE_MS = 2_500;

try {
  os.setPriority(Math.min(os.getPriority() + NICER, os.constants.priority.PRIORITY_LOW));
} catch {
  // a system that does not let it works all the same
}
const settings = configuration();
const shop = openShop(settings, "worker", {
  delivery: (locale) => translator(isLocale(locale) ? locale : defaultLocale, "web.pay")("delivery"),
});
const queue = connectQueue(settings.DATABASE_URL);
let boss: PgBoss | undefined;
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(0), LEAVE_MS);
  await boss
    ?.stop({ graceful: true, timeout: FINISH_MS })
    .catch((error: unknown) => log.warn({ err: error }, "queue not closed"));
  await shop.jobs.close().catch(() => {});
  await Promise.allSettled([shop.database.close(), queue.close()]);
  log.info("worker stopped");
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());

for (let told = ""; !boss && !stopping;) {
  try {
    boss = await startWork(shop, queue, jobs);
    log.info(
      { jobs: jobs.map((job) => job.queue), transport: shop.mails.name, gateway: shop.payments.name },
      "worker started",
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== told) log.warn({ reason }, "worker waits for the database");
    told = reason;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function configuration(): Config {
  try {
    return config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
