import { NextResponse } from "next/server";
import { shop } from "@/app/_server/shop";
import { findWhatIsDown } from "@/shop/_runtime/health";
import { queues } from "@/shop/outbox";

// asked for anew each time, never prerendered
export const dynamic = "force-dynamic";

/** Whether this process can serve (PLT-6): 200, or 503 with the names of what is down. */
export async function GET() {
  const down = await findWhatIsDown(shop().database, Object.keys(queues));
  return NextResponse.json(down.length === 0 ? { ok: true } : { ok: false, down }, {
    status: down.length === 0 ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
