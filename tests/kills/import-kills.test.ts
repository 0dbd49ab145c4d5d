import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { commitImport, getImport, getImportProgress, startImport } from "../../shop/import/index.ts";
import { rowsOf } from "../../shop/import/model.ts";
import { folderStore } from "../../shop/storage/index.ts";
import { until } from "../database.ts";
import { atTheEnd } from "../at-the-end.ts";
import { anIsbn, csv, importsOf, row } from "../imports.ts";
import { openTestShop } from "../world.ts";

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-import-"));
atTheEnd.push(async () => fs.rmSync(dataDir, { recursive: true, force: true }));
const shop = openTestShop({ files: folderStore(path.join(dataDir, "files")) });
const { db } = shop.database;
const { desk, run, planned, committed } = importsOf(shop);

function work(importId: string, { size = 1_000, heapMb = 0 } = {}) {
  const child = spawn(
    process.execPath,
    [
      ...(heapMb > 0 ? [`--max-old-space-size=${heapMb}`] : []),
      path.join(import.meta.dirname, "../../bench/import-worker.ts"),
      importId,
      String(size),
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        SHOP_MODE: "demo",
        DATA_DIR: dataDir,
        DATABASE_URL: process.env.DATABASE_URL,
        AUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
        LOG_LEVEL: "silent",
      },
    },
  );
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once("exit", (code) => resolve({ code, said })),
  );
  return { child, ended };
}

/** What the books of a file came to, told without what differs from file to file. */
async function broughtIn(importId: string): Promise<unknown> {
  const { rows } = await db.execute(sql`
    select r.outcome, b.title, b.price_minor, b.stock, b.version, count(m.*)::int as movements, count(distinct m.import_id)::int as imports
    from import_rows r join books b on b.id = r.book_id left join stock_movements m on m.book_id = b.id
    where r.import_id = ${importId} group by r.at, b.id, r.outcome order by r.at`);
  return rows;
}

it("CAT-6 PLT-4 a worker that is killed ten times during one import ends in the state of one that was not", async () => {
  const file = () => csv(Array.from({ length: 600 }, (_, n) => row(anIsbn(), `Killed ${n}`, "9.90", String(n % 3))));
  const calm = await committed(file());
  const id = await planned(file());
  await commitImport(desk, id);
  let kills = 0;
  while (kills < 10) {
    const before = (await getImportProgress(desk, id)).rows;
    const { child, ended } = work(id, { size: 3 });
    const moved = await until(async () => (await getImportProgress(desk, id)).rows > before, 30_000);
    child.kill("SIGKILL");
    await ended;
    expect(moved, "it goes on behind the last batch").toBe(true);
    expect((await getImport(desk, id)).state, "it is not done before the last kill").toBe("committing");
    // its claim runs out with time
    await db.execute(sql`update imports set claimed_until = now() where id = ${id}`);
    kills++;
  }
  expect(await run(id)).toMatchObject({ state: "done" });
  const done = await getImport(desk, id);
  expect(done).toMatchObject({ state: "committed", committed: { created: 600, updated: 0, unchanged: 0, failed: 0 } });
  expect(await broughtIn(id)).toEqual(await broughtIn(calm));
}, 300_000);

it("CAT-6 50 MB are planned and brought in with a heap of 256 MB", async () => {
  const text = "A long description of a book that goes on and on. ".repeat(190);
  const content = (async function* () {
    yield new TextEncoder().encode("ISBN,Title,Format,Language,Price,Description\r\n");
    for (let n = 0; n < 5_500; n++) {
      yield new TextEncoder().encode(`${anIsbn()},Heavy ${n},paperback,en,9.90,"${n} ${text}"\r\n`);
    }
  })();
  const begun = await startImport(desk, { fileName: "heavy.csv", content, guess: true });
  if (!begun.ok) throw new Error(begun.code);
  const { id } = begun.value;
  expect((await getImport(desk, id)).bytes).toBeGreaterThan(50e6);
  expect(await work(id, { heapMb: 256 }).ended).toMatchObject({ code: 0 });
  expect(await getImport(desk, id)).toMatchObject({ state: "planned", planned: { created: 5_500 } });
  await commitImport(desk, id);
  expect(await work(id, { heapMb: 256 }).ended).toMatchObject({ code: 0 });
  const { state, committed: counts } = await getImport(desk, id);
  expect([state, counts && rowsOf(counts), counts?.created]).toEqual(["committed", 5_500, 5_500]);
}, 300_000);
