import { newId } from "../_kernel/ids.ts";
import { actorColumns, type Ctx, type Tx } from "../_runtime/context.ts";
import { auditEntries } from "../../db/schema/audit.ts";
import type { AuditAction, AuditFacts, AuditSubject } from "./model.ts";

/**
 * Writes down what was done, by whom, to what (SEC-5), in the transaction of the act: neither is there without the other.
 * Facts that are undefined or null are left out.
 * @caller every command of the desk
 */
export async function record(
  tx: Tx,
  ctx: Ctx,
  entry: { action: AuditAction; subject: AuditSubject; facts?: AuditFacts },
): Promise<void> {
  const { kind, id, name } = entry.subject;
  await tx.insert(auditEntries).values({
    id: newId(ctx.now),
    ...actorColumns(ctx.actor),
    action: entry.action,
    subjectKind: kind,
    subjectId: id,
    subjectName: name ?? null,
    facts: Object.fromEntries(Object.entries(entry.facts ?? {}).filter(([, value]) => value != null)),
    requestId: ctx.requestId,
  });
}
