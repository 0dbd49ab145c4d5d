import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { getMail } from "@/shop/outbox";

/** A kept mail as its own document, for the frame on the mail's page. `proxy.ts` gives it a policy of its own. */
export async function GET(_request: Request, { params }: RouteContext<"/admin/mail/[id]/html">): Promise<Response> {
  const ctx = await requireDesk("mail.read");
  const { html } = await settle(async () => getMail(ctx, (await params).id));
  return new Response(html ?? "", {
    status: html === null ? 404 : 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
    },
  });
}
