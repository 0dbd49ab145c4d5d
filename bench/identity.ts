import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { connect } from "../db/client.ts";
import { startPostgres } from "../db/embedded.mjs";
import { migrate } from "../db/migrate.ts";
import { newId } from "../shop/_kernel/ids.ts";
import { createContext } from "../shop/context.ts";
import { hashPassword, logIn, requestReset } from "../shop/identity/index.ts";
import { median, note, report } from "./figures.ts";
import { benchShop } from "./shop.ts";

if (process.argv.includes("--help")) {
  console.log("npm run bench:identity: whether the time of an answer tells if an address has an account (IDN-1)");
  process.exit(0);
}

const PAIRS = 200;
const WARM_UP = 20;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-bench-"));
fs.chmodSync(folder, 0o755); // PostgreSQL may run as another user
const postgres = await startPostgres(path.join(folder, "pg"));

try {
  await migrate(postgres.url());
  const database = connect(postgres.url());
  const shop = benchShop(database, path.join(folder, "files"));
  const ctx = () => createContext(shop, { actor: { kind: "guest" }, now: new Date(), locale: "en" });
  const passwordHash = await hashPassword("the right password of everybody");
  const known = Array.from({ length: PAIRS + WARM_UP }, (_, n) => `reader-${n}@bench.test`);
  for (const email of known) {
    await database.db.execute(sql`
      insert into users (id, email, name, password_hash) values (${newId(new Date())}, ${email}, 'Reader', ${passwordHash})`);
  }

  const acts = {
    "log-in": (email: string) => logIn(ctx(), { email, password: "a wrong password" }),
    reset: (email: string) => requestReset(ctx(), { email }),
  };
  const figures = [];
  for (const [name, act] of Object.entries(acts)) {
    const time = async (email: string) => {
      const began = performance.now();
      await act(email);
      return performance.now() - began;
    };
    const times = { known: [] as number[], unknown: [] as number[] };
    for (const [n, email] of known.entries()) {
      const nobody = `nobody-${n}@bench.test`;
      // who comes first takes turns, so that neither always finds the machine warm
      const first = n % 2 === 0 ? "known" : "unknown";
      const pair = { [first]: await time(first === "known" ? email : nobody) } as Record<keyof typeof times, number>;
      if (first === "known") pair.unknown = await time(nobody);
      else pair.known = await time(email);
      if (n < WARM_UP) continue;
      times.known.push(pair.known);
      times.unknown.push(pair.unknown);
    }
    const [here, nowhere] = [median(times.known), median(times.unknown)];
    note(`${name}: ${times.known.length} pairs, known ${here.toFixed(2)} ms, unknown ${nowhere.toFixed(2)} ms`);
    figures.push({
      figure: `${name}, ms: the slower of known and unknown addresses ÷ the faster`,
      value: Math.max(here, nowhere),
      reference: Math.min(here, nowhere),
      target: 1.1,
      at: "most" as const,
    });
  }
  await shop.jobs.close();
  await database.close();
  report("identity", figures);
} finally {
  await postgres.stop("immediate");
  fs.rmSync(folder, { recursive: true, force: true });
}
