import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { freePort } from "../db/embedded.mjs";
import { serve } from "../ops/serve.ts";
import { onCore } from "./serve.ts";

/** A server that sends the same bytes to everyone and does nothing else, to measure against. */
export interface Bare {
  name: string;
  url: string;
  stop(): Promise<void>;
}

/** nginx where it is installed, else a bare Node server: its name says which. On the core of the servers. */
export async function serveBytes(body: Buffer, encoding: string): Promise<Bare> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-bare-"));
  fs.chmodSync(folder, 0o755); // nginx' worker may run as another user
  fs.writeFileSync(path.join(folder, "body"), body, { mode: 0o644 });
  const bare = await (spawnSync("nginx", ["-v"]).status === 0 ? byNginx(folder, encoding) : byNode(folder, encoding));
  return {
    ...bare,
    async stop() {
      await bare.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One worker, which keeps connections and the open file, and writes no log. */
async function byNginx(folder: string, encoding: string): Promise<Bare> {
  const port = await freePort();
  const file = path.join(folder, "nginx.conf");
  fs.writeFileSync(
    file,
    `worker_processes 1;
pid ${folder}/pid;
error_log stderr error;
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_requests 100000000;
  open_file_cache max=10;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
  server {
    listen 127.0.0.1:${port};
    root ${folder};
    default_type "text/html; charset=utf-8";
    add_header content-encoding ${encoding};
    location / { try_files /body =404; }
  }
}
`,
  );
  const [command, args] = onCore(0)("nginx", ["-p", folder, "-c", file, "-g", "daemon off;"]);
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const url = `http://127.0.0.1:${port}/`;
  for (const until = Date.now() + 10_000; ;) {
    if (
      await rawBody(url, encoding).then(
        () => true,
        () => false,
      )
    )
      return { name: "nginx", url, stop };
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error("nginx does not serve");
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function byNode(folder: string, encoding: string): Promise<Bare> {
  const program = path.join(folder, "bare.mjs");
  fs.writeFileSync(
    program,
    `import fs from "node:fs"; import http from "node:http";
const body = fs.readFileSync(${JSON.stringify(path.join(folder, "body"))});
const head = ["content-type", "text/html; charset=utf-8", "content-encoding", "${encoding}", "content-length", body.length];
http.createServer((_, response) => response.writeHead(200, head).end(body)).listen(Number(process.env.PORT), "127.0.0.1");
`,
  );
  const { url, stop } = await serve([program], {}, { wrap: onCore(0) });
  return { name: "a bare Node server", url, stop };
}

/** As it comes over the wire, still squeezed. */
export function rawBody(url: string, encoding: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers: { "accept-encoding": encoding, accept: "text/html" } }, (answer) => {
      if (answer.headers["content-encoding"] !== encoding) {
        answer.resume();
        return reject(new Error(`${url} does not come as ${encoding}`));
      }
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => resolve(Buffer.concat(parts)));
    });
    request.once("error", reject);
  });
}
