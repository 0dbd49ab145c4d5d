import { issueMissingInvoices } from "../shop/invoices/index.ts";
import type { Job } from "./job.ts";

/** Writes the invoices of orders that were paid before the shop wrote any (CHK-10). */
export const issueInvoices: Job = {
  queue: "issue-invoices",
  lookEvery: 5,
  schedule: "23 * * * *",
  atStart: true,
  async run(ctx) {
    const issued = await issueMissingInvoices(ctx);
    return issued > 0 ? { issued } : null;
  },
};
