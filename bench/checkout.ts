import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client, Pool, type PoolClient } from "pg";
import { startPostgres } from "../db/embedded.mjs";
import { connect } from "../db/client.ts";
import { migrate } from "../db/migrate.ts";
import { checkInvariants } from "../ops/check-invariants.ts";
import { newId } from "../shop/_kernel/ids.ts";
import { hashToken, newToken } from "../shop/_kernel/tokens.ts";
import { createContext, type Ctx } from "../shop/context.ts";
import { placeOrder } from "../shop/checkout/index.ts";
import { median, note, report } from "./figures.ts";
import { benchShop } from "./shop.ts";

if (process.argv.includes("--help")) {
  console.log("npm run bench:checkout: orders a second through the domain command, against the same statements bare");
  process.exit(0);
}

const BOOKS = 10_000;
const HOT = 10;
const BUYERS = 8;
const LINES = 3;
const ORDERS = 1_200;
const ROUNDS = 5;
const PRICE = 1_000;
/** Three books of ten euros to Germany, whose delivery is free from forty on. */
const TOTAL = LINES * PRICE + 290;

const form = {
  delivery: "shipping" as const,
  email: "bench@example.org",
  name: "Bench",
  address: "Street 1",
  line2: null,
  postcode: "04229",
  city: "Leipzig",
  country: "DE",
  cartVersion: 1,
  seenTotal: TOTAL,
};

/** Ids and hashes of the recorded order, by the names they get. */
const named = new Map<string, string>();

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-bench-"));
fs.chmodSync(folder, 0o755);
const postgres = await startPostgres(path.join(folder, "pg"));

try {
  await migrate(postgres.url());
  const database = connect(postgres.url(), "web", { max: BUYERS });
  const shop = benchShop(database, path.join(folder, "files"));
  const ctx = () => createContext(shop, { actor: { kind: "guest" }, now: new Date(), locale: "en" });
  const books = await stockShelves();
  const bare = new Pool({ connectionString: postgres.url(), max: BUYERS });

  // What one order sends, recorded from the command itself, is what the bare loop and pgbench send.
  const script = await recordOrder(ctx(), database.pool, books.slice(0, LINES));
  note(`an order is ${script.length} statements, begin and commit included`);

  const command: number[] = [];
  const hot: number[] = [];
  const driver: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const measured = {
      command: await run(books, (carts, n) => order(ctx(), carts[n] ?? "")),
      driver: await run(books, (carts, n, lines) => replay(bare, script, carts[n] ?? "", lines)),
      hot: await run(books.slice(0, HOT), (carts, n) => order(ctx(), carts[n] ?? "")),
    };
    note(
      `round ${round}: ${JSON.stringify(measured, (_, v: unknown) => (typeof v === "number" ? Math.round(v) : v))} orders/s`,
    );
    if (round === 0) continue; // warm-up
    command.push(measured.command);
    driver.push(measured.driver);
    hot.push(measured.hot);
  }
  const pgbench = await byPgbench(script, books);
  const client = new Client({ connectionString: postgres.url() });
  await client.connect();
  const { rows } = await client.query<{ n: number }>("select count(*)::int as n from orders");
  const findings = await checkInvariants(client);
  await client.end();
  await bare.end();
  await shop.jobs.close();
  await database.close();
  note(`${rows[0]?.n} orders, ${findings.length} violations`);
  if (findings.length > 0) throw new Error(JSON.stringify(findings.slice(0, 5)));

  const ratios = (values: number[], references: number[]) => values.map((v, i) => v / (references[i] ?? Number.NaN));
  const typical = (values: number[], references: number[]) => {
    const wanted = median(ratios(values, references));
    const i = ratios(values, references).indexOf(wanted);
    return { value: values[i] ?? 0, reference: references[i] ?? 0 };
  };
  report("checkout", [
    { figure: "orders per second, command ÷ bare driver", ...typical(command, driver), target: 0.6, at: "least" },
    ...(pgbench === null
      ? []
      : [
          {
            figure: "orders per second, command ÷ pgbench",
            value: median(command),
            reference: pgbench,
            target: 0.3,
            at: "least" as const,
          },
        ]),
    { figure: `orders per second, ${HOT} hot books ÷ ${BOOKS}`, ...typical(hot, command), target: 0.5, at: "least" },
  ]);
} finally {
  await postgres.stop("immediate");
  fs.rmSync(folder, { recursive: true, force: true });
}

async function stockShelves(): Promise<string[]> {
  const now = new Date();
  const ids = Array.from({ length: BOOKS }, () => newId(now));
  const workId = newId(now);
  await setUp("insert into works (id, title) values ($1, 'Bench')", [workId]);
  await setUp(
    `insert into books (id, work_id, slug, title, format, language, price_minor, currency)
     select id, $2, 'book-' || n, 'Book ' || n, 'paperback', 'en', $3, 'EUR' from unnest($1::uuid[]) with ordinality as t(id, n)`,
    [ids, workId, PRICE],
  );
  await setUp(
    `insert into stock_movements (id, book_id, delta, reason, actor_kind)
     select gen_random_uuid(), id, 1000000, 'opening', 'system' from unnest($1::uuid[]) as t(id)`,
    [ids],
  );
  await setUp("vacuum analyze", []);
  return ids;
}

/** Carts with three books each, made beforehand: they are not what is measured. */
async function fillCarts(shelf: readonly string[]): Promise<{ tokens: string[]; lines: string[][] }> {
  const now = new Date();
  const tokens = Array.from({ length: ORDERS }, newToken);
  const carts = tokens.map((token) => ({ id: newId(now), token_hash: hashToken(token) }));
  let seed = 42;
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const lines = carts.map(() => {
    const chosen = new Set<string>();
    while (chosen.size < LINES) chosen.add(shelf[Math.floor(next() * shelf.length)] ?? "");
    return [...chosen];
  });
  await setUp(
    "insert into carts (id, token_hash) select id, token_hash from jsonb_to_recordset($1) as c(id uuid, token_hash text)",
    [JSON.stringify(carts)],
  );
  await setUp(
    `insert into cart_lines (cart_id, book_id, quantity, seen_price_minor)
     select cart_id, book_id, 1, ${PRICE} from jsonb_to_recordset($1) as l(cart_id uuid, book_id uuid)`,
    [JSON.stringify(carts.flatMap((cart, i) => (lines[i] ?? []).map((book_id) => ({ cart_id: cart.id, book_id }))))],
  );
  await setUp("checkpoint", []);
  return { tokens, lines };
}

/** Preparations: on a connection without the limits that buyers have. */
async function setUp(text: string, values: unknown[]): Promise<void> {
  const client = new Client({ connectionString: postgres.url() });
  await client.connect();
  await client.query(text, values).finally(() => client.end());
}

/** Orders a second with eight buyers at once. */
async function run(
  shelf: readonly string[],
  buy: (carts: string[], n: number, lines: string[]) => Promise<void>,
): Promise<number> {
  const { tokens, lines } = await fillCarts(shelf);
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: BUYERS }, async () => {
      for (let n = next++; n < ORDERS; n = next++) await buy(tokens, n, lines[n] ?? []);
    }),
  );
  return ORDERS / ((performance.now() - began) / 1_000);
}

async function order(ctx: Ctx, token: string): Promise<void> {
  const placed = await placeOrder(ctx, token, form);
  if (!placed.ok) throw new Error(placed.code);
}

interface Statement {
  text: string;
  values: unknown[];
}

/** Every statement that one order sends, in order, seen at the driver. */
async function recordOrder(ctx: Ctx, pool: Pool, lines: string[]): Promise<Statement[]> {
  const token = newToken();
  const cartId = newId(new Date());
  await pool.query("insert into carts (id, token_hash) values ($1, $2)", [cartId, hashToken(token)]);
  await pool.query(
    `insert into cart_lines (cart_id, book_id, quantity, seen_price_minor) select $1, b, 1, ${PRICE} from unnest($2::uuid[]) as b`,
    [cartId, lines],
  );
  await ctx.shop.jobs.ready();
  const seen: Statement[] = [];
  const original = Client.prototype.query as (...args: unknown[]) => unknown;
  const spy = function (
    this: Client,
    config: string | { text: string; values?: unknown[] },
    values?: unknown[],
    ...more: unknown[]
  ) {
    seen.push(
      typeof config === "string"
        ? { text: config, values: Array.isArray(values) ? values : [] }
        : { text: config.text, values: config.values ?? values ?? [] },
    );
    return Reflect.apply(original, this, [config, values, ...more]);
  };
  Object.assign(Client.prototype, { query: spy });
  try {
    await order(ctx, token);
  } finally {
    Object.assign(Client.prototype, { query: original });
  }
  const known = new Map<string, string>([
    [hashToken(token), "token"],
    [cartId, "cart"],
    ...lines.map((id, i): [string, string] => [id, `book${i}`]),
  ]);
  return seen.map(({ text, values }) => ({ text, values: values.map((value) => template(value, known)) }));
}

/** What differs from order to order becomes a name in braces: known things by their name, other ids and hashes by number. */
function template(value: unknown, known: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => template(item, known));
  if (typeof value !== "string") return value;
  return value.replace(
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g,
    (found) => {
      const name = known.get(found) ?? named.get(found) ?? `${found.length === 43 ? "hash" : "id"}${named.size}`;
      if (!known.has(found)) named.set(found, name);
      return `{${name}}`;
    },
  );
}

async function replay(pool: Pool, script: readonly Statement[], token: string, lines: string[]): Promise<void> {
  const names = new Map<string, string>([["token", hashToken(token)]]);
  lines.forEach((id, i) => names.set(`book${i}`, id));
  const fill = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(fill)
      : typeof value === "string"
        ? value.replace(/\{([a-z]+\d*)\}/g, (_, name: string) => {
            const known = names.get(name) ?? (name.startsWith("hash") ? newToken() : newId(new Date()));
            names.set(name, known);
            return known;
          })
        : value;
  const client: PoolClient = await pool.connect();
  try {
    for (const { text, values } of script) {
      const { rows } = await client.query(text, values.map(fill));
      // the cart's own id is read, not made
      if (text.includes("from carts where token_hash")) names.set("cart", (rows[0] as { id: string }).id);
    }
  } finally {
    client.release();
  }
}

/** The same statements by pgbench, where it is installed: each client orders random books from a cart it fills itself. */
async function byPgbench(script: readonly Statement[], books: readonly string[]): Promise<number | null> {
  if (spawnSync("pgbench", ["--version"]).status !== 0) {
    note("pgbench is not installed: that figure is left out");
    return null;
  }
  const { tokens, lines } = await fillCarts(books);
  await setUp("create table bench_carts (n int primary key, token_hash text, books uuid[], cart uuid)", []);
  await setUp(
    `insert into bench_carts select n::int, t.hash, array(select jsonb_array_elements_text(t.books)::uuid), c.id
     from jsonb_array_elements($1) with ordinality as e(value, n)
     cross join lateral (select e.value ->> 'hash' as hash, e.value -> 'books' as books) as t join carts c on c.token_hash = t.hash`,
    [JSON.stringify(tokens.map((token, i) => ({ hash: hashToken(token), books: lines[i] })))],
  );
  await setUp("create sequence bench_next", []);
  const quoted = (value: unknown): string => {
    if (value === null || value === undefined) return "null";
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    const text =
      value instanceof Date
        ? value.toISOString()
        : Array.isArray(value)
          ? `{${value.join(",")}}`
          : typeof value === "string"
            ? value
            : JSON.stringify(value);
    // pgbench puts variables into the text as it stands, within quotes too
    return `'${text.replaceAll("'", "''").replace(/\{((?:token|cart|book\d+|id\d+|hash\d+))\}/g, ":$1")}'`;
  };
  const names = [...new Set(JSON.stringify(script.map((s) => s.values)).match(/\{(?:id|hash)\d+\}/g) ?? [])].map(
    (name) => name.slice(1, -1),
  );
  const lookUp = [
    "token_hash as token",
    "cart::text as cart",
    ...Array.from({ length: LINES }, (_, i) => `books[${i + 1}]::text as book${i}`),
    ...names.map((name) =>
      name.startsWith("hash")
        ? `encode(sha256(gen_random_uuid()::text::bytea), 'base64') as ${name}`
        : `gen_random_uuid()::text as ${name}`,
    ),
  ].join(", ");
  const body = script.map(({ text, values }) => {
    const filled = text.replace(/\$(\d+)/g, (_, n: string) => quoted(values[Number(n) - 1]));
    return `${filled.replace(/--.*$/gm, "").replace(/\s+/g, " ").trim()};`;
  });
  const file = path.join(folder, "order.sql");
  fs.writeFileSync(
    file,
    `select ${lookUp} from bench_carts where n = (select nextval('bench_next')) \\gset\n${body.join("\n")}\n`,
  );
  const url = new URL(postgres.url());
  const ran = spawnSync(
    "pgbench",
    [
      "-n",
      "-h",
      url.hostname,
      "-p",
      url.port,
      "-U",
      "postgres",
      "-c",
      String(BUYERS),
      "-j",
      "2",
      "-t",
      String(ORDERS / BUYERS),
      "-f",
      file,
      "postgres",
    ],
    { encoding: "utf8" },
  );
  const tps = Number(/tps = ([\d.]+)/.exec(ran.stdout)?.[1]);
  if (ran.status !== 0 || !Number.isFinite(tps)) {
    note(`pgbench could not run the statements: ${ran.stderr.slice(0, 2_000)}`);
    return null;
  }
  note(`pgbench: ${Math.round(tps)} orders/s`);
  return tps;
}
