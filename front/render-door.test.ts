import { randomBytes } from "node:crypto";
import fs from "node:fs";
import type { Server } from "node:http";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { Render } from "./pages.ts";
import { renderAt, serveRenders } from "./render-door.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-door-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const socket = path.join(folder, "renders");
let door: Server | undefined;
afterEach(async () => {
  door?.closeAllConnections();
  await new Promise((resolve) => (door ? door.close(resolve) : resolve(undefined)));
  door = undefined;
});

async function through(render: Render): Promise<Render> {
  door = serveRenders(render);
  await new Promise<void>((resolve) => door?.listen(socket, resolve));
  return renderAt(() => socket);
}

describe("the door between listener and renderer", () => {
  it("DSC-1 an answer comes whole: status, headers, every byte of its body, and the tags it was made of", async () => {
    const body = randomBytes(200_000);
    const headers = { "content-type": "image/png", link: ["<a>", "<b>"], "content-length": "200000" };
    const tags = Array.from({ length: 2_000 }, (_, n) => `book:${n}`); // more than headers could carry
    let asked: unknown;
    const render = await through(async (url, given) => {
      asked = [url, given];
      return { status: 404, headers, body, tags };
    });
    const answer = await render("/books/ä?page=2", { rsc: "1" });
    expect(asked).toEqual(["/books/ä?page=2", { rsc: "1" }]);
    expect({ ...answer, body: null }).toEqual({ status: 404, headers, tags, body: null });
    expect(answer.body.equals(body)).toBe(true);
  });

  it("DSC-1 an answer without a body and without tags stays so", async () => {
    const render = await through(async () => ({ status: 304, headers: {}, body: Buffer.alloc(0), tags: null }));
    expect(await render("/", {})).toEqual({ status: 304, headers: {}, body: Buffer.alloc(0), tags: null });
  });

  it("SEC-3 a render that fails, and a renderer that is not there, reject", async () => {
    const render = await through(async () => Promise.reject(new Error("it took too long")));
    await expect(render("/", {})).rejects.toThrow("it took too long");
    await expect(renderAt(() => `${socket}-none`)("/", {})).rejects.toThrow(/ENOENT/);
  });
});
