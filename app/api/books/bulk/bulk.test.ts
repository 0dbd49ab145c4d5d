import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { MOST_BYTES } from "@/app/(desk)/admin/books/bulk/bounds";
import { bulkState } from "@/app/(desk)/admin/books/bulk/told";
import type { FormState } from "@/app/_server/action";
import { findBulkReport } from "@/shop/catalog";
import { createContext, type Actor } from "@/shop/context";
import { folderStore } from "@/shop/storage";
import { atTheEnd } from "@/tests/at-the-end";
import { anIsbn } from "@/tests/imports";
import { as, guest, openTestShop, person } from "@/tests/world";
import { POST } from "./route.ts";

const { asking } = vi.hoisted(() => ({ asking: { actor: { kind: "guest" } as unknown } }));
vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  forbidden: () => {
    throw new Error("403");
  },
  unauthorized: () => {
    throw new Error("401");
  },
}));
vi.mock("@/app/_server/context", () => ({
  requestContext: async () => createContext(shop, { actor: asking.actor as Actor, now: new Date(), locale: "en" }),
}));
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-bulk-"));
atTheEnd.push(async () => fs.rmSync(dataDir, { recursive: true, force: true }));
const shop = openTestShop({ files: folderStore(path.join(dataDir, "files")) });
const staff = person("staff");
const book = (more: object = {}) => ({ title: "From JSON", format: "ebook", language: "de", price: 900, ...more });

async function send(fields: Record<string, string | File>, headers: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const sent = new Response(form);
  const body = await sent.arrayBuffer();
  return POST(
    new Request("http://shop.test/api/books/bulk", {
      method: "POST",
      headers: {
        "content-type": sent.headers.get("content-type") ?? "",
        "content-length": String(body.byteLength),
        "sec-fetch-site": "same-origin",
        ...headers,
      },
      body,
    }),
  );
}
const told = async (fields: Record<string, string | File>) =>
  (await (await send(fields, { accept: "application/json" })).json()) as NonNullable<FormState>;
const count = async () => {
  const { rows } = await shop.database.db.execute<{ n: number }>(sql`select count(*)::int as n from books`);
  return rows[0]?.n ?? -1;
};

beforeEach(() => void (asking.actor = staff));

describe("CAT-5 JSON sent from the desk", () => {
  it("IDN-6 CAT-5 is for the desk alone, and for forms of this shop", async () => {
    const good = { rows: JSON.stringify([book()]), mode: "create" };
    asking.actor = guest;
    await expect(send(good)).rejects.toThrow("401");
    asking.actor = person("customer");
    await expect(send(good)).rejects.toThrow("403");
    asking.actor = staff;
    expect((await send(good, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect(await count()).toBe(0);
  });

  it("CAT-5 no JSON, no array, nothing at all, another encoding: each is told at the field", async () => {
    const rows = async (text: string) => (await told({ rows: text, mode: "create" })).fields.rows;
    expect(await rows("[{")).toMatch(/not JSON/);
    expect(await rows("{}")).toMatch(/not an array/);
    expect(await rows(" ")).toMatch(/Choose a file/);
    const utf16 = new File([Buffer.from(`\ufeff${JSON.stringify([book()])}`, "utf16le")], "books.json");
    expect((await told({ file: utf16, mode: "create" })).message).toMatch(/not JSON.*utf-8/);
    const cut = await POST(
      new Request("http://shop.test/api/books/bulk", {
        method: "POST",
        headers: { "sec-fetch-site": "same-origin", accept: "application/json", "content-type": "text/plain" },
        body: "rows",
      }),
    );
    expect(((await cut.json()) as { message: string }).message).toMatch(/Choose a file/);
    expect(await count()).toBe(0);
  });

  it("CAT-5 every problem by row and field, a dry run, and done; a file goes before what was pasted", async () => {
    const refused = await told({ rows: JSON.stringify([book(), { price: -1 }]), mode: "create" });
    expect(refused.heading).toMatch(/4 problems/);
    expect(refused.items).toHaveLength(4);
    const rows = JSON.stringify([book()]);
    expect((await told({ rows, mode: "create", dryRun: "on" })).heading).toMatch(/1 to make/);
    expect(await count()).toBe(0);
    expect((await told({ rows, mode: "create" })).heading).toMatch(/1 made/);
    const file = new File([`\ufeff${rows}`], "books.json");
    expect((await told({ file, rows: "[", mode: "create" })).heading).toMatch(/1 made/);
    expect(await count()).toBe(2);
  });

  it("UX-1 CAT-5 without scripts what came of it waits on the page, with all that was typed, for that person alone", async () => {
    const rows = JSON.stringify([book({ isbn: "9780140449267" })]);
    const answer = await send({ rows, mode: "upsert", dryRun: "on" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/admin/books/bulk?told=1"]);
    const report = await findBulkReport(as(shop, staff));
    expect(report && bulkState(report)).toMatchObject({
      typed: { rows, mode: "upsert", dryRun: "on" },
      items: [expect.stringMatching(/^Row 1, ISBN: The check digit is wrong/)],
    });
    expect(await findBulkReport(as(shop, person("staff")))).toBeNull();
  });

  it("CAT-5 more than may be sent is refused, and more rows than a call takes", async () => {
    const large = new File(["x".repeat(MOST_BYTES + 100_000)], "books.json");
    expect((await told({ file: large, mode: "create" })).message).toMatch(/more than 12 megabytes/);
    const many = JSON.stringify(Array.from({ length: 10_001 }, () => book()));
    expect((await told({ rows: many, mode: "create" })).items).toEqual([
      expect.stringMatching(/^Row 10,001, row: That is too many/),
    ]);
    expect(await count()).toBe(2);
  });

  // seconds on a machine of its own; it measures room, not time
  it(
    "CAT-5 10,000 rows of a kilobyte each fit into a process with a heap of 192 MB",
    { timeout: 240_000 },
    async () => {
      const rows = Array.from({ length: 10_000 }, (_, i) =>
        book({
          title: `Heap ${i}`,
          isbn: anIsbn(),
          contributors: [{ name: `Heap Writer ${i % 900}`, role: "author" }],
          description: "A sentence about nothing in particular. ".repeat(24),
        }),
      );
      const form = new FormData();
      form.set("file", new File([JSON.stringify(rows)], "books.json"));
      const sent = new Response(form);
      const body = Buffer.from(await sent.arrayBuffer());
      expect(body.byteLength).toBeGreaterThan(10_000_000);
      expect(body.byteLength).toBeLessThan(MOST_BYTES);
      const child = spawn(
        process.execPath,
        [
          "--max-old-space-size=192",
          path.join(import.meta.dirname, "../../../../bench/bulk-worker.ts"),
          "create",
          sent.headers.get("content-type") ?? "",
        ],
        {
          stdio: ["pipe", "pipe", "inherit"],
          env: { ...process.env, NODE_ENV: "production", DATA_DIR: dataDir, LOG_LEVEL: "silent" },
        },
      );
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
      child.stdin.end(body);
      expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(0);
      expect(JSON.parse(said)).toEqual({ created: 10_000, updated: 0, unchanged: 0 });
    },
  );
});
