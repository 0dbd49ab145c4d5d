// The database that a command is about: DATABASE_URL's, or the embedded one, started for the moment where it does not run.
import fs from "node:fs";
import path from "node:path";
import { startPostgres } from "../db/embedded.mjs";
import { Refusal, root } from "./runtime.mjs";
import { givenSecret } from "./secrets.mjs";

export const dataDir = () => path.resolve(root, process.env.DATA_DIR || ".data");

/** The address of a database of one's own, from the environment or from a secret's file. */
export const ownDatabase = () => givenSecret("DATABASE_URL");

/** @returns {Promise<{ url: string, close: () => Promise<void> }>} */
export async function openDatabase() {
  const own = ownDatabase();
  if (own) return { url: own, close: async () => {} };
  const folder = path.join(dataDir(), "pg");
  if (!fs.existsSync(folder)) throw new Refusal(`There is no shop in ${dataDir()} yet: npm start makes one.`);
  const postgres = await startPostgres(folder);
  return { url: postgres.url(), close: async () => void (postgres.adopted || (await postgres.stop())) };
}
