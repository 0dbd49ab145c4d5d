import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { freePort, startPostgres } from "../db/embedded.mjs";
import { migrate } from "../db/migrate.ts";
import { build, demoEnvironment, root, runProgram, webProgram } from "../ops/serve.ts";
import { newId } from "../shop/_kernel/ids.ts";
import { StripeServer, testKey, webhookSecret } from "../tests/stripe/server.ts";
import { runFaults, type Door } from "./faults-run.ts";
import { note, report } from "./figures.ts";

const help = `npm run bench:faults [-- --kills 50] [-- --crashes 10] [-- --buyers 16]

Buyers shop at the production build through its pages, pay at a Stripe of the bench's own, and submit again with the same key
until they are told of their order, while the web process is killed (kill -9) and PostgreSQL stopped at once at random
moments. Then every order they were told of is looked for, and the invariants are checked.`;

const given = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
if (process.argv.includes("--help")) {
  console.log(help);
  process.exit(0);
}
const [kills, crashes, buyers] = [given("kills", 50), given("crashes", 10), given("buyers", 16)];
const BOOKS = 40;

build(note);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-faults-"));
fs.chmodSync(folder, 0o755); // PostgreSQL may run as another user
const postgres = await startPostgres(path.join(folder, "pg"));
await migrate(postgres.url());
const books = await stockShelves();
const stripe = await new StripeServer().start();
const port = String(await freePort());
const url = `http://127.0.0.1:${port}`;
stripe.webhookUrl = `${url}/api/webhooks/stripe`;
const environment = {
  ...demoEnvironment(folder),
  DATABASE_URL: postgres.url(),
  PORT: port,
  HOST: "127.0.0.1",
  APP_URL: url,
  PAYMENTS: "stripe",
  STRIPE_SECRET_KEY: testKey,
  STRIPE_WEBHOOK_SECRET: webhookSecret,
  STRIPE_API_BASE: stripe.url,
  // each cart is somebody else's, at an address of their own: what one address may try is not what is asked here (SEC-1)
  TRUSTED_PROXIES: "1",
};

interface Form {
  headers: { cookie: string; "x-forwarded-for": string };
  fields: [name: string, value: string][];
}

let web: ChildProcess | undefined;
const door: Door<Form> = {
  async open() {
    const opened = spawn(process.execPath, webProgram, {
      cwd: root,
      stdio: ["ignore", "ignore", "ignore"],
      env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "silent", ...environment },
    });
    web = opened;
    for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
      if (opened.exitCode !== null) throw new Error(`the web ended with ${opened.exitCode}`);
      const ready = await fetch(`${url}/api/health/live`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ready) return;
    }
    throw new Error("the web does not serve");
  },
  async kill() {
    const dying = web;
    if (dying?.pid === undefined) return;
    const ended = new Promise((resolve) => dying.once("exit", resolve));
    // the renderer first: it would end by itself, but in its own time
    for (const pid of [...childrenOf(dying.pid), dying.pid]) process.kill(pid, "SIGKILL");
    await ended;
  },
  async fill(buyer, round) {
    const from = { "x-forwarded-for": `10.${buyer}.${round >> 8}.${round & 255}` };
    const added = await fetch(`${url}/api/cart`, {
      method: "POST",
      redirect: "manual",
      headers: { ...from, "sec-fetch-site": "same-origin" },
      body: new URLSearchParams({ bookId: books[(buyer * 7 + round) % BOOKS] ?? "", quantity: "1" }),
    });
    const cookie = added.headers.getSetCookie()[0]?.split(";", 1)[0];
    if (added.status !== 303 || !cookie) throw new Error(`not added: ${added.status}`);
    const headers = { ...from, cookie };
    const page = await fetch(`${url}/checkout`, { headers });
    const form = /<form[^>]*class="steps"[\s\S]*?<\/form>/.exec(await page.text())?.[0];
    if (!form) throw new Error(`no form: ${page.status}`);
    const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]): [string, string] => [
      attribute(input, "name"),
      attribute(input, "value"),
    ]);
    return {
      headers,
      fields: [
        ...hidden.filter(([name]) => name !== ""),
        ["email", `buyer${buyer}-${round}@example.org`],
        ["name", "A Buyer"],
        ["address", "Karl-Heine-Straße 31"],
        ["line2", ""],
        ["postcode", "04229"],
        ["city", "Leipzig"],
        ["country", "DE"],
      ],
    };
  },
  async submit({ headers, fields }) {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    const answer = await fetch(`${url}/checkout`, {
      method: "POST",
      redirect: "manual",
      headers: { ...headers, origin: url },
      body: form,
    });
    const location = answer.headers.get("location") ?? "";
    // an order whose page could not be had yet leads to its own page: submitted again, it leads on
    if (answer.status !== 303 || !location.startsWith(stripe.url)) throw new Error(`${answer.status} ${location}`);
    return location;
  },
};

const worker = runProgram(["jobs/worker.ts"], { ...environment, LOG_LEVEL: "silent" });
try {
  const ran = await runFaults<Form>({
    databaseUrl: postgres.url(),
    stripe,
    door,
    buyers,
    kills,
    crashes,
    crash: async () => {
      await postgres.stop("immediate");
      await postgres.start();
    },
    progress: 5,
    note,
  });
  for (const { invariant, what, why } of ran.findings) note(`VIOLATED ${invariant}: ${what}: ${why}`);
  const told = ran.acknowledged.length;
  report("faults", [
    { figure: "orders found ÷ orders told of", value: ran.found, reference: told, target: 1, at: "least" },
    {
      figure: "orders ÷ submissions",
      value: ran.orders,
      reference: new Set(ran.acknowledged).size,
      target: 1,
      at: "most",
    },
    { figure: "known as paid ÷ told of", value: ran.paid, reference: told, target: 1, at: "least" },
    { figure: "charges ÷ orders", value: ran.charged, reference: ran.orders, target: 1, at: "most" },
    {
      figure: "violations, with one allowed for none",
      value: ran.findings.length,
      reference: 1,
      target: 0,
      at: "most",
    },
    { figure: "orders ÷ faults", value: told, reference: Math.max(1, kills + crashes), target: 5, at: "least" },
  ]);
} finally {
  await worker.stop();
  await door.kill();
  await stripe.stop();
  await postgres.stop("immediate");
  fs.rmSync(folder, { recursive: true, force: true });
}

/** What a process started; only Linux tells. */
function childrenOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  if (!fs.existsSync(tasks)) return [];
  return fs
    .readdirSync(tasks)
    .flatMap((task) => fs.readFileSync(`${tasks}/${task}/children`, "utf8").split(" "))
    .filter(Boolean)
    .map(Number);
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name.replace("$", "\\$")}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return value
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

async function stockShelves(): Promise<string[]> {
  const now = new Date();
  const ids = Array.from({ length: BOOKS }, () => newId(now));
  const workId = newId(now);
  const client = new Client({ connectionString: postgres.url() });
  await client.connect();
  await client.query("insert into works (id, title) values ($1, 'Bench')", [workId]);
  await client.query(
    `insert into books (id, work_id, slug, title, format, language, price_minor, currency)
     select id, $2, 'book-' || n, 'Book ' || n, 'paperback', 'en', 1000, 'EUR' from unnest($1::uuid[]) with ordinality as t(id, n)`,
    [ids, workId],
  );
  await client.query(
    `insert into stock_movements (id, book_id, delta, reason, actor_kind)
     select gen_random_uuid(), id, 1000000, 'opening', 'system' from unnest($1::uuid[]) as t(id)`,
    [ids],
  );
  await client.end();
  return ids;
}
