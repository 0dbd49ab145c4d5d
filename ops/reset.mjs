// `npm run db:reset`: throws the embedded database away; the next start makes a new one.
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { dataDir, ownDatabase } from "./database.mjs";
import { runningFrom } from "./running.mjs";
import { loadEnvFile, Refusal } from "./runtime.mjs";

const help = `npm run db:reset [-- --yes]

Deletes the embedded database: orders, carts, people, the catalogue as it was changed. The next npm start makes it anew.
The admin's log-in stays. A database of your own (DATABASE_URL) is never touched.

  --yes   don't ask`;

async function reset() {
  loadEnvFile();
  if (ownDatabase()) {
    throw new Refusal("DATABASE_URL is set: that database is yours, and this command leaves it alone.");
  }
  const folder = path.join(dataDir(), "pg");
  if (!fs.existsSync(folder)) return console.log("There is no embedded database.");
  if (runningFrom(dataDir())) throw new Refusal("The shop is open: end it first (Ctrl-C), then reset.");
  if (!process.argv.includes("--yes") && !(await confirmed(folder))) return console.log("Nothing was deleted.");
  const { startPostgres } = await import("../db/embedded.mjs");
  await (await startPostgres(folder, { takeOver: true })).stop().catch(() => {}); // one that a killed start left behind
  fs.rmSync(folder, { recursive: true, force: true });
  console.log("Deleted. The next npm start makes a new shop.");
}

async function confirmed(folder) {
  if (!process.stdin.isTTY) throw new Refusal("Nobody is here to confirm: npm run db:reset -- --yes");
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await ask.question(`Delete the shop's database in ${folder}, with all its orders? Type yes: `);
  ask.close();
  return answer.trim().toLowerCase() === "yes";
}

if (process.argv.includes("--help")) console.log(help);
else {
  await reset().catch((error) => {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = 1;
  });
}
