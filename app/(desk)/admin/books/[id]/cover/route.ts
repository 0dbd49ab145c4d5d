import { NextResponse, type NextRequest } from "next/server";
import { requireDesk } from "@/app/_server/desk";
import { isOwnOrigin } from "@/app/_server/origin";
import { paths } from "@/app/_server/paths";
import { sentenceOf, statusOf } from "@/app/_server/refusals";
import { readUploadForm } from "@/app/_server/upload";
import { config } from "@/config/env";
import { locale } from "@/app/_server/language";
import { MOST_COVER_BYTES } from "@/shop/_kernel/covers";
import { refuse, type Refusal, type Result } from "@/shop/_kernel/result";
import { removeCover, setCover } from "@/shop/catalog";
import type { Ctx } from "@/shop/context";

const noStore = { "cache-control": "private, no-store" };

/**
 * Uploads a picture (`cover`), or takes it away (`act` is `remove`). With JavaScript the answer is JSON and the page stays
 * with all that is typed there; without it the browser comes back to the book.
 */
export async function POST(request: NextRequest, { params }: RouteContext<"/admin/books/[id]/cover">) {
  const ctx = await requireDesk("catalog.manage");
  const json = request.headers.get("accept")?.includes("application/json") ?? false;
  const { id } = await params;
  const done = isOwnOrigin(request.headers, config().APP_URL) ? await change(ctx, id, request) : refuse("FORBIDDEN");
  if (json) {
    return done.ok
      ? NextResponse.json({ ok: true }, { headers: noStore })
      : NextResponse.json(
          { ok: false, code: done.code, message: sentenceOf(done, locale()) },
          { status: statusOf[done.code], headers: noStore },
        );
  }
  const location = `${paths.admin.book(id, done.ok ? { done: done.value } : { refused: done.code })}#cover`;
  return new NextResponse(null, { status: 303, headers: { ...noStore, location } });
}

async function change(
  ctx: Ctx,
  bookId: string,
  request: NextRequest,
): Promise<Result<"covered" | "uncovered", Refusal>> {
  const form = await readUploadForm(request, MOST_COVER_BYTES);
  if (!form.ok) return form.code === "BODY_TOO_LARGE" ? refuse("COVER_TOO_LARGE") : form;
  if (form.value.get("act") === "remove") {
    const removed = await removeCover(ctx, bookId);
    return removed.ok ? { ok: true, value: "uncovered" } : removed;
  }
  const file = form.value.get("cover");
  if (!(file instanceof File) || file.size === 0) return refuse("COVER_NOT_AN_IMAGE");
  const set = await setCover(ctx, { bookId, picture: new Uint8Array(await file.arrayBuffer()) });
  return set.ok ? { ok: true, value: "covered" } : set;
}
