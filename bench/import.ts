import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Client } from "pg";
import { connect } from "../db/client.ts";
import { startPostgres } from "../db/embedded.mjs";
import { migrate } from "../db/migrate.ts";
import { demoEnvironment, root } from "../ops/serve.ts";
import { createContext } from "../shop/context.ts";
import { commitImport, getImport, startImport } from "../shop/import/index.ts";
import { median, note, report, type Figure } from "./figures.ts";
import { csvFile, csvOfSize, onixFile, priceFile } from "./import-files.ts";
import { load, onCore, openShopForBench, pinDatabase } from "./serve.ts";
import { benchShop } from "./shop.ts";

const { values: given } = parseArgs({
  options: {
    rows: { type: "string", default: "50000" },
    size: { type: "string", default: "1000" },
    only: { type: "string", default: "speed,memory,page" },
    help: { type: "boolean", default: false },
  },
});
if (given.help) {
  console.log(
    [
      "npm run bench:import [-- --rows N] [--size MB] [--only speed,memory,page]",
      "CSV and ONIX records a second against COPY and one upsert of the same columns, the same file again, the worker's memory for a large dry run,",
      "and the wait for a book page while an import runs",
    ].join("\n"),
  );
  process.exit(0);
}
const ROWS = Number(given.rows);
const MEGABYTES = Number(given.size);
const only = given.only.split(",");
const CONNECTIONS = 32;
const ROUNDS = 3;
/** Seconds beside new books: as long as an import waits before it announces lists anew, so that each turn has its share of it. */
const LISTS = 15;
/** Seconds beside new prices, of which each batch tells. */
const PRICES = 6;

const bench = only.includes("page") ? await openShopForBench() : await openDatabaseForBench();
const database = connect(bench.databaseUrl, "worker");
const shop = benchShop(database, path.join(bench.folder, "files"));
const ctx = () => createContext(shop, { actor: { kind: "system", job: "bench" }, now: new Date(), locale: "en" });

/** Without the web, which only the last figure asks for. */
async function openDatabaseForBench() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-bench-"));
  fs.chmodSync(folder, 0o755); // PostgreSQL may run as another user
  const postgres = await startPostgres(path.join(folder, "pg"));
  await migrate(postgres.url());
  return {
    folder,
    databaseUrl: postgres.url(),
    web: null,
    async close() {
      await postgres.stop("immediate");
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a worker of its own says of one run: rows and milliseconds, and its memory at the highest, in bytes. */
function work(
  id: string,
  started: (worker: ChildProcess) => void = () => {},
): Promise<{ rows: number; ms: number; peak: number }> {
  const [command, args] = onCore(1)(process.execPath, [path.join(root, "bench/import-worker.ts"), id]);
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      ...demoEnvironment(bench.folder),
      NODE_ENV: "production",
      LOG_LEVEL: "error",
      DATABASE_URL: bench.databaseUrl,
    },
  });
  started(child);
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) =>
    child.once("exit", (code) => {
      if (code !== 0) return reject(new Error(`the worker ended with ${code}`));
      const { rows, ms, peak } = JSON.parse(said) as { rows: number; ms: number; peak: number };
      resolve({ rows, ms, peak: peak * 1_024 });
    }),
  );
}

async function uploaded(fileName: string, content: AsyncGenerator<Uint8Array>): Promise<string> {
  const begun = await startImport(ctx(), { fileName, content, guess: true });
  if (!begun.ok) throw new Error(JSON.stringify(begun));
  return begun.value.id;
}

/** Rows a second of a commit, after its dry run. */
async function broughtIn(name: string, content: AsyncGenerator<Uint8Array>, outcome: "created" | "unchanged") {
  const id = await uploaded(name, content);
  const dry = await work(id);
  await commitImport(ctx(), id);
  const { rows, ms } = await work(id);
  const { committed } = await getImport(ctx(), id);
  if (committed?.[outcome] !== ROWS) throw new Error(`${name}: ${JSON.stringify(committed)}`);
  note(
    `${name}: dry run ${Math.round((dry.rows / dry.ms) * 1e3)}, commit ${Math.round((rows / ms) * 1e3)} rows a second`,
  );
  return (rows / ms) * 1e3;
}

/** The same columns by COPY into a staging table and one upsert into the tables of works and books, their triggers included. */
async function bare(): Promise<number> {
  const file = path.join(bench.folder, "bare.csv");
  await fs.promises.writeFile(file, csvFile(0, ROWS));
  fs.chmodSync(file, 0o644);
  const client = new Client({ connectionString: bench.databaseUrl });
  await client.connect();
  try {
    await client.query(`create unlogged table staging (isbn text, title text, author text, publisher text, format text, language text,
      pages int, price numeric, stock int, description text, id uuid default gen_random_uuid(), work uuid default gen_random_uuid())`);
    const began = performance.now();
    await client.query(`copy staging (isbn, title, author, publisher, format, language, pages, price, stock, description)
      from '${file}' with (format csv, header)`);
    await client.query("begin");
    await client.query("insert into works (id, title) select work, title from staging");
    await client.query(`insert into books (id, work_id, slug, title, isbn13, format, language, publisher, pages, description, price_minor, currency)
      select id, work, 'bare-' || isbn, title, isbn, format, language, publisher, pages, description, (price * 100)::int, 'EUR' from staging
      on conflict (isbn13) do update set title = excluded.title, publisher = excluded.publisher, pages = excluded.pages,
        description = excluded.description, price_minor = excluded.price_minor`);
    await client.query("commit");
    const ms = performance.now() - began;
    await client.query("drop table staging");
    note(`bare: ${Math.round((ROWS / ms) * 1e3)} rows a second`);
    return (ROWS / ms) * 1e3;
  } finally {
    await client.end();
  }
}

async function speed(): Promise<Figure[]> {
  const reference = await bare();
  const csv = await broughtIn("csv", csvFile(1, ROWS), "created");
  const again = await broughtIn("csv again", csvFile(1, ROWS), "unchanged");
  const onix = await broughtIn("onix", onixFile(2, ROWS), "created");
  const name = "÷ COPY and one upsert of the same columns, rows per second";
  return [
    { figure: `${ROWS} CSV records brought in ${name}`, value: csv, reference, target: 0.2, at: "least" },
    { figure: `${ROWS} ONIX records brought in ${name}`, value: onix, reference, target: 0.1, at: "least" },
    { figure: "the same CSV again ÷ fresh, rows per second", value: again, reference: csv, target: 2, at: "least" },
  ];
}

async function memory(): Promise<Figure[]> {
  const small = await work(await uploaded("small.csv", csvOfSize(3, 10e6)));
  const large = await work(await uploaded("large.csv", csvOfSize(4, MEGABYTES * 1e6)));
  note(`memory: ${Math.round(small.peak / 1e6)} MB for 10 MB, ${Math.round(large.peak / 1e6)} MB for ${MEGABYTES} MB`);
  return [
    {
      figure: `peak memory of a worker, dry run of ${MEGABYTES} MB ÷ of 10 MB, bytes`,
      value: large.peak,
      reference: small.peak,
      target: 1.5,
      at: "most",
    },
  ];
}

/** The book page's wait with and without an import beside it: web and load on one core, worker and database on the other. */
async function page(): Promise<Figure[]> {
  pinDatabase(bench.folder);
  const { rows } = await database.pool.query<{ slug: string; isbn13: string }>(
    "select slug, isbn13 from books where archived_at is null and isbn13 is not null",
  );
  const url = `${bench.web?.url ?? ""}/books/${rows[0]?.slug ?? ""}`;
  await load(url, CONNECTIONS, 2, [], 0);
  const { rate } = await load(url, CONNECTIONS, 5, [], 0);
  const beside = { url, rate };
  return [
    await waits(beside, "an import adds books", LISTS, csvFile(5, ROWS * ROUNDS)),
    await waits(
      beside,
      "an import changes prices",
      PRICES,
      priceFile(
        5,
        ROWS * ROUNDS,
        rows.map(({ isbn13 }) => isbn13),
      ),
    ),
  ];
}

async function waits(
  { url, rate }: { url: string; rate: number },
  meanwhile: string,
  turn: number,
  content: AsyncGenerator<Uint8Array>,
): Promise<Figure> {
  const visits = (seconds = turn) => load(url, CONNECTIONS, seconds, [`@${rate / 2 / CONNECTIONS}`], 0);
  const id = await uploaded("beside.csv", content);
  await work(id);
  await commitImport(ctx(), id);
  await visits(2);
  // by turns, so that both are measured under the same conditions: the worker stands still, and goes on
  const started = Promise.withResolvers<ChildProcess>();
  const importing = work(id, started.resolve);
  const worker = await started.promise;
  const done = async () => {
    const { state, committed } = await getImport(ctx(), id);
    return { rows: (committed?.created ?? 0) + (committed?.updated ?? 0), over: state !== "committing" };
  };
  const seen: { idle: number; busy: number }[] = [];
  while (seen.length < ROUNDS) {
    worker.kill("SIGSTOP");
    await pause(500);
    const idle = await visits();
    const before = await done();
    worker.kill("SIGCONT");
    while ((await done()).rows === before.rows) await pause(50);
    const busy = await visits();
    const after = await done();
    if (after.over) throw new Error("the import was over too soon: more --rows");
    note(
      `${meanwhile}: ${Math.round(idle.rate)} a second of ${Math.round(rate)}, p95 ${idle.p95.toFixed(2)} ms idle, ${busy.p95.toFixed(2)} ms beside ${after.rows - before.rows} rows`,
    );
    seen.push({ idle: idle.p95, busy: busy.p95 });
  }
  await importing;
  const ratio = median(seen.map(({ idle, busy }) => busy / idle));
  const typical = seen.find(({ idle, busy }) => busy / idle === ratio);
  return {
    figure: `95th of a hundred waits for a book page while ${meanwhile} ÷ idle, ms`,
    value: typical?.busy ?? Number.NaN,
    reference: typical?.idle ?? Number.NaN,
    target: 2,
    at: "most",
  };
}

try {
  for (const [name, part] of Object.entries({ speed, memory, page })) {
    if (only.includes(name)) report("import", await part());
  }
} finally {
  await shop.jobs.close();
  await database.close();
  await bench.close();
}
