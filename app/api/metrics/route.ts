import { config } from "@/config/env";
import { isBearer } from "./bearer";

/** Left by the listener (`front/metrics.ts`), which counts what never gets here. */
const found = Symbol.for("octavo.metrics");

/** What this process has counted, as Prometheus reads it (OBS-3). */
export async function GET(request: Request): Promise<Response> {
  if (!isBearer(request.headers.get("authorization"), config().METRICS_TOKEN)) {
    return new Response(null, {
      status: 401,
      headers: { "www-authenticate": 'Bearer realm="metrics"', "cache-control": "no-store" },
    });
  }
  const text = (await (globalThis as { [found]?: () => Promise<string> })[found]?.()) ?? "";
  return new Response(text, {
    headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
  });
}
