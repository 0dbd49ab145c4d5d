import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Pages } from "./pages.ts";

/** Where `/api/metrics` finds what this process has counted: a function that resolves to Prometheus' text. */
const found = Symbol.for("octavo.metrics");

/** From a hit (a tenth of a millisecond) to what a browser gives up on, in seconds. */
const buckets = [0.000_25, 0.001, 0.0025, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type Cache = "hit" | "miss" | "none";

const kinds = [
  ["api", /^\/api\//],
  ["cover", /^\/covers\//],
  ["file", /^\/_next\/|\.[a-z]{2,4}$/],
  ["desk", /^\/(?:cart|checkout|pay|track|login|account|admin)(?:\/|$)/],
] as const;

/** Few enough that nobody can make up more of them. */
const kindOf = (path: string) => kinds.find(([, of]) => of.test(path))?.[0] ?? "page";

export interface Metrics {
  /** Of every request, also those answered from memory. */
  observe(request: { path: string; status: number; cache: Cache; seconds: number }): void;
  text(): Promise<string>;
}

/** What a web process counts of itself: its requests, its page cache, its memory and its event loop. */
export function openMetrics(pages: Pick<Pages, "figures"> | null): Metrics {
  const registry = processMetrics("");
  const registers = [registry];

  const requests = new Histogram({
    name: "octavo_http_request_duration_seconds",
    help: "From a request's arrival to the end of its answer.",
    labelNames: ["kind", "status", "cache"] as const,
    buckets,
    registers,
  });
  if (pages) cacheMetrics(pages, registers);

  return {
    observe: ({ path, status, cache, seconds }) =>
      requests.observe({ kind: kindOf(path), status: `${Math.floor(status / 100)}xx`, cache }, seconds),
    text: () => registry.metrics(),
  };
}

/** Read from the cache's own counters when they are asked for, so that a hit pays nothing. */
function cacheMetrics(pages: Pick<Pages, "figures">, registers: Registry[]): void {
  const counted = <Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    read: (figures: ReturnType<Pages["figures"]>) => [Record<Label, string>, number][],
  ) =>
    new Counter({
      name: `octavo_page_cache_${name}_total`,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const [labels, value] of read(pages.figures())) this.inc(labels, value);
      },
    });
  counted("requests", "Requests for public places, by how they were answered.", ["result"], ({ hit, miss }) => [
    [{ result: "hit" }, hit],
    [{ result: "miss" }, miss],
  ]);
  counted(
    "renders",
    "What came of misses: made anew, confirmed as it was, or looked up and not there.",
    ["outcome"],
    ({ made, confirmed, nothing }) => [
      [{ outcome: "made" }, made],
      [{ outcome: "confirmed" }, confirmed],
      [{ outcome: "nothing" }, nothing],
    ],
  );
  counted("unkept", "Answers that were made for keeping and could not be kept.", [], ({ unkept }) => [[{}, unkept]]);
  counted("unvouched", "Pages with a script that nobody vouches for: to be looked at.", [], ({ unvouched }) => [
    [{}, unvouched],
  ]);
  counted("purges", "Changes that the database announced.", [], ({ purged }) => [[{}, purged]]);

  const size = (name: string, help: string, read: (shelf: { entries: number; bytes: number }) => number) =>
    new Gauge({
      name: `octavo_page_cache_${name}`,
      help,
      labelNames: ["shelf"] as const,
      registers,
      collect() {
        for (const [shelf, figures] of Object.entries(pages.figures().shelves)) this.set({ shelf }, read(figures));
      },
    });
  size("bytes", "Bytes of kept answers in all their forms.", ({ bytes }) => bytes);
  size("entries", "Kept answers.", ({ entries }) => entries);
  new Gauge({
    name: "octavo_page_cache_addresses",
    help: "Addresses whose meaning is remembered.",
    registers,
    collect() {
      this.set(pages.figures().addresses);
    },
  });
}

/** Where the shop's feed of notifications leaves its figures; it is compiled apart from the listener. */
const feed = Symbol.for("octavo.feed");

/** Open streams of notifications, and what went out on them, read from the feed when they are asked for. */
export function streamMetrics(registry: Registry): void {
  const figures = () =>
    (globalThis as { [feed]?: { figures(): { streams: number; told: number } } })[feed]?.figures() ?? {
      streams: 0,
      told: 0,
    };
  const registers = [registry];
  new Gauge({
    name: "octavo_notification_streams",
    help: "Browsers that are told of new notifications as they come.",
    registers,
    collect() {
      this.set(figures().streams);
    },
  });
  new Counter({
    name: "octavo_notification_streams_told_total",
    help: "Times that a browser was told how many notifications are unread.",
    registers,
    collect() {
      this.reset();
      this.inc(figures().told);
    },
  });
}

/** Memory, processor, event loop and collector of this process, under names of its own. */
export function processMetrics(prefix: string): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix });
  return registry;
}

/** Lets `/api/metrics` find them; it is compiled apart from the listener. */
export function publish(text: () => Promise<string>): void {
  (globalThis as { [found]?: typeof text })[found] = text;
}
