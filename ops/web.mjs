// `npm run web`: the web role alone, the listener in front of Next's standalone server.
import fs from "node:fs";
import path from "node:path";
import "./follow-parent.mjs";
import { loadEnvFile, Refusal, root } from "./runtime.mjs";

loadEnvFile();
const server = path.join(root, ".next/standalone/server.js");
try {
  if (Number(process.versions.node.split(".")[0]) < 24)
    throw new Refusal("Run it as `npm run web`, which brings Node 24.");
  if (!fs.existsSync(server)) throw new Refusal("There is no build yet: npm run build");
  await import("../front/index.ts");
} catch (error) {
  console.error(error instanceof Refusal || error.name === "ConfigError" ? error.message : error);
  process.exit(1);
}
