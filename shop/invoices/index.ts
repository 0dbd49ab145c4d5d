export { creditRefund, issueInvoice, issueMissingInvoices } from "./issue-invoice.ts";
export {
  getInvoice,
  getMyInvoice,
  getTrackedInvoice,
  listInvoices,
  listMyInvoices,
  listTrackedInvoices,
} from "./get-invoice.ts";
