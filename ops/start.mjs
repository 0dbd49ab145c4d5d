// `npm start`: everything, from a fresh clone to an open shop. Plain Node 20, nothing installed.
import net from "node:net";
import path from "node:path";
import { claim } from "./running.mjs";
import { endAll, finished, install, loadEnvFile, Refusal, root, run, say, start } from "./runtime.mjs";
import { buildIsStale, forgetBuild } from "./stale.mjs";
import { keptSecrets } from "./secrets.mjs";

const help = `npm start [-- --dev] [--no-install]

Installs what is missing, starts a PostgreSQL of its own, fills the demo catalogue, builds when something changed,
and opens the shop. Ctrl-C ends everything; what was sold stays in DATA_DIR (.data).

  --dev          reload on every change, without a build (npm run dev)
  --no-install   take node_modules as it is

With DATABASE_URL set it uses that PostgreSQL instead. .env.example lists every variable.`;

const dev = process.argv.includes("--dev");
let database;
let claimed;
let stopping;
let opened = false;

async function main() {
  process.chdir(root);
  loadEnvFile();
  if (!process.argv.includes("--no-install")) await install();

  const given = process.env;
  const embedded = !given.DATABASE_URL && !given.DATABASE_URL_FILE;
  const dataDir = path.resolve(given.DATA_DIR || ".data");
  const mode = given.SHOP_MODE || (embedded ? "demo" : "production");
  const demo = mode === "demo";
  const kept = demo ? keptSecrets(dataDir) : undefined;
  const env = {
    ...given,
    SHOP_MODE: mode,
    DATA_DIR: dataDir,
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    ...(embedded && { DATABASE_URL: "postgres://localhost/not-yet-started" }),
    ...(!given.AUTH_SECRET && !given.AUTH_SECRET_FILE && kept && { AUTH_SECRET: kept.secrets.AUTH_SECRET }),
  };
  const settings = await checkConfig(env);
  env.PORT = String(settings.PORT);
  env.HOST = settings.HOST;

  claimed = await claim(dataDir, settings.APP_URL);
  const { taken } = claimed;
  if (taken) throw new Refusal(`The shop is open already: ${taken.address} (process ${taken.pid}).`);
  await portIsFree(settings);
  opened = true;

  if (embedded) {
    const { startPostgres } = await import("../db/embedded.mjs");
    database = await startPostgres(path.join(dataDir, "pg"), { takeOver: true });
    env.DATABASE_URL = database.url();
    say(`database ${database.adopted ? "found running" : "started"} on port ${database.port}`);
  }
  const admin = adminAccount(env, kept);

  const children = [];
  const open = (name, args) => {
    if (stopping) return;
    const child = start(args, { env });
    child.once("exit", (code, signal) => void stop(1, `the ${name} process ended (${signal ?? code})`));
    children.push(child.pid);
    claimed.note(children);
  };
  // The web process needs seconds to come up and asks the database nothing before its first request.
  await Promise.all([
    fill(env, { demo, admin, migrated: () => open("worker", ["jobs/worker.ts"]) }),
    build(env).then(() => open("web", dev ? ["ops/dev.mjs"] : ["ops/web.mjs"])),
  ]);
  if (stopping) return;
  if (database) watch(database);
  await ready(settings);
  if (!stopping) announce(settings, admin);
}

async function checkConfig(env) {
  const child = start(["ops/check-config.ts"], { env, stdio: "pipe" });
  let [told, wrong] = ["", ""];
  child.stdout.on("data", (text) => (told += text));
  child.stderr.on("data", (text) => (wrong += text));
  if ((await finished(child)) !== 0) throw new Refusal(wrong.trim());
  return JSON.parse(told);
}

/** A port of another program is better said before two minutes of building than after. */
function portIsFree({ PORT, HOST }) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", (error) => {
      const why = error.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${error.code})`;
      reject(
        new Refusal(`Port ${PORT} ${why}. End that program, or open the shop elsewhere: PORT=${PORT + 1} npm start`),
      );
    });
    probe.listen(PORT, HOST, () => probe.close(() => resolve()));
  });
}

/** Whose log-in is shown: given, kept from the first start, or made up just now. */
function adminAccount({ ADMIN_EMAIL, ADMIN_PASSWORD, ADMIN_PASSWORD_FILE }, kept) {
  const own = ADMIN_PASSWORD || ADMIN_PASSWORD_FILE;
  return {
    email: ADMIN_EMAIL || kept?.secrets.ADMIN_EMAIL,
    password: own ? undefined : kept?.secrets.ADMIN_PASSWORD,
    madeUpNow: !own && kept !== undefined && !kept.secrets.shown,
    nowShown: () => kept?.keep({ shown: true }),
    file: kept && path.relative(root, kept.file),
  };
}

async function fill(env, { demo, admin, migrated }) {
  const withAccount = {
    ...env,
    ...(admin.email && { ADMIN_EMAIL: admin.email }),
    ...(admin.password && { ADMIN_PASSWORD: admin.password }),
  };
  await run("database", ["db/migrate.ts"], withAccount);
  migrated();
  if (demo) await run("catalogue", ["db/demo/fill.ts"], withAccount);
}

async function build(env) {
  await run("covers", ["covers/build.mjs"], env);
  if (dev || !buildIsStale(root)) return;
  say("building the pages");
  forgetBuild(root);
  const { DATABASE_URL: _, ...withoutDatabase } = env;
  await run("build", ["node_modules/next/dist/bin/next", "build"], withoutDatabase);
  await run("build", ["ops/standalone.mjs"], withoutDatabase);
}

/** Nothing else restarts the embedded database when it is killed; web and worker come back to it by themselves. */
function watch(postgres) {
  let [failures, busy] = [0, false];
  const timer = setInterval(async () => {
    if (busy || stopping || postgres.running()) return;
    busy = true;
    say("the database ended; starting it again");
    try {
      await postgres.start();
      failures = 0;
    } catch (error) {
      if (++failures === 3) void stop(1, `the database does not start: ${error.message}`);
    }
    busy = false;
  }, 500);
  timer.unref();
}

async function ready({ PORT, HOST }) {
  const host = HOST === "0.0.0.0" ? "127.0.0.1" : HOST === "::" ? "[::1]" : HOST.includes(":") ? `[${HOST}]` : HOST;
  for (const until = Date.now() + 120_000; !stopping; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const answer = await fetch(`http://${host}:${PORT}/api/health/ready`).catch(() => null);
    if (answer?.ok) break;
    if (Date.now() > until)
      throw new Refusal(`The shop does not get ready: ${answer ? await answer.text() : "no answer"}`);
  }
  if (!stopping) await fetch(`http://${host}:${PORT}/`).catch(() => null); // the first visitor finds the home page made
}

function announce({ APP_URL, SHOP_MODE }, { email, madeUpNow, password, file, nowShown }) {
  const howToSet = "npm run admin:password sets a new one";
  const login = !email
    ? ["(an admin's account is made by ADMIN_EMAIL=… ADMIN_PASSWORD=… npm start)"]
    : [
        `e-mail    ${email}`,
        madeUpNow
          ? `password  ${password}   (shown this once, kept in ${file}; ${howToSet})`
          : `password  ${password ? `as at the first start, kept in ${file}` : "as given by ADMIN_PASSWORD"} (${howToSet})`,
      ];
  say("open");
  console.log(
    [
      "",
      `  Octavo is open${SHOP_MODE === "demo" ? " as a demo: no money moves, mails stay at /admin/mail" : ""}.`,
      "",
      `    Storefront   ${APP_URL}`,
      `    Admin        ${APP_URL}/admin`,
      `    Log in       ${APP_URL}/login`,
      ...login.map((line) => `                 ${line}`),
      "",
      "  Ctrl-C ends everything.",
      "",
    ].join("\n"),
  );
  if (madeUpNow) nowShown();
}

async function stop(code, why) {
  if (stopping) return stopping;
  stopping = (async () => {
    if (why) say(why);
    if (opened) say("closing");
    await endAll();
    await database?.stop();
    claimed?.release?.();
    if (opened) say("closed");
    process.exit(code);
  })();
  return stopping;
}

let asked = 0;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    // A terminal's Ctrl-C comes twice, from the terminal and from npm; one that comes later is meant.
    if (asked && Date.now() - asked > 1_500) void endAll(0);
    asked ||= Date.now();
    void stop(0);
  });
}
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // the terminal may be gone
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid === parent || void stop(1, "npm ended"), 1_000).unref();
}

if (process.argv.includes("--help")) console.log(help);
else {
  try {
    await main();
  } catch (error) {
    // a step that Ctrl-C ended has not failed
    if (!stopping) console.error(error instanceof Refusal ? `\n${error.message}\n` : error);
    await stop(1);
  }
}
