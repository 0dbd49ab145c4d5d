import { notFound } from "next/navigation";
import { NextResponse, type NextRequest } from "next/server";
import { requireDesk } from "@/app/_server/desk";
import { readWholeForm } from "@/app/_server/form";
import { isOwnOrigin } from "@/app/_server/origin";
import { paths } from "@/app/_server/paths";
import { readUploadForm } from "@/app/_server/upload";
import { config } from "@/config/env";
import { keepDraft } from "@/shop/catalog";
import { recordOf } from "../../../read-book";

/** The form of a book, sent into a page of its own: kept for a moment, and shown as the page that it would become. */
export async function POST(request: NextRequest, { params }: RouteContext<"/admin/books/[id]/preview/draft">) {
  const ctx = await requireDesk("catalog.manage");
  const { id } = await params;
  const form = isOwnOrigin(request.headers, config().APP_URL) ? await readUploadForm(request, 400_000) : null;
  if (!form?.ok) return new NextResponse(null, { status: form ? 413 : 403 });
  const kept = await keepDraft(ctx, { bookId: id, record: recordOf(readWholeForm(form.value)) });
  if (!kept.ok && kept.code === "NOT_FOUND") notFound();
  const location = paths.admin.bookPreview(id, kept.ok ? { draft: 1 } : {});
  return new NextResponse(null, { status: 303, headers: { "cache-control": "private, no-store", location } });
}
