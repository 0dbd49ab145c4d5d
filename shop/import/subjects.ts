import { asc } from "drizzle-orm";
import { ok, type Result } from "../_kernel/result.ts";
import { authorize } from "../_runtime/authorize.ts";
import type { Ctx, Db } from "../_runtime/context.ts";
import { record } from "../audit/index.ts";
import { importSubjects } from "../../db/schema/import.ts";
import { subjectSchemes, type SubjectRule } from "./model.ts";
import { subjectRules } from "./subject-rules.ts";

/** Which codes lead to which genres: as somebody at the desk said, else as the shop began. */
export async function listSubjectRules(db: Db): Promise<readonly SubjectRule[]> {
  const rows = await db.select().from(importSubjects).orderBy(asc(importSubjects.scheme), asc(importSubjects.prefix));
  if (rows.length === 0) return subjectRules;
  return rows.flatMap(({ scheme, ...rule }) => {
    const known = subjectSchemes.find((each) => each === scheme);
    return known ? [{ scheme: known, ...rule }] : [];
  });
}

/** The same, for the desk. */
export async function getSubjectRules(ctx: Ctx): Promise<readonly SubjectRule[]> {
  authorize(ctx, "catalog.read");
  return listSubjectRules(ctx.db);
}

/**
 * Says anew which codes of subjects lead to which genres; what comes in from now on goes there. No rules at all are those that
 * the shop began with.
 * @caller the desk
 */
export async function saveSubjectRules(ctx: Ctx, rules: readonly SubjectRule[]): Promise<Result<{ rules: number }>> {
  authorize(ctx, "catalog.manage");
  return ctx.transact(async (tx) => {
    await tx.delete(importSubjects);
    const once = [...new Map(rules.map((rule) => [`${rule.scheme} ${rule.prefix}`, rule])).values()];
    for (let at = 0; at < once.length; at += 1_000) await tx.insert(importSubjects).values(once.slice(at, at + 1_000));
    await record(tx, ctx, {
      action: "imports.subjects",
      subject: { kind: "import", id: "subjects" },
      facts: { updated: once.length },
    });
    return ok({ rules: once.length });
  });
}
