import { Client } from "pg";

export const template = "octavo_template";

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A database of its own, cloned from the migrated template in a few dozen milliseconds. */
export async function cloneDatabase(server: string): Promise<string> {
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  await withClient(server, (client) => client.query(`create database ${name} template ${template} strategy file_copy`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export const dropDatabase = (server: string, database: string) =>
  withClient(server, (client) => client.query(`drop database ${new URL(database).pathname.slice(1)} with (force)`));

/** Asks again until it is so, or the time is over. */
export async function until(isSo: () => boolean | Promise<boolean>, within: number): Promise<boolean> {
  for (const end = Date.now() + within; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (await isSo()) return true;
  }
  return isSo();
}

/** Who is still connected, besides the asker, after a moment to leave. */
export async function leftBackends(client: Client): Promise<string[]> {
  let left: string[] = [];
  await until(async () => {
    const { rows } = await client.query<{ backend: string }>(
      `select concat_ws(' ', application_name, state, left(query, 200)) as backend from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    left = rows.map((row) => row.backend);
    return left.length === 0;
  }, 2_000);
  return left;
}
