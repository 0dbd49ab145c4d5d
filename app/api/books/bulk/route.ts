import { z } from "zod";
import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { isOwnOrigin } from "@/app/_server/origin";
import { paths } from "@/app/_server/paths";
import { readUploadForm } from "@/app/_server/upload";
import { drain } from "@/app/_server/whole-body";
import { MOST_BYTES, MOST_PROBLEMS } from "@/app/(desk)/admin/books/bulk/bounds";
import { bulkState } from "@/app/(desk)/admin/books/bulk/told";
import { bulkBooks, keepBulkReport, type BulkReport } from "@/shop/catalog";
import { bookModes } from "@/shop/catalog/model";
import type { Ctx } from "@/shop/context";

const noStore = { "cache-control": "private, no-store" };
/** Of what was pasted so much is shown again where there are no scripts; with them the form keeps all of it. */
const KEPT = 1_000_000;

/**
 * Makes or changes books from a JSON array, a file or a paste: all of them, or none and every reason why. With scripts the
 * answer is JSON; without them it waits on the page. It stands outside `/admin`, where every body is held for the proxy.
 */
export async function POST(request: Request): Promise<Response> {
  const ctx = await requireDesk("catalog.manage");
  if (!isOwnOrigin(request.headers, ctx.shop.appUrl)) return new Response(null, { status: 403 });
  const report = await reportOf(ctx, request);
  await drain(request.body);
  if (request.headers.get("accept")?.includes("application/json")) {
    return Response.json(bulkState(report), { headers: noStore });
  }
  await keepBulkReport(ctx, report);
  return new Response(null, { status: 303, headers: { ...noStore, location: paths.admin.bulkBooks({ told: 1 }) } });
}

const fields = z.object({ mode: z.enum(bookModes).catch("create"), dryRun: z.literal("on").nullable().catch(null) });
type Unread = Extract<BulkReport["told"], { kind: "unread" }>;
const unread = (why: Unread["why"], reason = ""): Unread => ({ kind: "unread", why, reason: reason.slice(0, 120) });

async function reportOf(ctx: Ctx, request: Request): Promise<BulkReport> {
  const read = await readUploadForm(request, MOST_BYTES);
  if (!read.ok) {
    const told = unread(read.code === "BODY_TOO_LARGE" ? "too_big" : "empty");
    return { mode: "create", dryRun: false, rows: "", told };
  }
  const form = read.value;
  const { mode, dryRun } = fields.parse({ mode: form.get("mode"), dryRun: form.get("dryRun") });
  const pasted = form.get("rows");
  const sent = {
    mode,
    dryRun: dryRun === "on",
    rows: typeof pasted === "string" && pasted.length <= KEPT ? pasted : "",
  };
  const rows = await rowsOf(form);
  if (!Array.isArray(rows)) return { ...sent, told: rows };
  const result = await settle(() => bulkBooks(ctx, { mode, rows, dryRun: sent.dryRun }));
  if (!result.ok) {
    const { problems } = result;
    return { ...sent, told: { kind: "refused", count: problems.length, problems: problems.slice(0, MOST_PROBLEMS) } };
  }
  const { created, updated, unchanged } = result.value;
  return { ...sent, told: { kind: "done", created: created.length, updated: updated.length, unchanged } };
}

/** The rows of the uploaded file, else of what was pasted. */
async function rowsOf(form: FormData): Promise<unknown[] | Unread> {
  const file = form.get("file");
  const pasted = form.get("rows");
  let rows: unknown;
  try {
    const text =
      file instanceof File && file.size > 0
        ? new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer())
        : typeof pasted === "string"
          ? pasted.replace(/^\ufeff/, "")
          : "";
    if (text.trim() === "") return unread("empty");
    rows = JSON.parse(text);
  } catch (error) {
    return unread("no_json", error instanceof Error ? error.message : "");
  }
  return Array.isArray(rows) ? rows : unread("no_array");
}
