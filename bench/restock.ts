import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { connect } from "../db/client.ts";
import { demoEnvironment, root } from "../ops/serve.ts";
import { newId } from "../shop/_kernel/ids.ts";
import { createContext, type Ctx } from "../shop/context.ts";
import { receiveStock } from "../shop/catalog/index.ts";
import { median, note, report, type Figure } from "./figures.ts";
import { load, onCore, openShopForBench, pinDatabase } from "./serve.ts";
import { benchShop } from "./shop.ts";

if (process.argv.includes("--help")) {
  console.log(
    "npm run bench:restock [-- --people N]: a book that 100,000 (or N) wait for comes in (PRE-3): the save, the broadcast, memory, and the page",
  );
  process.exit(0);
}

const people = process.argv.indexOf("--people");
const PEOPLE = people < 0 ? 100_000 : Number(process.argv[people + 1]);
const ROUNDS = 3;
const SECONDS = 6;
/** So many that the timer of the load, which counts milliseconds, is not what is measured. */
const CONNECTIONS = 32;

const bench = await openShopForBench();
// with the worker's time for a statement; the save has the web's
const database = connect(bench.databaseUrl, "worker");
const desk = connect(bench.databaseUrl);
const figures: Figure[] = [];
let worker: ReturnType<typeof startWorker> | undefined;

try {
  const ctx = openContext();
  await fillPeople();
  // every scene has a book of its own, so that none finds the other's work done
  const scenes = Array.from({ length: ROUNDS }, (_, n) => ({ alone: `alone ${n}`, waited: `waited ${n}` }));
  for (const { alone, waited } of scenes) {
    await aBook(alone, false);
    await aBook(waited, true);
  }
  await database.db.execute(sql`analyze prebookings`);
  await database.db.execute(sql`vacuum prebookings`);
  await database.db.execute(sql`checkpoint`);

  const quietBooks: string[] = [];
  for (let n = 0; n < 9; n++) quietBooks.push(await aBook(`quiet ${n}`, false));
  const quiet = await timesOf(quietBooks.length, (n) => save(ctx, quietBooks[n] ?? ""));
  const updates: number[] = [];
  const saves: number[] = [];
  for (const { alone, waited } of scenes) {
    const other = await idOf(alone);
    updates.push(await timeOf(() => updateAlone(other)));
    const id = await idOf(waited);
    saves.push(await timeOf(() => save(ctx, id)));
  }
  const [save0, update, save100k] = [median(quiet), median(updates), median(saves)];
  note(
    `save with nobody waiting ${save0.toFixed(1)} ms, the update alone ${update.toFixed(0)} ms, the save ${save100k.toFixed(0)} ms`,
  );
  figures.push({
    figure: `save with ${PEOPLE} waiting, ms ÷ (3 × with nobody + the one update alone)`,
    value: save100k,
    reference: 3 * save0 + update,
    target: 1,
    at: "most",
  });

  const { rows } = await database.db.execute<{ slug: string }>(sql`
    select slug from books where archived_at is null and stock > 0 order by id limit 1`);
  const page = `${bench.web.url}/books/${rows[0]?.slug}`;
  // web and load on one core, worker and database on the other
  pinDatabase(bench.folder);
  await load(page, CONNECTIONS, 5, [], 0);
  const { rate } = await load(page, CONNECTIONS, 5, [], 0);
  const half = `@${rate / 2 / CONNECTIONS}`;
  const visits = () => load(page, CONNECTIONS, SECONDS, [half], 0);
  await visits();
  const webBefore = memoryOf(bench.web.process.pid);

  // what the rounds above left behind is more than enough for one broadcast: only the last restock is announced
  await database.db.execute(sql`
    update prebooking_rounds set finished_at = now()
    where restocked_at is not null and id <> (select id from prebooking_rounds order by restocked_at desc nulls last limit 1)`);
  worker = startWorker();
  const pid = worker.pid;
  await until(async () => (await countSent()) > 0);
  const began = performance.now();
  // by turns, so that both are measured under the same conditions: the worker stands still, and goes on
  const waits: { idle: number; busy: number; ratio: number }[] = [];
  for (let round = 0; round < 4; round++) {
    worker.kill("SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 500));
    const idle = await visits();
    const before = await told();
    worker.kill("SIGCONT");
    await until(async () => (await told()) > before || before === PEOPLE);
    const busy = await visits();
    const ratio = busy.p95 / idle.p95;
    note(
      `${Math.round(idle.rate)} a second of ${Math.round(rate)}: 95th of a hundred ${idle.p95.toFixed(2)} ms idle, ${busy.p95.toFixed(2)} ms during the broadcast (${await told()} told, ${await countSent()} mails)`,
    );
    waits.push({ idle: idle.p95, busy: busy.p95, ratio });
  }
  const ratio = median(waits.map((each) => each.ratio));
  const typical = waits.find((each) => each.ratio === ratio);
  figures.push({
    figure: "book page at half capacity, 95th of a hundred waits in ms: during the broadcast ÷ idle",
    value: typical?.busy ?? Number.NaN,
    reference: typical?.idle ?? Number.NaN,
    target: 2,
    at: "most",
  });
  const early = memoryOf(pid);
  let peak = early;
  await until(async () => {
    peak = Math.max(peak, memoryOf(pid));
    return (await told()) === PEOPLE;
  });
  const fannedOut = (performance.now() - began) / 1_000;
  note(
    `everybody had their notification and their mail in the outbox after ${fannedOut.toFixed(0)} s; ${Math.round((await countSent()) / fannedOut)} mails a second; worker ${early.toFixed(0)} MB early, ${peak.toFixed(0)} at most, ${memoryOf(pid).toFixed(0)} late`,
  );
  figures.push(
    {
      figure: "resident memory of the worker: late in the broadcast ÷ early in it",
      value: memoryOf(pid),
      reference: early,
      target: 1.3,
      at: "most",
    },
    {
      figure: "resident memory of the web: after the broadcast ÷ before it",
      value: memoryOf(bench.web.process.pid),
      reference: webBefore,
      target: 1.3,
      at: "most",
    },
  );
  await ctx.shop.jobs.close();
  report("restock", figures);
} finally {
  worker?.kill("SIGKILL");
  await Promise.all([database.close(), desk.close()]);
  await bench.close();
}

function openContext(): Ctx {
  const shop = benchShop(desk, bench.folder);
  const actor = { kind: "user", id: newId(new Date()), name: "Desk", role: "staff", sessionId: null } as const;
  return createContext(shop, { actor, now: new Date(), locale: "en" });
}

async function fillPeople(): Promise<void> {
  note(`${PEOPLE} people`);
  await database.db.execute(sql`
    insert into users (id, email, name)
    select gen_random_uuid(), 'reader-' || n || '@bench.test', 'Reader ' || n from generate_series(1, ${PEOPLE}) n`);
}

/** A book without copies, which everybody waits for or nobody. */
async function aBook(title: string, waited: boolean): Promise<string> {
  const [id, workId] = [newId(new Date()), newId(new Date())];
  const slug = `bench-${title.replace(" ", "-")}`;
  await database.db.execute(sql`insert into works (id, title) values (${workId}, ${title})`);
  await database.db.execute(sql`
    insert into books (id, work_id, slug, title, format, language, price_minor, currency)
    values (${id}, ${workId}, ${slug}, ${title}, 'paperback', 'en', 1250, 'EUR')`);
  const roundId = newId(new Date());
  await database.db.execute(sql`insert into prebooking_rounds (id, book_id) values (${roundId}, ${id})`);
  // in parts, since each statement has its time
  for (let from = 0; waited && from < PEOPLE; from += 10_000) {
    await database.db.execute(sql`
      insert into prebookings (id, user_id, round_id)
      select gen_random_uuid(), u.id, ${roundId} from (select id from users where email like 'reader-%' order by id limit 10000 offset ${from}) u`);
  }
  return id;
}

async function idOf(title: string): Promise<string> {
  const { rows } = await database.db.execute<{ id: string }>(sql`select id from books where title = ${title}`);
  return rows[0]?.id ?? "";
}

async function save(ctx: Ctx, bookId: string): Promise<void> {
  const saved = await receiveStock(ctx, { lines: [{ isbn: bookId, quantity: 1 }], note: null });
  if (!saved.ok) throw new Error(saved.code);
}

/** What no way to notify all of them at once can do without. */
function updateAlone(bookId: string) {
  return database.db.execute(sql`
    update prebooking_rounds set restocked_at = now() where book_id = ${bookId} and restocked_at is null`);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function timesOf(rounds: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < rounds; n++) times.push(await timeOf(() => work(n)));
  return times;
}

function startWorker() {
  const [command, args] = onCore(1)(process.execPath, ["jobs/worker.ts"]);
  return spawn(command, args, {
    cwd: root,
    env: {
      ...process.env,
      ...demoEnvironment(path.join(bench.folder)),
      NODE_ENV: "production",
      LOG_LEVEL: "error",
      DATABASE_URL: bench.databaseUrl,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function told(): Promise<number> {
  const { rows } = await database.db.execute<{ n: number }>(
    sql`select count(*)::int as n from prebookings where told is not null`,
  );
  return rows[0]?.n ?? 0;
}

async function countSent(): Promise<number> {
  const { rows } = await database.db.execute<{ n: number }>(
    sql`select count(*)::int as n from mails where kind = 'restock_alert' and state = 'sent'`,
  );
  return rows[0]?.n ?? 0;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 250));
}

/** Resident megabytes of a process and of those it started. */
function memoryOf(pid: number | undefined): number {
  if (pid === undefined) return Number.NaN;
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  const own = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
  const children = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(/\s+/).filter(Boolean);
  return children.reduce((sum, child) => sum + memoryOf(Number(child)), own);
}
