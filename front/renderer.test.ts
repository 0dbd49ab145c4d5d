import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { log } from "../log/index.ts";
import { withClient } from "../tests/database.ts";
import { renderAt } from "./render-door.ts";
import { RendererFailed, startRenderer } from "./renderer.ts";
import { everything } from "./tags.ts";

/** A server as Next's, as far as the listener knows it: inside the project, because it must find Next's manifest of tags. */
const folder = fs.mkdtempSync(path.resolve("node_modules/.octavo-renderer-"));
const server = path.join(folder, "standalone/server.js");
fs.mkdirSync(path.dirname(server));

const serving = `
  const http = require("node:http");
  const told = () => globalThis[Symbol.for("octavo.metrics")]();
  const server = http.createServer(async (request, response) =>
    response.end(request.url === "/metrics" ? await told() : process.pid + " " + request.url));
  server.listen(1, "127.0.0.1");
  process.on("SIGTERM", () => server.close(() => process.exit(143)));
`;

vi.stubEnv("SHOP_MODE", "demo");
vi.stubEnv("AUTH_SECRET", "only-for-tests-only-for-tests-only-for-tests");

let renderer: ReturnType<typeof startRenderer> | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await renderer?.stop();
  renderer = undefined;
});

function begin(program: string) {
  fs.writeFileSync(server, program);
  const heard: string[] = [];
  let lost = 0;
  renderer = startRenderer(server, {
    changed: ({ tag }) => heard.push(tag),
    lost: () => lost++,
    metrics: async () => "octavo_in_front 1",
  });
  const { web, renders, first } = renderer;
  const ask = (at = "/cart") =>
    new Promise<string>((resolve, reject) =>
      http.get({ socketPath: web(), path: at }, (answer) => resolve(text(answer))).once("error", reject),
    );
  return { heard, lost: () => lost, ask, render: renderAt(renders), first };
}

describe("the renderer", () => {
  it("PLT-4 DSC-1 serves on sockets of its own, renders for the cache, and tells every change", async () => {
    const { ask, render, heard, first } = begin(serving);
    await first;
    expect(await ask()).toMatch(/^\d+ \/cart$/);
    const made = await render("/books/a", {});
    expect([made.status, made.body.toString()]).toEqual([200, expect.stringMatching(/^\d+ \/books\/a$/)]);
    await expect.poll(() => heard).toContain(everything);
    await withClient(process.env.DATABASE_URL ?? "", (client) =>
      client.query("select pg_notify('cache_tags', 'book:a')"),
    );
    await expect.poll(() => heard).toContain("book:a");
  });

  it("PLT-4 gives way to the process in front on a busy core", async () => {
    const { ask, first } = begin(serving);
    await first;
    const [pid = ""] = (await ask()).split(" ");
    expect(os.getPriority(Number(pid))).toBeGreaterThan(os.getPriority());
  });

  it("OBS-3 tells what the process in front has counted, and what it takes itself", async () => {
    const { ask, first } = begin(serving);
    await first;
    const [one, two] = await Promise.all([ask("/metrics"), ask("/metrics")]);
    for (const told of [one, two]) {
      expect(told).toMatch(/^octavo_in_front 1$/m);
      expect(told).toMatch(/^octavo_renderer_process_resident_memory_bytes \d{7,}/m);
    }
  });

  it("PLT-4 is started again when it is killed, and what it may have missed is told", async () => {
    vi.spyOn(log, "error").mockImplementation(() => {});
    const { ask, lost, heard, first } = begin(serving);
    await first;
    await expect.poll(() => heard).toContain(everything);
    const [pid = ""] = (await ask()).split(" ");
    process.kill(Number(pid), "SIGKILL");
    await expect.poll(lost, { timeout: 40_000 }).toBeGreaterThan(0);
    await expect.poll(() => ask().catch(() => ""), { timeout: 40_000 }).toMatch(/^\d+ \/cart$/);
    expect(await ask()).not.toContain(`${pid} `);
    await expect.poll(() => heard.filter((tag) => tag === everything).length, { timeout: 40_000 }).toBe(2);
  });

  it("PLT-3 one that never serves is not tried again and again: its exit code is the role's", async () => {
    const { first } = begin("process.exit(7)");
    await expect(first).rejects.toThrow(RendererFailed);
    await expect(first).rejects.toMatchObject({ code: 7 });
  });
});

process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
