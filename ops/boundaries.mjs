// Checks the laws of `.dependency-cruiser.cjs` and fails when there was nothing to check.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const { forbidden, options } = createRequire(import.meta.url)("../.dependency-cruiser.cjs");

const places = [
  ...[
    "app",
    "bot",
    "components",
    "config",
    "covers",
    "db",
    "emails",
    "front",
    "jobs",
    "log",
    "messages",
    "papers",
    "shop",
  ],
  ...["proxy.ts", "next.config.ts", "instrumentation.ts"],
];

/**
 * @param {string} [baseDir]
 * @returns {Promise<{ modules: string[], violations: { rule: string, from: string, to: string }[] }>}
 */
export async function checkBoundaries(baseDir = root) {
  const found = places.filter((place) => fs.existsSync(path.join(baseDir, place)));
  const { output } = await cruise(found, { ...options, baseDir, validate: true, ruleSet: { forbidden } }, undefined, {
    tsConfig: extractTSConfig(path.join(baseDir, options.tsConfig.fileName)),
  });
  return {
    modules: output.modules.map((module) => module.source).filter((source) => !source.includes("node_modules")),
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

/** A check that saw nothing proves nothing. */
export function complaint({ modules, violations }) {
  const shop = modules.filter((source) => source.startsWith("shop/")).length;
  if (modules.length === 0 || shop === 0)
    return `${modules.length} modules were looked at, ${shop} of them in shop/: nothing is proven.`;
  return violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`).join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await checkBoundaries();
  const wrong = complaint(result);
  console.log(wrong || `${result.modules.length} modules keep the laws.`);
  process.exitCode = wrong ? 1 : 0;
}
