import { NextResponse } from "next/server";
import { currentShopper } from "@/app/_server/shopper";

/** The personal bits of pages that are the same for everyone. */
export async function GET() {
  return NextResponse.json(await currentShopper(), { headers: { "cache-control": "private, no-store" } });
}
