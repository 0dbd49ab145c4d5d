// The last step of the build: the standalone server gets the files that it serves itself, and the build its mark.
import fs from "node:fs";
import path from "node:path";
import { root } from "./runtime.mjs";
import { rememberBuild, sourcesOf } from "./stale.mjs";

const standalone = path.join(root, ".next/standalone");
const copy = (from, to) => {
  fs.rmSync(to, { recursive: true, force: true });
  if (fs.existsSync(from)) fs.cpSync(from, to, { recursive: true });
};
copy(path.join(root, ".next/static"), path.join(standalone, ".next/static"));
copy(path.join(root, "public"), path.join(standalone, "public"));
// Next copies them; a secret of the machine that builds has no place in what is built.
for (const name of fs.readdirSync(standalone)) if (/^\.env/.test(name)) fs.rmSync(path.join(standalone, name));
rememberBuild(root, sourcesOf(root));
