import { Client } from "pg";

/** What the database tells those who follow its changes while `work` is done: every tag, as often as it is sent. */
export async function heard(work: () => Promise<unknown>): Promise<string[]> {
  const listener = new Client({ connectionString: process.env.DATABASE_URL });
  await listener.connect();
  const tags: string[] = [];
  listener.on("notification", ({ payload }) => tags.push(payload ?? ""));
  await listener.query("listen cache_tags");
  await work();
  await listener.query("select 1"); // what was sent before has arrived with this answer
  await listener.end();
  return tags;
}

/** The same, each once. */
export const announced = async (work: () => Promise<unknown>): Promise<string[]> =>
  [...new Set(await heard(work))].sort();
