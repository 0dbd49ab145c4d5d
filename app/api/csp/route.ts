import { limited } from "@/app/_server/limits";
import { log } from "@/log";
import { readReport } from "./reports";

/** A report has a few hundred bytes; the new form carries several. */
const MOST_BYTES = 20_000;

/** Collects what browsers blocked: anyone may post here, so it is short, seldom, and tells no more than a log may hold. */
export async function POST(request: Request): Promise<Response> {
  const refused = await limited("reports", "everybody");
  if (refused)
    return new Response(null, { status: 429, headers: { "retry-after": String(refused.retryAfterSeconds) } });
  if (Number(request.headers.get("content-length") ?? Infinity) > MOST_BYTES)
    return new Response(null, { status: 413 });
  const violations = readReport(await request.text());
  if (!violations) return new Response(null, { status: 400 });
  for (const violation of violations) log.warn(violation, "a browser blocked something");
  return new Response(null, { status: 204 });
}
