import { describe, expect, it } from "vitest";
import { openMetrics } from "./metrics.ts";

const figures = {
  ...{ hit: 7, miss: 3, made: 2, confirmed: 1, nothing: 1, unvouched: 4, unkept: 5, purged: 6, addresses: 9 },
  shelves: { pages: { entries: 2, bytes: 300 }, missing: { entries: 1, bytes: 20 } },
};
const linesOf = async (metrics: { text(): Promise<string> }) =>
  (await metrics.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));

describe("what a web process counts of itself", () => {
  it("OBS-3 requests by kind, status and cache, the ones from memory too, and no label that a visitor makes up", async () => {
    const metrics = openMetrics(null);
    const seen = (path: string, status = 200, cache: "hit" | "miss" | "none" = "none") =>
      metrics.observe({ path, status, cache, seconds: 0.002 });
    seen("/books/a", 200, "hit");
    seen("/books/b", 200, "hit");
    seen("/books/c", 200, "miss");
    seen("/books/nothing", 404, "hit");
    seen("/cartography", 404);
    for (const path of ["/cart", "/track/t0ken", "/admin/orders", "/api/shopper", "/_next/static/x.js"]) seen(path);
    for (const path of ["/covers/a.svg", "/feeds/new.atom", "/icon.svg"]) seen(path);
    const counts = (await linesOf(metrics)).filter((line) =>
      line.startsWith("octavo_http_request_duration_seconds_count"),
    );
    expect(
      Object.fromEntries(counts.map((line) => [/\{(.*)\}/.exec(line)?.[1], Number(line.split(" ").at(-1))])),
    ).toEqual({
      'kind="page",status="2xx",cache="hit"': 2,
      'kind="page",status="2xx",cache="miss"': 1,
      'kind="page",status="4xx",cache="hit"': 1,
      'kind="page",status="4xx",cache="none"': 1,
      'kind="desk",status="2xx",cache="none"': 3,
      'kind="api",status="2xx",cache="none"': 1,
      'kind="file",status="2xx",cache="none"': 3,
      'kind="cover",status="2xx",cache="none"': 1,
    });
    expect(await metrics.text()).not.toMatch(/t0ken|nothing/);
  });

  it("OBS-3 the page cache's own figures as they are when asked for, and the process's", async () => {
    const metrics = openMetrics({ figures: () => figures });
    await metrics.text();
    figures.hit = 8;
    const lines = await linesOf(metrics);
    expect(lines).toEqual(
      expect.arrayContaining([
        'octavo_page_cache_requests_total{result="hit"} 8',
        'octavo_page_cache_requests_total{result="miss"} 3',
        'octavo_page_cache_renders_total{outcome="made"} 2',
        'octavo_page_cache_renders_total{outcome="confirmed"} 1',
        'octavo_page_cache_renders_total{outcome="nothing"} 1',
        "octavo_page_cache_unkept_total 5",
        "octavo_page_cache_unvouched_total 4",
        "octavo_page_cache_purges_total 6",
        'octavo_page_cache_bytes{shelf="pages"} 300',
        'octavo_page_cache_entries{shelf="missing"} 1',
        "octavo_page_cache_addresses 9",
      ]),
    );
    expect(lines.some((line) => /^process_resident_memory_bytes \d{7,}/.test(line))).toBe(true);
    expect(lines.some((line) => line.startsWith("nodejs_eventloop_lag_seconds"))).toBe(true);
  });
});
