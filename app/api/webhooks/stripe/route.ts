import { NextResponse, type NextRequest } from "next/server";
import { requestContext } from "@/app/_server/context";
import { statusOf } from "@/app/_server/refusals";
import { receiveWebhook } from "@/shop/payments";

const noStore = { "cache-control": "private, no-store" };
/** Stripe's events are a few kilobytes; what is larger comes from somebody else. */
const MOST_BYTES = 1_000_000;

/**
 * What Stripe announces (PAY-2). The signature covers the bytes as they came, so that nothing may parse them before. Answers
 * 2xx once it is committed, also for kinds the shop has no use for; 400 for what Stripe did not sign or signed too long ago;
 * whatever throws is a 500, and Stripe comes again.
 */
export async function POST(request: NextRequest) {
  if (!(Number(request.headers.get("content-length") ?? Infinity) <= MOST_BYTES)) {
    return NextResponse.json({ ok: false, code: "INVALID_INPUT" }, { status: 413, headers: noStore });
  }
  const body = await request.text();
  const received = await receiveWebhook(await requestContext(), body, request.headers);
  return received.ok
    ? NextResponse.json({ ok: true, applied: received.value.applied }, { headers: noStore })
    : NextResponse.json({ ok: false, code: received.code }, { status: statusOf[received.code], headers: noStore });
}
