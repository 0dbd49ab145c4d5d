import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderStore, s3Store } from "./index.ts";
import { FileTooLarge, type FileStore } from "./model.ts";

let home: string;
let server: http.Server;
const stores: Partial<Record<FileStore["name"], FileStore>> = {};
const MiB = 1024 * 1024;
/** What the store was asked, by method. */
const asked: string[] = [];

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), "octavo-storage-"));
  stores.folder = folderStore(path.join(home, "folder"));
  const s3 = new S3rver({
    silent: true,
    directory: path.join(home, "s3"),
    configureBuckets: [{ name: "octavo", configs: [] }],
  });
  await s3.configureBuckets();
  const answer = s3.callback();
  server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.replace(/uploadId=[^&]+/, "uploadId")}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  stores.s3 = s3Store({
    endpoint: `http://127.0.0.1:${port}`,
    bucket: "octavo",
    accessKey: "S3RVER",
    secretKey: "S3RVER",
    region: "us-east-1",
  });
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(home, { recursive: true, force: true });
});

async function bytesOf(found: AsyncIterable<Uint8Array> | null): Promise<Buffer | null> {
  if (!found) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of found) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* streamOf(content: Buffer, size: number) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function* breaking(content: Buffer) {
  yield content;
  await Promise.resolve();
  throw new Error("the line went dead");
}

describe.each(["folder", "s3"] as const)("the file store: %s", (name) => {
  const store = () => {
    const found = stores[name];
    if (!found) throw new Error("not open");
    return found;
  };
  const keys = async (prefix?: string) => {
    const found: string[] = [];
    for await (const { key } of store().list(prefix)) found.push(key);
    return found.sort();
  };

  it("CAT-7 keeps, replaces, lists and removes files", async () => {
    expect(await store().read("a/none")).toBeNull();
    expect(await store().put("a/one.txt", Buffer.from("one"))).toEqual({ bytes: 3 });
    expect(await store().put("a/b/two", streamOf(Buffer.from("two and a half"), 4))).toEqual({ bytes: 14 });
    expect(await store().put("a/empty", streamOf(Buffer.alloc(0), 1))).toEqual({ bytes: 0 });
    expect(await store().put("other", Buffer.from("other"), { contentType: "text/plain" })).toEqual({ bytes: 5 });
    expect(String(await bytesOf(await store().read("a/one.txt")))).toBe("one");
    expect(String(await bytesOf(await store().read("a/b/two")))).toBe("two and a half");
    expect((await bytesOf(await store().read("a/empty")))?.length).toBe(0);

    await store().put("a/one.txt", Buffer.from("another one"));
    expect(String(await bytesOf(await store().read("a/one.txt")))).toBe("another one");
    expect(await keys()).toEqual(["a/b/two", "a/empty", "a/one.txt", "other"]);
    expect(await keys("a/")).toEqual(["a/b/two", "a/empty", "a/one.txt"]);
    expect(await keys("a/b")).toEqual(["a/b/two"]);
    expect(await keys("a/o")).toEqual(["a/one.txt"]);
    expect(await keys("nothing/")).toEqual([]);
    for await (const file of store().list("a/one")) {
      expect(file.bytes).toBe(11);
      expect(Math.abs(file.changedAt.getTime() - Date.now())).toBeLessThan(3_600_000);
    }

    for (const key of await keys()) await store().remove(key);
    await store().remove("a/one.txt");
    expect(await keys()).toEqual([]);
    expect(await store().read("a/one.txt")).toBeNull();
  });

  it("CAT-6 CAT-7 takes a large file in pieces of any size, and gives it from any byte on", async () => {
    const large = randomBytes(20 * MiB + 12_345);
    expect(await store().put("large", streamOf(large, 3_000_001))).toEqual({ bytes: large.length });
    expect((await bytesOf(await store().read("large")))?.equals(large)).toBe(true);
    const rest = await bytesOf(await store().read("large", { start: 17 * MiB + 5 }));
    expect(rest?.equals(large.subarray(17 * MiB + 5))).toBe(true);
    expect((await bytesOf(await store().read("large", { start: large.length })))?.length).toBe(0);
    expect(await store().read("nothing", { start: 5 })).toBeNull();

    const exact = randomBytes(16 * MiB);
    expect(await store().put("large", streamOf(exact, 8 * MiB))).toEqual({ bytes: exact.length });
    expect((await bytesOf(await store().read("large")))?.equals(exact)).toBe(true);
    await store().remove("large");
  });

  it("SEC-4 what is too large, or breaks off, leaves what was there before", async () => {
    await store().put("kept", Buffer.from("as it was"));
    const large = randomBytes(18 * MiB);
    await expect(store().put("kept", streamOf(large, MiB), { maxBytes: 17 * MiB })).rejects.toThrow(FileTooLarge);
    await expect(store().put("kept", Buffer.alloc(11), { maxBytes: 10 })).rejects.toThrow(FileTooLarge);
    await expect(store().put("kept", breaking(large))).rejects.toThrow("the line went dead");
    expect(String(await bytesOf(await store().read("kept")))).toBe("as it was");
    expect(await store().put("kept", Buffer.alloc(10), { maxBytes: 10 })).toEqual({ bytes: 10 });
    expect(await keys()).toEqual(["kept"]);
    await store().remove("kept");
  });

  it("SEC-4 a key leads nowhere else", async () => {
    for (const key of [
      "",
      "/etc/passwd",
      "../outside",
      "a/../../outside",
      "a//b",
      "a/.b",
      ".drafts/x",
      "A",
      "a b",
      "a\\b",
      "ä",
      `a\0`,
      "x".repeat(201),
    ]) {
      await expect(store().put(key, Buffer.from("x")), key).rejects.toThrow("not a key");
      await expect(store().read(key), key).rejects.toThrow("not a key");
      await expect(store().remove(key), key).rejects.toThrow("not a key");
    }
    expect(await keys()).toEqual([]);
  });
});

describe("the folder", () => {
  it("CAT-7 is cleared of what a crash left half-written, once it is a day old", async () => {
    const root = path.join(home, "crashed");
    const drafts = path.join(root, ".drafts");
    await mkdir(drafts, { recursive: true });
    await writeFile(path.join(drafts, "old"), "half");
    await writeFile(path.join(drafts, "fresh"), "half");
    const before = new Date(Date.now() - 25 * 3_600_000);
    await utimes(path.join(drafts, "old"), before, before);
    await folderStore(root).put("a", Buffer.from("a"));
    expect(await readdir(drafts)).toEqual(["fresh"]);
  });
});

describe("S3", () => {
  it("CAT-7 sends a small file at once, a large one in parts, and calls off what breaks", async () => {
    const s3 = stores.s3 as FileStore;
    asked.length = 0;
    await s3.put("small", streamOf(Buffer.alloc(100), 7));
    expect(asked).toEqual(["PUT /octavo/small"]);
    asked.length = 0;
    await s3.put("parts", streamOf(Buffer.alloc(17 * MiB), MiB));
    expect(asked).toEqual([
      "POST /octavo/parts?uploads",
      ...[1, 2, 3].map((part) => `PUT /octavo/parts?partNumber=${part}&uploadId`),
      "POST /octavo/parts?uploadId",
    ]);
    asked.length = 0;
    await expect(s3.put("parts", streamOf(Buffer.alloc(18 * MiB), MiB), { maxBytes: 17 * MiB })).rejects.toThrow();
    expect(asked.at(-1)).toBe("DELETE /octavo/parts?uploadId");
    for (const key of ["small", "parts"]) await s3.remove(key);
  });
});
