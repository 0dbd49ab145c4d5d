import { log } from "@/log";
import { allowance, readReport } from "./reports";

/** A report has a few hundred bytes; the new form carries several. */
const MOST_BYTES = 20_000;
const reports = allowance(60, 60_000);

/** Collects what browsers blocked: anyone may post here, so it is short, seldom, and tells no more than a log may hold. */
export async function POST(request: Request): Promise<Response> {
  const may = reports.take();
  if (!may.ok) return new Response(null, { status: 429, headers: { "retry-after": String(may.seconds) } });
  if (Number(request.headers.get("content-length") ?? Infinity) > MOST_BYTES)
    return new Response(null, { status: 413 });
  const violations = readReport(await request.text());
  if (!violations) return new Response(null, { status: 400 });
  for (const violation of violations) log.warn(violation, "a browser blocked something");
  return new Response(null, { status: 204 });
}
