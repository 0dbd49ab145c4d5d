import type { NextRequest } from "next/server";
import { requireDesk } from "@/app/_server/desk";
import { exported } from "@/app/_server/exported";

/** The whole catalogue: `?format=csv`, or JSON. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await requireDesk("catalog.read");
  return exported(ctx, new URL(request.url).searchParams.get("format") === "csv" ? "csv" : "json");
}
