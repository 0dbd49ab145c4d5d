// `npm test`: everything, from a fresh clone to one last line. Plain Node 20, nothing installed.
import fs from "node:fs";
import path from "node:path";
import { endAll, finished, install, lines, readJson, Refusal, root, say, start } from "./runtime.mjs";
import { buildIsStale, forgetBuild } from "./stale.mjs";

const results = path.join(root, "test-results");

/** A step: what it runs, one after the other, and how its tests are counted. Without `count` it counts as one. */
const steps = {
  format: { run: [["node_modules/prettier/bin/prettier.cjs", "--check", "."]] },
  lint: { run: [["node_modules/eslint/bin/eslint.js", ".", "--max-warnings=0"]] },
  types: {
    run: [
      ["node_modules/next/dist/bin/next", "typegen"],
      ["node_modules/typescript/bin/tsc", "--noEmit"],
    ],
  },
  boundaries: { run: [["ops/boundaries.mjs"]] },
  unit: {
    run: [
      [
        "node_modules/vitest/vitest.mjs",
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${results}/unit.json`,
      ],
    ],
    shown: true,
    count: unitTests,
  },
  build: { run: [["node_modules/next/dist/bin/next", "build"], ["ops/standalone.mjs"]], production: true },
  e2e: { run: [["node_modules/@playwright/test/cli.js", "test", "--retries=1"]], shown: true, count: browserTests },
  // A part of them, where a page made anew each time would show first; `npm run test:e2e:uncached` is the whole.
  uncached: {
    run: [
      [
        "node_modules/@playwright/test/cli.js",
        "test",
        "--retries=1",
        "--project=desktop",
        ...["storefront-answers", "without-scripts"].map((name) => `e2e/${name}.spec.ts`),
      ],
    ],
    shown: true,
    whole: true,
    env: { PAGE_CACHE: "off", E2E_RUN: "uncached" },
    count: playwrightTests,
  },
};
const names = Object.keys(steps);

/** Lanes run side by side; what shares a folder or measures time has its lane, or the machine, to itself. */
const plan = [
  [
    ["format", "lint", "boundaries"],
    ["types", "build"],
  ],
  [["unit"]],
  [["e2e", "uncached"]],
];

const help = `npm test [-- --only ${names.slice(0, 2).join(",")} [FILE…]]

Installs what is missing and runs every check and test. The last line counts them all: N passed, N failed.

  --only STEPS   some of: ${names.join(", ")}
  FILE           passed on to unit and e2e: run the tests of these files only
                 (and not uncached, the browser tests without the page cache, which has files of its own)`;

const tally = { passed: 0, failed: 0 };
const ledger = [];

const count = (name, passed, failed, note = "") => {
  tally.passed += passed;
  tally.failed += failed;
  ledger.push({ name, passed, failed, note });
};

async function main() {
  process.chdir(root);
  const { only, files } = parse(process.argv.slice(2));
  process.chdir(root);
  await install();
  fs.rmSync(results, { recursive: true, force: true });
  fs.mkdirSync(results, { recursive: true });
  const env = testEnvironment();

  await step("covers", { run: [["covers/build.mjs"]] }, env, []);
  // fetched, where there is none, while what needs none runs
  const browserIsThere = only.some(isBrowser) ? browser(env) : undefined;
  for (const lanes of plan) {
    if (lanes.flat().some(isBrowser)) await browserIsThere;
    await Promise.all(
      lanes.map(async (lane) => {
        for (const name of lane) if (only.includes(name)) await step(name, steps[name], env, files);
      }),
    );
  }
  summary();
}

function parse(args) {
  const at = args.findIndex((arg) => arg === "--only" || arg.startsWith("--only="));
  const [flag] = at < 0 ? [] : args.splice(at, 1);
  const given = flag?.includes("=") ? flag.slice("--only=".length) : flag && args.splice(at, 1)[0];
  const only = flag ? (given ?? "").split(",").filter(Boolean) : names;
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0 || only.length === 0) throw new Refusal(`--only takes some of: ${names.join(", ")}`);
  // the browser tests meet what is built
  if (only.some(isBrowser) && !only.includes("build")) only.push("build");
  const files = args.filter((arg) => arg !== "--");
  return { only: files.length > 0 ? only.filter((name) => !steps[name].whole) : only, files };
}

/** Nothing of the shop that may be configured in this shell reaches a test. */
function testEnvironment() {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", FORCE_COLOR: "0", NO_COLOR: "1" };
  // dozens of tests start the worker or a command: what one has compiled the next need not
  env.NODE_COMPILE_CACHE = path.join(root, "node_modules/.cache/octavo-test");
  for (const [, name] of fs.readFileSync(".env.example", "utf8").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)) {
    delete env[name];
    delete env[`${name}_FILE`];
  }
  return env;
}

async function browser(env) {
  const { findOrInstallBrowser } = await import("./browser.mjs");
  try {
    env.CHROMIUM_PATH = await findOrInstallBrowser((line) => say(`browser    ${line}`));
  } catch (error) {
    say(`browser    failed: ${error.message}`);
    count("browser", 0, 1, error.message);
  }
}

const isBrowser = (name) => name === "e2e" || name === "uncached";

async function step(name, { run, shown, count: counted, production, env: own }, env, files) {
  const began = performance.now();
  if (name === "build") {
    if (!buildIsStale(root)) return pass(name, "up to date");
    forgetBuild(root);
  }
  if (isBrowser(name) && ledger.some((each) => each.name === "build" && each.failed)) {
    return fail(name, "there is no build to test");
  }
  say(`${name.padEnd(10)} …`);
  const output = [];
  let code = 0;
  for (const args of run) {
    if (code !== 0) break;
    const child = start(counted ? [...args, ...files] : args, {
      env: { ...env, ...own, ...(production && { NODE_ENV: "production" }) },
      stdio: "pipe",
    });
    for (const stream of [child.stdout, child.stderr]) {
      lines(stream, (line) => (shown ? console.log(`           ${line}`) : output.push(line)));
    }
    code = await finished(child);
  }
  const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
  if (counted) return counted(name, code, took);
  if (code === 0) return pass(name, took);
  fail(name, took, output);
}

function pass(name, note) {
  say(`${name.padEnd(10)} passed, ${note}`);
  count(name, 1, 0, note);
}

function fail(name, note, output = []) {
  say(`${name.padEnd(10)} FAILED, ${note}`);
  for (const line of output) console.log(`           ${line}`);
  count(name, 0, 1, note);
}

/** A test that did not run proves nothing: skipped, to do and never reached are failures. */
function tests(name, code, took, { passed, failed, skipped }) {
  let broken = failed + skipped;
  if (skipped > 0) say(`${name.padEnd(10)} ${skipped} skipped, which count as failed`);
  if (passed + broken === 0) broken = 1;
  if (code !== 0 && broken === 0) broken = 1; // a clean-up that failed, an error outside any test
  say(`${name.padEnd(10)} ${broken === 0 ? "passed" : "FAILED"}, ${passed} passed, ${broken} failed, ${took}`);
  count(name, passed, broken, took);
}

function unitTests(name, code, took) {
  const file = path.join(results, "unit.json");
  if (!fs.existsSync(file)) return tests(name, code, took, { passed: 0, failed: 1, skipped: 0 });
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = readJson(file);
  // a file that did not load, or whose clean-up failed, has a failure that no test bears
  const files = testResults.filter(
    (each) => each.status === "failed" && each.assertionResults.every((one) => one.status !== "failed"),
  );
  tests(name, code, took, {
    passed: numPassedTests,
    failed: numFailedTests + files.length,
    skipped: numPendingTests + numTodoTests,
  });
}

function browserTests(name, code, took) {
  playwrightTests(name, code, took);
  invariants();
}

function playwrightTests(name, code, took) {
  const file = path.join(results, `${name}.json`);
  if (!fs.existsSync(file)) return tests(name, code, took, { passed: 0, failed: 1, skipped: 0 });
  const { stats, errors, suites } = readJson(file);
  // A browser on a busy machine gets a second try; that it was needed is told each time, by name.
  for (const title of flaky(suites)) say(`${name.padEnd(10)} only at the second try: ${title}`);
  tests(name, code, took, {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  });
}

const flaky = (suites) =>
  suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
      .map(({ title }) => `${file}: ${title}`),
    ...flaky(inner),
  ]);

/** What the browsers left behind, looked at before the server went (see `e2e/server.ts`). */
function invariants() {
  const file = path.join(results, "invariants.txt");
  const told = fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : ["they did not run"];
  const verdict = told.at(-1) ?? "";
  const [, violations, orders] = /violations=(\d+) orders=(\d+)/.exec(verdict) ?? [];
  if (violations === "0" && Number(orders) > 0) return pass("invariants", `after the browser tests: ${verdict}`);
  fail("invariants", violations === "0" ? `nothing was ordered: ${verdict}` : verdict, told);
}

function summary() {
  console.log("");
  for (const { name, passed, failed, note } of ledger) {
    console.log(
      `  ${failed === 0 ? "ok  " : "FAIL"}  ${name.padEnd(11)} ${`${passed} passed, ${failed} failed`.padEnd(26)} ${note}`,
    );
  }
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => void endAll().then(() => process.exit(130)));
}

if (process.argv.includes("--help")) console.log(help);
else {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    await endAll();
    count("npm test", 0, 1);
    summary();
  }
}
