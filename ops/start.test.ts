import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadEnvFile, sameAsLock } from "./runtime.mjs";
import { keptSecrets } from "./secrets.mjs";
import { buildIsStale, rememberBuild, sourcesOf } from "./stale.mjs";

let dir: string;
beforeEach(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-start-"))));
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const write = (file: string, text: string) => {
  fs.mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
  fs.writeFileSync(path.join(dir, file), text);
};

describe("npm start", () => {
  const start = async (variables: Record<string, string>) => {
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, ["ops/start.mjs", "--no-install"], {
      // as if another program of ours had started it: whatever stands in this folder's .env is not its business
      env: { NODE_ENV: "test", PATH, HOME, DATA_DIR: dir, OCTAVO_STARTER: "a test", ...variables },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    const code = await new Promise((resolve) => child.once("close", resolve));
    return { code, said };
  };

  it("PLT-3 PLT-8 a bad or missing variable stops it with its name and what is expected, before anything is made", async () => {
    const { code, said } = await start({ DATABASE_URL: "postgres://nowhere/shop", PORT: "ninety" });
    expect(code).toBe(1);
    expect(said).toMatch(/PORT must be a whole number/);
    expect(said).toMatch(/AUTH_SECRET is missing: at least 32 random characters/);
    expect(said).toMatch(/PAYMENTS is missing/);
    expect(said).not.toMatch(/\bat .*:\d+:\d+/);
    expect(fs.readdirSync(dir)).toEqual([]);
  });

  it("PLT-1 says kindly that the port is taken, and by what command to use another", async () => {
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as net.AddressInfo;
    const { code, said } = await start({ PORT: String(port) }).finally(() => other.close());
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is taken by another program`);
    expect(said).toContain(`PORT=${port + 1} npm start`);
    expect(fs.existsSync(path.join(dir, "pg"))).toBe(false);
  });
});

describe("what stands in .env", () => {
  it("PLT-3 PLT-2 is for whoever is started by hand; a program that a test or npm start has started has its variables from there", () => {
    const name = "OCTAVO_ONLY_IN_THIS_TEST";
    write(".env", `${name}=configured`);
    const { OCTAVO_STARTER: before } = process.env;
    const read = (starter?: string) => {
      delete process.env[name];
      delete process.env.OCTAVO_STARTER;
      if (starter) process.env.OCTAVO_STARTER = starter;
      loadEnvFile(dir);
      return process.env[name];
    };
    expect([read(), read("4711")]).toEqual(["configured", undefined]);
    delete process.env.OCTAVO_STARTER;
    if (before) process.env.OCTAVO_STARTER = before;
  });
});

describe("what the start keeps and reuses", () => {
  it("PLT-1 PLT-8 made-up secrets outlive a restart, and only their owner can read them", () => {
    const first = keptSecrets(dir);
    expect(first.secrets.AUTH_SECRET.length).toBeGreaterThanOrEqual(32);
    expect(first.secrets.ADMIN_PASSWORD).toMatch(/^(?:[a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(fs.statSync(first.file).mode & 0o777).toBe(0o600);
    first.keep({ shown: true });
    expect(keptSecrets(dir).secrets).toEqual({ ...first.secrets, shown: true });
  });

  it("PLT-1 builds again when, and only when, something that is built has changed", () => {
    write("app/page.tsx", "1");
    write("app/page.test.tsx", "1");
    write("db/demo/books/a.json", "1");
    expect(buildIsStale(dir)).toBe(true);
    write(".next/standalone/server.js", "");
    rememberBuild(dir, sourcesOf(dir));
    expect(buildIsStale(dir)).toBe(false);
    write("app/page.test.tsx", "2");
    write("db/demo/books/a.json", "2");
    expect(buildIsStale(dir)).toBe(false);
    write("app/page.tsx", "2");
    expect(buildIsStale(dir)).toBe(true);
    rememberBuild(dir, sourcesOf(dir));
    fs.renameSync(path.join(dir, "app/page.tsx"), path.join(dir, "app/other.tsx"));
    expect(buildIsStale(dir)).toBe(true);
  });

  it("PLT-1 installs when a package is missing or of another version, but not for other systems' packages", () => {
    const wanted = {
      "": { version: "1" },
      "node_modules/a": { version: "2.0.0" },
      "node_modules/a-for-another-system": { version: "2.0.0", optional: true },
    };
    expect(sameAsLock(wanted, { "node_modules/a": { version: "2.0.0" } })).toBe(true);
    expect(sameAsLock(wanted, { "node_modules/a": { version: "1.9.0" } })).toBe(false);
    expect(sameAsLock(wanted, {})).toBe(false);
  });
});
