import { Client } from "pg";
import { afterAll, expect, inject, it } from "vitest";
import { withClient } from "../tests/database.ts";
import { fillDemo } from "./demo/fill.ts";
import { migrate } from "./migrate.ts";
import { ensureAdmin, resetPassword } from "./setup.ts";

const server = inject("postgres");
const names: string[] = [];

async function emptyDatabase(): Promise<string> {
  const name = `migrate_${crypto.randomUUID().replaceAll("-", "")}`;
  names.push(name);
  await withClient(server, (client) => client.query(`create database ${name}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

afterAll(() =>
  withClient(server, async (client) => {
    for (const name of names) await client.query(`drop database ${name} with (force)`);
  }),
);

/** Tables with their rows, so that a lost or changed one shows. */
async function contents(client: Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ table: string }>(
    `select table_name as table from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const sums: Record<string, string> = {};
  for (const { table } of rows) {
    const { rows: found } = await client.query<{ sum: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as sum from ${table} as t`,
    );
    sums[table] = found[0]?.sum ?? "";
  }
  return sums;
}

it("PLT-10 migrates an empty database, also when several processes begin at once", async () => {
  const url = await emptyDatabase();
  await Promise.all([migrate(url), migrate(url), migrate(url)]);
  await withClient(url, async (client) => {
    const { rows } = await client.query("select key from settings order by key");
    expect(rows.map((row: { key: string }) => row.key)).toEqual(["checkout", "reviews", "shipping", "shop", "tax"]);
    const { rows: queues } = await client.query(
      "select name from pgboss.queue where name in ('send-mail', 'expire-orders')",
    );
    expect(queues).toHaveLength(2);
  });
});

it("PLT-1 PLT-10 a second run on a filled database changes nothing", async () => {
  const url = await emptyDatabase();
  await migrate(url, { currency: "CHF", timezone: "Europe/Zurich" });
  await fillDemo(url, { email: "desk@example.org", password: "a password of some length" });
  await withClient(url, async (client) => {
    const before = await contents(client);
    await migrate(url, { currency: "USD", timezone: "UTC" });
    expect(await contents(client)).toEqual(before);
    const { rows } = await client.query("select distinct currency from books");
    expect(rows).toEqual([{ currency: "CHF" }]);
  });
});

it("IDN-1 the first admin is made once; a new password ends all sessions", async () => {
  const url = await emptyDatabase();
  await migrate(url);
  await withClient(url, async (client) => {
    expect(await ensureAdmin(client, { email: "A@example.org", password: "a password of some length" })).toBe(true);
    expect(await ensureAdmin(client, { email: "b@example.org", password: "a password of some length" })).toBe(false);
    await client.query(
      `insert into sessions (id, user_id, expires_at) select gen_random_uuid(), id, now() + interval '1 day' from users`,
    );
    expect(await resetPassword(client, "nobody@example.org", "another password")).toBe(false);
    expect(await resetPassword(client, "a@Example.org", "another password")).toBe(true);
    const { rows } = await client.query("select revoked_at is not null as ended from sessions");
    expect(rows).toEqual([{ ended: true }]);
  });
});

it("IDN-1 IDN-6 an address that somebody has already becomes the first admin's, and opens by nothing but the password given", async () => {
  const url = await emptyDatabase();
  await migrate(url);
  await withClient(url, async (client) => {
    await client.query(
      `insert into users (id, email, name, password_hash) values (gen_random_uuid(), 'boss@example.org', 'Somebody', 'theirs')`,
    );
    await client.query(
      `insert into sessions (id, user_id, expires_at) select gen_random_uuid(), id, now() + interval '1 day' from users`,
    );
    await client.query(
      `insert into mailed_links (token_hash, user_id, purpose, email, expires_at)
       select 'x', id, 'reset', email, now() + interval '1 hour' from users`,
    );
    await client.query(`insert into linked_logins (provider, subject, user_id) select 'github', '1', id from users`);
    expect(await ensureAdmin(client, { email: "Boss@example.org", password: "a password of some length" })).toBe(true);
    const { rows } = await client.query(`
      select role, password_hash, email_verified_at is not null as verified,
        (select count(*)::int from sessions where revoked_at is null) as sessions,
        (select count(*)::int from mailed_links) as links, (select count(*)::int from linked_logins) as log_ins
      from users`);
    expect(rows).toEqual([
      {
        role: "admin",
        password_hash: expect.stringMatching(/^\$argon2id\$/),
        verified: true,
        sessions: 0,
        links: 0,
        log_ins: 0,
      },
    ]);
    expect(await ensureAdmin(client, { email: "boss@example.org", password: "another of some length" })).toBe(false);
  });
});
