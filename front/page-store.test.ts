import fs from "node:fs";
import { createRequire } from "node:module";
import { beforeEach, describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);
const { tagsManifest, areTagsExpired } = require("next/dist/server/lib/incremental-cache/tags-manifest.external");
const PageStore = require("./page-store.cjs");

const store = new PageStore({ fs, flushToDisk: false, serverDistDir: "/nowhere", maxMemoryCacheSize: 1e6 });
const page = (status = 200) => ({ kind: "APP_PAGE", html: "<p>", rscData: Buffer.from(""), headers: {}, status });
const value = (body: string) => ({ kind: "FETCH", data: { headers: {}, body, status: 200, url: "" }, revalidate: 1 });
const kept = (key: string, kind: string) => store.get(key, { kind, tags: [], softTags: [] });

describe("the page store", () => {
  beforeEach(() => tagsManifest.clear());

  it("DSC-1 keeps pages and values, but nothing that was not found", async () => {
    await store.set("/en/books/real", page(), {});
    await store.set("/en/books/junk", page(404), {});
    await store.set("found", value('{"title":"x"}'), { fetchCache: true, tags: [] });
    await store.set("not-found", value("null"), { fetchCache: true, tags: [] });
    expect(await kept("/en/books/real", "APP_PAGE")).not.toBeNull();
    expect(await kept("/en/books/junk", "APP_PAGE")).toBeNull();
    expect(await kept("found", "FETCH")).not.toBeNull();
    expect(await kept("not-found", "FETCH")).toBeNull();
  });

  it("DSC-1 a tag expires what was kept before, also when the wall's clock runs ahead of the monotonic one", async () => {
    const { now } = Date;
    Date.now = () => now() + 3_600_000; // as after an hour's sleep of the machine
    try {
      await store.set("/en/books/real", page(), {});
      const { lastModified } = await kept("/en/books/real", "APP_PAGE");
      expect(areTagsExpired(["book:real"], lastModified)).toBe(false);
      await store.revalidateTag("book:real");
      expect(areTagsExpired(["book:real"], lastModified)).toBe(true);
      await store.revalidateTag(["lists"], { expire: 0 });
      expect(areTagsExpired(["lists"], lastModified)).toBe(true);
    } finally {
      Date.now = now;
    }
  });
});
