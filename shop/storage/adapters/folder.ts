import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { assertKey, atMost, type FileStore, type StoredFile } from "../model.ts";

const missing = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

const orNull = async <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    if (missing(error)) return null;
    throw error;
  });

/** What a crash left half-written is of no use after a day. */
const LEFT_BEHIND_MS = 24 * 60 * 60 * 1000;

/**
 * A folder on this machine: for shops whose processes run on one machine, or share a disk. A file is written beside the
 * others under another name, flushed, and renamed, so that readers see it whole or not at all.
 */
export function folderStore(root: string): FileStore {
  const drafts = path.join(root, ".drafts");
  const placeOf = (key: string) => {
    assertKey(key);
    return path.join(root, ...key.split("/"));
  };

  let cleared: Promise<void> | undefined;
  /** Ages are told by the file system's own clock: `fresh` is a file of just now. */
  async function clear(fresh: string): Promise<void> {
    const { mtimeMs: now } = await stat(fresh);
    for (const name of await readdir(drafts)) {
      const draft = path.join(drafts, name);
      const found = await orNull(stat(draft));
      if (found && now - found.mtimeMs > LEFT_BEHIND_MS) await rm(draft, { force: true });
    }
  }

  return {
    name: "folder",

    async put(key, content, options) {
      const place = placeOf(key);
      const draft = path.join(drafts, randomUUID());
      await mkdir(drafts, { recursive: true });
      await mkdir(path.dirname(place), { recursive: true });
      const file = await open(draft, "wx", 0o640);
      let bytes = 0;
      try {
        try {
          await (cleared ??= clear(draft).catch(() => {})); // housekeeping: no upload fails for it
          for await (const chunk of atMost(content, options?.maxBytes)) {
            await file.writeFile(chunk);
            bytes += chunk.byteLength;
          }
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, place);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      return { bytes };
    },

    async read(key, { start = 0 } = {}) {
      const place = placeOf(key);
      const found = await orNull(stat(place));
      if (!found?.isFile()) return null;
      // opened when it is asked for its first bytes: a stream that nobody reads holds nothing open
      return (async function* () {
        yield* createReadStream(place, { start }) as AsyncIterable<Buffer>;
      })();
    },

    async remove(key) {
      await orNull(rm(placeOf(key), { force: true }));
    },

    async *list(prefix = "") {
      yield* below(prefix.includes("/") ? prefix.slice(0, prefix.lastIndexOf("/")) : "");

      async function* below(folder: string): AsyncGenerator<StoredFile> {
        const inside = folder ? placeOf(folder) : root;
        for (const entry of (await orNull(readdir(inside, { withFileTypes: true }))) ?? []) {
          if (entry.name.startsWith(".")) continue;
          const key = folder ? `${folder}/${entry.name}` : entry.name;
          if (entry.isDirectory()) {
            if (key.startsWith(prefix) || prefix.startsWith(`${key}/`)) yield* below(key);
          } else if (entry.isFile() && key.startsWith(prefix)) {
            const found = await orNull(stat(path.join(inside, entry.name)));
            if (found) yield { key, bytes: found.size, changedAt: found.mtime };
          }
        }
      }
    },
  };
}
