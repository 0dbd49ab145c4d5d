// `npm run dev`'s web part: Next's development server, with the listener in it for request ids, the log and tags.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { finished, root, start } from "./runtime.mjs";

const front = pathToFileURL(path.join(root, "front/within.ts")).href;
const { PORT = "3000", HOST = "127.0.0.1" } = process.env;
const child = start(["node_modules/next/dist/bin/next", "dev", "-p", PORT, "-H", HOST], {
  env: { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --import=${front}`.trim() },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill("SIGTERM"));
process.exitCode = await finished(child);
