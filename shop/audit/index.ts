export { record } from "./record.ts";
export { listAudit, listAuditActors } from "./list-audit.ts";
