import { z } from "zod";

/** What can be done at the desk, by what it was done to (SEC-5). */
export const auditActions = [
  "user.deactivated",
  "user.reactivated",
  "user.role_changed",
  "user.sessions_ended",
  "order.processing",
  "order.shipped",
  "order.delivered",
  "order.cancelled",
  "order.packed",
  "order.unpacked",
  "order.refunded",
  "order.paid_by_hand",
  "order.noted",
  "order.links_revoked",
  "order.refund_settled",
  "order.refund_repeated",
  "order.incident_resolved",
  "incident.resolved",
  "mail.retried",
  "mails.retried",
  "book.created",
  "book.changed",
  "book.archived",
  "book.restored",
  "book.joined",
  "book.split",
  "book.cover_set",
  "book.cover_removed",
  "books.bulk",
  "books.price",
  "books.add_genre",
  "books.main_genre",
  "books.remove_genre",
  "books.archive",
  "books.restore",
  "stock.received",
  "stock.corrected",
  "stock.returned",
  "genre.created",
  "genre.renamed",
  "genre.moved",
  "genre.merged",
  "genre.archived",
  "genre.restored",
  "import.uploaded",
  "import.mapped",
  "import.commit",
  "import.cancelled",
  "import.resumed",
  "import.undo",
  "imports.subjects",
  "settings.saved",
  "job.started",
  "review.removed",
  "review.replied",
  "review.reply_removed",
  "reviews.removed",
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditSubjects = [
  "user",
  "order",
  "incident",
  "mail",
  "mails",
  "book",
  "books",
  "genre",
  "import",
  "settings",
  "review",
  "reviews",
  "job",
] as const;
export type AuditSubjectKind = (typeof auditSubjects)[number];

/** What an entry may tell besides: never a secret, never an address of a person. */
export const auditFacts = [
  "reason",
  "note",
  "before",
  "after",
  "sessions",
  "carrier",
  "trackingNumber",
  "fields",
  "genre",
  "created",
  "updated",
  "unchanged",
  "failed",
  "titles",
  "copies",
  /** Minor units, and of which currency. */
  "amountMinor",
  "currency",
  "removed",
  "missing",
  "mails",
] as const;
export type AuditFact = (typeof auditFacts)[number];
export type AuditFacts = { readonly [Fact in AuditFact]?: string | number | null };

export interface AuditSubject {
  kind: AuditSubjectKind;
  id: string;
  /** What a person calls it, such as an order's number; people are looked up by their id, and so may be forgotten. */
  name?: string;
}

export interface AuditEntry {
  id: string;
  at: Date;
  actor: { kind: "user" | "system" | "guest"; id: string | null; name: string | null };
  action: AuditAction;
  subject: { kind: AuditSubjectKind; id: string; name: string | null };
  facts: AuditFacts;
  requestId: string | null;
}

export const AUDIT_PER_PAGE = 50;

/** The audit desk's filters, as its URL carries them. Days are whole days of the shop's time zone. */
export const auditFilter = z.object({
  actor: z.uuid().optional(),
  action: z.enum(auditActions).optional(),
  subjectKind: z.enum(auditSubjects).optional(),
  subjectId: z.uuid().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  page: z.number().int().min(1).max(10_000).default(1),
});
export type AuditFilter = z.output<typeof auditFilter>;
