import { requireDesk } from "@/app/_server/desk";
import { settle } from "@/app/_server/action";
import { getImportProgress } from "@/shop/import";
import { toldProgress } from "../told";

/** How far an import is: the page asks again and again. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/admin/imports/[id]/progress">,
): Promise<Response> {
  const ctx = await requireDesk("catalog.read");
  const { id } = await params;
  const progress = await settle(() => getImportProgress(ctx, id));
  return Response.json(toldProgress(progress), { headers: { "cache-control": "private, no-store" } });
}
