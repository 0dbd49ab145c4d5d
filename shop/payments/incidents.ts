import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { isId, newId } from "../_kernel/ids.ts";
import { NotFound } from "../_kernel/errors.ts";
import { pageOf, type Page } from "../_kernel/pagination.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Tx } from "../_runtime/context.ts";
import { orderIncidents } from "../../db/schema/payments.ts";
import { record } from "../audit/index.ts";
import { emit, signal } from "../outbox/index.ts";
import {
  INCIDENTS_PER_PAGE,
  type Incident,
  type IncidentFacts,
  type IncidentFilter,
  type IncidentKind,
} from "./model.ts";

/** Puts money that needs a person's look before the desk; the same `key` opens it once, whoever comes again. */
export async function openIncident(
  tx: Tx,
  ctx: Ctx,
  incident: { key: string; kind: IncidentKind; orderId: string | null; facts: IncidentFacts },
): Promise<void> {
  const { key, kind, orderId, facts } = incident;
  const [opened] = await tx
    .insert(orderIncidents)
    .values({ id: newId(ctx.now), key: `${kind}:${key}`, kind, orderId, facts: { ...facts } })
    .onConflictDoNothing()
    .returning({ id: orderIncidents.id });
  if (opened) await emit(tx, ctx, "incident.opened", { incidentId: opened.id, orderId, kind });
}

/**
 * Closes what settled itself; nobody needs to look any more.
 * @caller payments, with the order locked
 */
export async function closeIncident(tx: Tx, key: string, kind: IncidentKind, facts: IncidentFacts = {}): Promise<void> {
  await tx
    .update(orderIncidents)
    .set({ resolvedAt: sql`now()`, facts: sql`${orderIncidents.facts} || ${JSON.stringify(facts)}::jsonb` })
    .where(and(eq(orderIncidents.key, `${kind}:${key}`), isNull(orderIncidents.resolvedAt)));
}

const view = (row: typeof orderIncidents.$inferSelect): Incident => ({
  id: row.id,
  kind: row.kind as IncidentKind,
  orderId: row.orderId,
  facts: row.facts as IncidentFacts,
  openedAt: row.openedAt,
  resolvedAt: row.resolvedAt,
  resolvedBy: row.resolvedByName,
  note: row.note,
});

/** Incidents, newest first: open ones, settled ones or both. */
export async function listIncidents(ctx: Ctx, filter: IncidentFilter): Promise<Page<Incident>> {
  authorize(ctx, "orders.read");
  const where =
    filter.open === undefined
      ? undefined
      : filter.open
        ? isNull(orderIncidents.resolvedAt)
        : isNotNull(orderIncidents.resolvedAt);
  const [total, rows] = await Promise.all([
    ctx.db.$count(orderIncidents, where),
    ctx.db
      .select()
      .from(orderIncidents)
      .where(where)
      .orderBy(desc(orderIncidents.openedAt), orderIncidents.id)
      .limit(INCIDENTS_PER_PAGE)
      .offset((filter.page - 1) * INCIDENTS_PER_PAGE),
  ]);
  return pageOf(rows.map(view), total, filter.page, INCIDENTS_PER_PAGE);
}

/** Incidents of one order, oldest first. */
export async function listIncidentsOf(ctx: Ctx, orderId: string): Promise<Incident[]> {
  authorize(ctx, "orders.read");
  const rows = await ctx.db
    .select()
    .from(orderIncidents)
    .where(eq(orderIncidents.orderId, orderId))
    .orderBy(orderIncidents.openedAt, orderIncidents.id);
  return rows.map(view);
}

/** How many wait for somebody. */
export async function countOpenIncidents(ctx: Ctx): Promise<number> {
  authorize(ctx, "orders.read");
  return ctx.db.$count(orderIncidents, isNull(orderIncidents.resolvedAt));
}

/**
 * Somebody has looked after it. A second click changes nothing. Throws NotFound.
 * @caller staff and admins (orders.manage)
 */
export async function resolveIncident(ctx: Ctx, id: string, input: { note: string | null }): Promise<void> {
  authorize(ctx, "orders.manage");
  if (!isId(id)) throw new NotFound("incident");
  const { actor } = ctx;
  await ctx.transact(async (tx) => {
    const [settled] = await tx
      .update(orderIncidents)
      .set({
        resolvedAt: sql`now()`,
        resolvedById: actor.kind === "user" ? actor.id : null,
        resolvedByName: actor.kind === "user" ? actor.name : null,
        note: input.note,
      })
      .where(and(eq(orderIncidents.id, id), isNull(orderIncidents.resolvedAt)))
      .returning();
    if (!settled) {
      if ((await tx.$count(orderIncidents, eq(orderIncidents.id, id))) === 0) throw new NotFound("incident");
      return;
    }
    const { orderId, kind } = settled;
    const facts = { reason: kind, note: input.note };
    if (orderId !== null) await signal(tx, ctx, "payment.handled", { orderId, act: "incident_resolved", facts });
    else await record(tx, ctx, { action: "incident.resolved", subject: { kind: "incident", id }, facts });
  });
}
