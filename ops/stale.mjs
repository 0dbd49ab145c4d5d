// Whether the build is older than what it was made from.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const folders = [
  "app",
  "components",
  "config",
  "covers",
  "db",
  "emails",
  "front",
  "log",
  "messages",
  "papers",
  "public",
  "shop",
];
const files = [
  "instrumentation.ts",
  "next.config.ts",
  "ops/standalone.mjs",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
const stamp = ".next/octavo-sources";

/** Tests and the demo catalogue change nothing in what is built, and the letters of the covers follow from the rest. */
const built = (file) => !/\.test\.tsx?$|\.md$|^db\/demo\/|^covers\/glyphs\//.test(file);

/** A fingerprint of every file that the build is made from. */
export function sourcesOf(root) {
  const hash = createHash("sha256");
  const add = (file) => {
    if (built(file)) hash.update(`${file}\0`).update(fs.readFileSync(path.join(root, file)));
  };
  const walk = (folder) => {
    const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const at = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(at);
      else if (entry.isFile()) add(at);
    }
  };
  for (const folder of folders) if (fs.existsSync(path.join(root, folder))) walk(folder);
  for (const file of files) if (fs.existsSync(path.join(root, file))) add(file);
  return hash.digest("hex");
}

const stampFile = (root) => path.join(root, stamp);

export const buildIsStale = (root) =>
  !fs.existsSync(stampFile(root)) ||
  !fs.existsSync(path.join(root, ".next/standalone/server.js")) ||
  fs.readFileSync(stampFile(root), "utf8") !== sourcesOf(root);

/** A build that is interrupted must not pass for one. */
export const forgetBuild = (root) => fs.rmSync(stampFile(root), { force: true });

export const rememberBuild = (root, sources) => fs.writeFileSync(stampFile(root), sources);
