// Next's own store of pages and cached values, with three differences. Loaded by Next: see `cacheHandler` in next.config.ts.
const FileSystemCache = require("next/dist/server/lib/incremental-cache/file-system-cache").default;
const { tagsManifest } = require("next/dist/server/lib/incremental-cache/tags-manifest.external");

/** Next compares with this clock, but stamps with the wall's: the two part when the machine sleeps or its clock is set. */
const now = () => performance.timeOrigin + performance.now();

/** The listener's side of it is in `tags.ts`. */
const used = (tags) => globalThis[Symbol.for("octavo.used-tags")]?.(tags ?? []);
const tagsOf = (value) => value?.headers?.["x-next-cache-tags"]?.split(",");

/** What was not found is never kept: a flood of unknown addresses would push the real pages out of memory. */
const isNothing = (value) =>
  (value?.kind === "APP_PAGE" && value.status === 404) || (value?.kind === "FETCH" && value.data.body === "null");

module.exports = class PageStore extends FileSystemCache {
  async get(key, context) {
    const kept = await super.get(key, context);
    used(context?.tags);
    used(tagsOf(kept?.value));
    return kept;
  }

  async set(key, value, context) {
    used(tagsOf(value));
    if (isNothing(value)) return;
    await super.set(key, value, context);
    const kept = FileSystemCache.memoryCache?.get(key);
    if (kept) kept.lastModified = now();
  }

  async revalidateTag(tags, durations) {
    for (const tag of [tags].flat()) {
      const expired = durations?.expire === undefined ? undefined : now() + durations.expire * 1000;
      const change = durations ? { stale: now(), ...(expired !== undefined && { expired }) } : { expired: now() };
      tagsManifest.set(tag, { ...tagsManifest.get(tag), ...change });
    }
  }
};
