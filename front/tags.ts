import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { listen, type Listener } from "../db/listen.ts";
import { log } from "../log/index.ts";

export type { Listener } from "../db/listen.ts";

const CHANNEL = "cache_tags";
const change = /^(?:soon:(\d{1,5}):)?(.*)$/s;
/** Next's own tag of every page. */
export const everything = "_N_T_/layout";

/** What is announced (record 8). */
export interface Change {
  tag: string;
  /** Milliseconds for which what bears the tag may be served as it was, while it is made anew. */
  within: number;
}

/** `book:a`, or `soon:900:book:a`. */
export function readChange(told: string): Change {
  const [, within = "0", tag = told] = change.exec(told) ?? [];
  return { tag, within: Number(within) };
}

type Manifest = Map<string, { stale?: number; expired?: number }>;

/**
 * The tags of the Next that serves: the standalone build carries a copy of its own, and another copy is another Map.
 * Expiring there is what `revalidateTag` does, which Next allows only inside a request.
 */
export function manifestOf(server: string): Manifest {
  const require = createRequire(server);
  return require("next/dist/server/lib/incremental-cache/tags-manifest.external").tagsManifest as Manifest;
}

const making = new AsyncLocalStorage<Set<string>>();

/** Next's store of pages and values lives in a copy of its own (`page-store.cjs`), and says here what is taken from it. */
export const usedTags = Symbol.for("octavo.used-tags");
(globalThis as { [usedTags]?: (tags: readonly string[]) => void })[usedTags] = (tags) => {
  const seen = making.getStore();
  for (const tag of tags) if (!tag.startsWith("_N_T_")) seen?.add(tag);
};

/** Does the work, and tells the tags of all that it took from Next's store. */
export async function withTags<Value>(work: () => Promise<Value>): Promise<[Value, string[]]> {
  const seen = new Set<string>();
  return [await making.run(seen, work), [...seen]];
}

/** Requests that are being answered now. */
export class Running {
  readonly #requests = new Set<Promise<unknown>>();

  add(request: Promise<unknown>): void {
    this.#requests.add(request);
    const gone = () => void this.#requests.delete(request);
    request.then(gone, gone);
  }

  /** When those of this moment have ended; at the latest when no render can still be under way. */
  ended(patience = 10_000): Promise<unknown> | null {
    if (this.#requests.size === 0) return null;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise((resolve) => {
      timer = setTimeout(resolve, patience).unref();
    });
    return Promise.race([Promise.allSettled([...this.#requests]), enough]).finally(() => clearTimeout(timer));
  }
}

/**
 * Expires a tag; and once more after the renders of this moment: Next dates a page by the end of its render, so one begun
 * before the change would count as newer than it. What may be served as it was may be so no longer for that.
 */
export function expirer(manifest: Manifest, running: Running, afterwards: (change: Change) => void = () => {}) {
  const expire = (change: Change) => {
    manifest.set(change.tag, { expired: performance.timeOrigin + performance.now() });
    afterwards(change);
  };
  return (change: Change) => {
    const began = performance.now();
    const again = () => expire({ ...change, within: Math.max(0, change.within - (performance.now() - began)) });
    expire(change);
    void running.ended()?.then(() => setTimeout(again, 20));
  };
}

/**
 * Follows the channel that every visible change is announced on. Whenever the connection was lost, changes may have been
 * missed: `lost` is told at once, and everything expires when it stands again.
 */
export const followTags = (
  connectionString: string,
  expire: (change: Change) => void,
  { pulse = 2_000, lost = () => {} }: { pulse?: number; lost?: () => void } = {},
): Listener =>
  listen(
    connectionString,
    { channel: CHANNEL, name: "octavo-tags", pulse },
    {
      heard: (told) => expire(readChange(told)),
      stands: () => expire({ tag: everything, within: 0 }),
      lost,
      refused: (err) => log.warn({ err }, "tags: the database does not answer, trying again"),
    },
  );
