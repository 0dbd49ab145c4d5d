import { and, count, desc, eq, sql, type SQL } from "drizzle-orm";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx } from "../_runtime/context.ts";
import { auditEntries } from "../../db/schema/audit.ts";
import {
  AUDIT_PER_PAGE,
  type AuditAction,
  type AuditEntry,
  type AuditFacts,
  type AuditFilter,
  type AuditSubjectKind,
} from "./model.ts";

/** The day's first moment in the shop's time zone. */
const dayBegins = (day: string, timeZone: string, later = 0): SQL =>
  sql`((${day}::date + ${later}::int)::timestamp at time zone ${timeZone})`;

const matching = ({ actor, action, subjectKind, subjectId, from, to }: AuditFilter, timeZone: string) =>
  and(
    actor ? eq(auditEntries.actorId, actor) : undefined,
    action ? eq(auditEntries.action, action) : undefined,
    subjectKind ? eq(auditEntries.subjectKind, subjectKind) : undefined,
    subjectId ? eq(auditEntries.subjectId, subjectId) : undefined,
    from ? sql`${auditEntries.at} >= ${dayBegins(from, timeZone)}` : undefined,
    to ? sql`${auditEntries.at} < ${dayBegins(to, timeZone, 1)}` : undefined,
  );

/** What was done at the desk, the newest first. `timeZone` is the one that the filter's days are meant in. */
export async function listAudit(ctx: Ctx, filter: AuditFilter, timeZone: string): Promise<Page<AuditEntry>> {
  authorize(ctx, "audit.read");
  const where = matching(filter, timeZone);
  const [rows, [total]] = await Promise.all([
    ctx.db
      .select()
      .from(auditEntries)
      .where(where)
      .orderBy(desc(auditEntries.at), desc(auditEntries.id))
      .limit(AUDIT_PER_PAGE)
      .offset((filter.page - 1) * AUDIT_PER_PAGE),
    ctx.db.select({ n: count() }).from(auditEntries).where(where),
  ]);
  const items = rows.map((row): AuditEntry => ({
    id: row.id,
    at: row.at,
    actor: { kind: row.actorKind as AuditEntry["actor"]["kind"], id: row.actorId, name: row.actorName },
    action: row.action as AuditAction,
    subject: { kind: row.subjectKind as AuditSubjectKind, id: row.subjectId, name: row.subjectName },
    facts: row.facts as AuditFacts,
    requestId: row.requestId,
  }));
  return pageOf(items, total?.n ?? 0, filter.page, AUDIT_PER_PAGE);
}

/** Everybody who has done something at the desk, by the name of the last time. */
export async function listAuditActors(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  authorize(ctx, "audit.read");
  const rows = await ctx.db
    .selectDistinctOn([auditEntries.actorId], { id: auditEntries.actorId, name: auditEntries.actorName })
    .from(auditEntries)
    .where(sql`${auditEntries.actorId} is not null`)
    .orderBy(auditEntries.actorId, desc(auditEntries.at));
  return rows
    .flatMap(({ id, name }) => (id === null ? [] : [{ id, name: name ?? id }]))
    .sort((a, b) => a.name.localeCompare(b.name));
}
