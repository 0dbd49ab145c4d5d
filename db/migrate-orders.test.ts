import fs from "node:fs";
import path from "node:path";
import type { Client } from "pg";
import { afterAll, expect, inject, it } from "vitest";
import { withClient } from "../tests/database.ts";

const server = inject("postgres");
const folder = path.join(import.meta.dirname, "migrations");
const names: string[] = [];

const files = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith(".sql"))
  .sort();
/** The first migration that knows of VAT; what stands before it is an older release. */
const first = files.findIndex((name) => name.endsWith("_orders.sql"));

const run = async (client: Client, which: readonly string[]) => {
  for (const name of which) await client.query(fs.readFileSync(path.join(folder, name), "utf8"));
};

afterAll(() =>
  withClient(server, async (client) => {
    for (const name of names) await client.query(`drop database ${name} with (force)`);
  }),
);

it("PLT-10 CHK-14 orders from before VAT was kept get it, to the cent, and keep everything else", async () => {
  const name = `before_vat_${crypto.randomUUID().replaceAll("-", "")}`;
  names.push(name);
  await withClient(server, (client) => client.query(`create database ${name}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  await withClient(url.href, async (client) => {
    await client.query("create extension pg_trgm; create extension unaccent");
    await run(client, files.slice(0, first));
    await client.query("set session_replication_role = replica");
    const book = "00000000-0000-7000-8000-00000000000b";
    await client.query(`insert into works (id, title) values ('${book}', 'T')`);
    await client.query(
      `insert into books (id, work_id, slug, title, format, language, price_minor, currency)
       values ('${book}', '${book}', 't', 'T', 'paperback', 'en', 100, 'EUR')`,
    );
    const order = async (n: number, country: string, state: string, shipping: number, lines: [string, number][]) => {
      const id = `00000000-0000-7000-8000-00000000000${n}`;
      const subtotal = lines.reduce((sum, [, minor]) => sum + minor, 0);
      await client.query(
        `insert into orders (id, number, email, locale, channel, state, currency, subtotal_minor, shipping_minor, total_minor,
           ship_to, expires_at, paid_at, shipped_at, cancel_reason)
         values ($1, $2, 'a@example.org', 'en', 'web', $3, 'EUR', $4, $5, $6, $7, now() + interval '1 hour',
           case when $3 <> 'cancelled' then now() end, case when $3 = 'shipped' then now() end, case when $3 = 'cancelled' then 'expired' end)`,
        [id, `26-0000${n}`, state, subtotal, shipping, subtotal + shipping, JSON.stringify({ name: "A", country })],
      );
      for (const [position, [format, minor]] of lines.entries()) {
        await client.query(
          `insert into order_lines (id, order_id, position, book_id, title, authors, format, quantity, unit_price_minor, total_minor)
           values (gen_random_uuid(), $1, $2, $5, 'T', 'A', $3, 1, $4, $4)`,
          [id, position + 1, format, minor, book],
        );
      }
      await client.query("insert into order_links (token_hash, order_id) values ($1, $2)", [`h${n}`, id]);
    };
    await order(1, "DE", "shipped", 290, [["paperback", 1_690]]);
    await order(2, "BE", "paid", 790, [
      ["hardback", 1_000],
      ["audio_cd", 2_000],
    ]);
    await order(3, "US", "cancelled", 1_990, [["ebook", 999]]);
    await client.query(
      `insert into parcels (id, order_id, carrier, tracking_number, shipped_at)
       values (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'DHL', '1', now() - interval '1 day')`,
    );
    await client.query("set session_replication_role = origin");
    await run(client, files.slice(first));

    const lines = await client.query<{ vat: string }>(
      `select concat_ws(' ', o.number, l.format, l.vat_rate_bp, l.vat_minor, l.restocked_quantity) as vat
       from order_lines l join orders o on o.id = l.order_id order by o.number, l.position`,
    );
    expect(lines.rows.map((row) => row.vat)).toEqual([
      "26-00001 paperback 700 111 0",
      "26-00002 hardback 600 57 0",
      "26-00002 audio_cd 2100 347 0",
      "26-00003 ebook 0 0 1",
    ]);
    const delivery = await client.query<{ shipping_vat: unknown; vat_country: string }>(
      "select shipping_vat, vat_country from orders order by number",
    );
    expect(delivery.rows).toEqual([
      { vat_country: "DE", shipping_vat: [{ rateBp: 700, grossMinor: 290, vatMinor: 19 }] },
      {
        vat_country: "BE",
        shipping_vat: [
          { rateBp: 600, grossMinor: 263, vatMinor: 15 },
          { rateBp: 2_100, grossMinor: 527, vatMinor: 91 },
        ],
      },
      { vat_country: "US", shipping_vat: [{ rateBp: 0, grossMinor: 1_990, vatMinor: 0 }] },
    ]);
    const parcels = await client.query("select packed_at = shipped_at as same, position from parcels");
    expect(parcels.rows).toEqual([{ same: true, position: 1 }]);
  });
});
