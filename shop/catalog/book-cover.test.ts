import { sql } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { isUploadedCover } from "../_kernel/covers.ts";
import { newId } from "../_kernel/ids.ts";
import type { FileStore } from "../storage/model.ts";
import { aBook, as, guest, job, openTestShop, person } from "../../tests/world.ts";
import {
  getCoverInput,
  listCardsById,
  readCoverFile,
  removeCover,
  removeOldCovers,
  setCover,
  updateBook,
} from "./index.ts";

const shop = openTestShop();
const staff = as(shop, person("staff"));
const day = 24 * 60 * 60 * 1000;

const solid = (width: number, height: number, background = "#884422") =>
  sharp({ create: { width, height, channels: 3, background } });
const png = (width = 600, height = 900, background?: string) => solid(width, height, background).png().toBuffer();

async function filesOf(bookId: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of shop.files.list(`covers/${bookId}/`)) found.push(key.split("/")[2] ?? "");
  return found.sort();
}
async function fileOf(bookId: string, coverKey: string, ending: string) {
  const found = await readCoverFile(as(shop, guest), { bookId, coverKey, ending });
  if (!found) throw new Error(`no ${ending}`);
  return sharp(Buffer.concat(await Array.fromAsync(found)));
}
const versionOf = async (id: string) =>
  (await shop.database.db.execute<{ version: number }>(sql`select version from books where id = ${id}`)).rows[0]
    ?.version ?? 0;
const auditOf = async (id: string) =>
  (
    await shop.database.db.execute<{ action: string }>(
      sql`select action from audit_entries where subject_id = ${id} order by at, id`,
    )
  ).rows.map(({ action }) => action);
async function uploaded(bookId: string, picture: Uint8Array): Promise<string> {
  const set = await setCover(staff, { bookId, picture });
  if (!set.ok) throw new Error(set.code);
  return set.value.coverKey;
}

describe("an uploaded cover", () => {
  it("CAT-7 is made anew in every size and type, and its book bears its key", async () => {
    const { id, slug } = await aBook(shop);
    const set = await setCover(staff, { bookId: id, picture: await png(1_000, 1_500) });
    if (!set.ok) throw new Error(set.code);
    const { coverKey } = set.value;
    expect([set.value.changed, isUploadedCover(coverKey)]).toEqual([true, true]);
    expect(await filesOf(id)).toEqual(
      ["-200.avif", "-200.webp", "-400.avif", "-400.webp", "-800.avif", "-800.jpg", "-800.webp"].map(
        (end) => coverKey + end,
      ),
    );
    for (const [ending, format, width] of [
      ["-200.avif", "heif", 200],
      ["-400.webp", "webp", 400],
      ["-800.jpg", "jpeg", 800],
    ] as const) {
      expect(await (await fileOf(id, coverKey, ending)).metadata()).toMatchObject({
        format,
        width,
        height: width * 1.5,
      });
    }
    expect(await getCoverInput(staff, id)).toMatchObject({ coverKey, slug });
    expect((await listCardsById(staff, [id]))[0]).toMatchObject({ coverKey });
    expect(await auditOf(id)).toEqual(["book.cover_set"]);
  });

  it("CAT-7 the same picture a second time changes nothing", async () => {
    const { id } = await aBook(shop);
    const coverKey = await uploaded(id, await png());
    expect(await setCover(staff, { bookId: id, picture: await png() })).toEqual({
      ok: true,
      value: { coverKey, changed: false },
    });
    expect(await auditOf(id)).toEqual(["book.cover_set"]);
  });

  it("CAT-7 keeps its shape within two to three, is never blown up, and stands on white", async () => {
    const { id } = await aBook(shop);
    const wide = await uploaded(id, await png(1_600, 400));
    expect(await (await fileOf(id, wide, "-400.webp")).metadata()).toMatchObject({ width: 400, height: 100 });
    const small = await uploaded(id, await png(90, 120));
    expect(await (await fileOf(id, small, "-800.avif")).metadata()).toMatchObject({ width: 90, height: 120 });
    const clear = await sharp({ create: { width: 40, height: 60, channels: 4, background: "#00000000" } })
      .png()
      .toBuffer();
    const onWhite = await fileOf(id, await uploaded(id, clear), "-400.webp");
    expect([...(await onWhite.raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255]);
  });

  it("SEC-4 CAT-7 stands upright and carries nothing of what the file told besides: place, camera, profile", async () => {
    const { id } = await aBook(shop);
    const told = await solid(600, 400)
      .withExif({ IFD0: { Copyright: "SECRET", Model: "Camera" }, IFD3: { GPSLatitude: "51/1 3/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const coverKey = await uploaded(id, told);
    for (const ending of ["-400.avif", "-400.webp", "-800.jpg"]) {
      const file = await fileOf(id, coverKey, ending);
      const { exif, icc, xmp, orientation, width = 0, height = 0 } = await file.metadata();
      expect({ exif, icc, xmp, orientation }, ending).toEqual({});
      expect(height, ending).toBeGreaterThan(width);
    }
  });

  it.each(["jpeg", "png", "webp", "avif"] as const)("CAT-7 may be %s", async (type) => {
    const { id } = await aBook(shop);
    const picture = await solid(300, 450)[type]().toBuffer();
    expect(isUploadedCover(await uploaded(id, picture))).toBe(true);
  });

  it("CAT-7 leaves the version of the book alone, so that an open form can still be saved", async () => {
    const { id } = await aBook(shop, { title: "Before" });
    const version = await versionOf(id);
    await uploaded(id, await png());
    await removeCover(staff, id);
    expect(await versionOf(id)).toBe(version);
    expect(await updateBook(staff, { id, version, title: "After" })).toMatchObject({ ok: true });
    expect(await versionOf(id)).toBe(version + 1);
  });

  it("CAT-7 is announced to the pages that show it", async () => {
    const { id, slug } = await aBook(shop);
    const client = await shop.database.pool.connect();
    const heard: string[] = [];
    try {
      client.on("notification", ({ payload }) => heard.push(payload ?? ""));
      await client.query("listen cache_tags");
      await uploaded(id, await png());
      await client.query("select 1");
      expect(heard).toEqual([`book:${slug}`]);
    } finally {
      client.removeAllListeners("notification");
      await client.query("unlisten *");
      client.release();
    }
  });
});

describe("what is refused", () => {
  const refused = async (picture: Uint8Array) => {
    const { id } = await aBook(shop);
    const set = await setCover(staff, { bookId: id, picture });
    expect(await filesOf(id)).toEqual([]);
    expect(await auditOf(id)).toEqual([]);
    return set.ok ? "taken" : set.code;
  };

  it("SEC-4 CAT-7 is whatever is no JPEG, PNG, WebP or AVIF by its content", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const tiff = await solid(20, 30).tiff().toBuffer();
    const gif = await solid(20, 30).gif().toBuffer();
    const picture = await png();
    for (const content of [
      Buffer.alloc(0),
      Buffer.from("<html><body>no picture</body></html>"),
      Buffer.from(svg),
      Buffer.from(`<?xml version="1.0"?>${svg}`),
      Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.from(svg)]),
      Buffer.concat([Buffer.from("\xff\xd8\xff", "latin1"), Buffer.alloc(5_000)]),
      Buffer.from("RIFF\x00\x00\x00\x00WEBPVP8 nothing", "latin1"),
      Buffer.from("\x00\x00\x00\x1cftypavif\x00\x00\x00\x00", "latin1"),
      Buffer.from("PK\x03\x04 a zip"),
      Buffer.from("%PDF-1.7"),
      tiff,
      gif,
      picture.subarray(0, picture.length / 2),
    ]) {
      expect(await refused(content), content.subarray(0, 12).toString("latin1")).toBe("COVER_NOT_AN_IMAGE");
    }
  });

  it("SEC-4 CAT-7 is a file that is too large, and a small one that would unfold to too many pixels", async () => {
    expect(await refused(Buffer.alloc(20_000_001, 0xff))).toBe("COVER_TOO_LARGE");
    const bomb = await solid(16_000, 16_000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(3_000_000);
    const before = process.memoryUsage().rss;
    expect(await refused(bomb)).toBe("COVER_TOO_LARGE");
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });

  it("CAT-7 IDN-6 is a book that is not there, and whoever may not", async () => {
    const { id } = await aBook(shop);
    const picture = await png(60, 90);
    for (const bookId of [newId(new Date()), "x"]) {
      expect(await setCover(staff, { bookId, picture })).toMatchObject({ ok: false, code: "NOT_FOUND" });
      expect(await removeCover(staff, bookId)).toMatchObject({ ok: false, code: "NOT_FOUND" });
    }
    for (const actor of [guest, person("customer")]) {
      await expect(setCover(as(shop, actor), { bookId: id, picture })).rejects.toThrow();
      await expect(removeCover(as(shop, actor), id)).rejects.toThrow();
    }
  });

  it("CAT-7 and where the store fails, the book keeps what it had", async () => {
    const { id } = await aBook(shop);
    const coverKey = await uploaded(id, await png());
    let puts = 0;
    const files: FileStore = {
      ...shop.files,
      put: (...given) => (++puts > 3 ? Promise.reject(new Error("the disk is full")) : shop.files.put(...given)),
    };
    const broken = as({ ...shop, files }, person("staff"));
    await expect(setCover(broken, { bookId: id, picture: await png(300, 300) })).rejects.toThrow("the disk is full");
    expect(await getCoverInput(staff, id)).toMatchObject({ coverKey });
  });
});

describe("taking a cover away", () => {
  it("CAT-7 brings the drawn one back; a second time changes nothing", async () => {
    const { id } = await aBook(shop);
    const drawn = (await getCoverInput(staff, id)).coverKey;
    await uploaded(id, await png());
    expect(await removeCover(staff, id)).toEqual({ ok: true, value: { coverKey: null, changed: true } });
    expect((await getCoverInput(staff, id)).coverKey).toBe(drawn);
    expect(await removeCover(staff, id)).toEqual({ ok: true, value: { coverKey: null, changed: false } });
    expect(await auditOf(id)).toEqual(["book.cover_set", "book.cover_removed"]);
  });

  it("CAT-7 its files go a day later, and those that a book has stay", async () => {
    const [one, two] = [await aBook(shop), await aBook(shop)];
    await uploaded(one.id, await png());
    const second = await uploaded(one.id, await png(600, 900, "#224488"));
    const kept = await uploaded(two.id, await png());
    expect(await filesOf(one.id)).toHaveLength(14);
    expect(await removeOldCovers(as(shop, job))).toBe(0);
    const tomorrow = as(shop, job, new Date(Date.now() + day + 60_000));
    expect(await removeOldCovers(tomorrow)).toBeGreaterThanOrEqual(7);
    expect(new Set((await filesOf(one.id)).map((name) => name.slice(0, 20)))).toEqual(new Set([second]));
    expect((await filesOf(two.id)).every((name) => name.startsWith(kept))).toBe(true);
    expect(await removeOldCovers(tomorrow)).toBe(0);
  });
});
