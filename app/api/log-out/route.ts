import { NextResponse, type NextRequest } from "next/server";
import { leave } from "@/app/_server/leave";
import { isOwnOrigin } from "@/app/_server/origin";
import { paths } from "@/app/_server/paths";
import { config } from "@/config/env";
import { locale } from "@/app/_server/language";

const noStore = { "cache-control": "private, no-store" };

/** Logs out, from the menu of a page that is the same for everyone. */
export async function POST(request: NextRequest) {
  if (!isOwnOrigin(request.headers, config().APP_URL)) return new NextResponse(null, { status: 403, headers: noStore });
  await leave();
  return new NextResponse(null, { status: 303, headers: { ...noStore, location: paths.home(locale()) } });
}
