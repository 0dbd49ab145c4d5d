import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { Client } from "pg";
import { demoEnvironment, residentMemory, root, serve, type Server } from "../ops/serve.ts";
import { median, note, report, type Figure } from "./figures.ts";
import { inChromium } from "./paint.ts";
import { rawBody, serveBytes } from "./bare.ts";
import { load, onCore, openShopForBench } from "./serve.ts";

if (process.argv.includes("--help")) {
  console.log(
    [
      "npm run bench:pages [-- --soak MINUTES] [--only static,bare,next,purges,checkout,weight,paint,junk,soak]",
      "a warm book page against nginx (a bare Node server where it is not installed), Next alone and a minimal static Next page; its weight and its paint in",
      "Chromium; purges, a saturated check-out, junk addresses and mixed traffic beside it (for a minute, or so many)",
    ].join("\n"),
  );
  process.exit(0);
}

const CONNECTIONS = 16;
const SECONDS = 4;
const ROUNDS = 5;
const SQUEEZED = "br";
/** Served as they are: compression would cost both the same and hide what is compared. */
const PLAIN = ["accept-encoding: identity", "accept: text/html"];
/** Each answers in the form that it would send to a person: squeezing is part of what a visit costs. */
const AS_BROWSERS = ["accept-encoding: gzip, deflate, br", "accept: text/html"];

const shop = await openShopForBench();
const page = `${shop.web.url}${await aBook(shop.databaseUrl)}`;
let minimal: Server | undefined;

/** In this order; each is told as it comes, because a run takes minutes. */
const parts: Record<string, () => Promise<Figure[]>> = {
  static: async () => [
    typical("warm book page ÷ minimal static Next page, requests per second", await againstMinimal(), 0.8),
  ],
  bare: async () => {
    const { name, pairs } = await againstBare();
    return [typical(`warm book page ÷ ${name} with the same bytes (${SQUEEZED}), requests per second`, pairs, 0.5)];
  },
  next: async () => [
    typical("warm book page ÷ Next alone, asked as browsers ask, requests per second", await againstNext(), 20),
  ],
  purges: async () => [
    typical("warm book page with 10 unrelated purges a second ÷ undisturbed", await withPurges(), 0.7),
  ],
  checkout: async () => [await besideCheckout()],
  weight: async () => [
    {
      figure: "JavaScript of a book page, gzip bytes ÷ 150,000",
      value: await scriptBytes(await warm(page), shop.web.url),
      reference: 150_000,
      target: 1,
      at: "most",
    },
  ],
  paint: inBrowser,
  junk: async () => [await junk()],
  soak: async () => [await soak()],
};

try {
  await warm(page);
  const only = process.argv.includes("--only")
    ? process.argv[process.argv.indexOf("--only") + 1]?.split(",")
    : undefined;
  for (const [name, figures] of Object.entries(parts)) {
    if (!only || only.includes(name)) report("pages", await figures());
  }
} finally {
  await minimal?.stop();
  await shop.close();
}

type Pair = { value: number; reference: number };

async function againstMinimal(): Promise<Pair[]> {
  const html = await warm(page);
  minimal = await serve([await buildMinimal(html.length)], {}, { wrap: onCore(0) });
  const same = await warm(minimal.url);
  note(`the book page has ${html.length} bytes, the minimal page ${same.length}`);
  if (Math.abs(same.length - html.length) > html.length * 0.01) throw new Error("the pages differ in size");
  const rates = await compare(page, minimal.url, PLAIN);
  await minimal.stop();
  return rates;
}

async function inBrowser(): Promise<Figure[]> {
  const { requests, shift, withScripts, without } = await inChromium(page);
  return [
    { figure: "requests of a book page in Chromium ÷ 45", value: requests, reference: 45, target: 1, at: "most" },
    {
      figure: "layout shift of a book page on a phone ÷ 0.001",
      value: shift,
      reference: 0.001,
      target: 1,
      at: "most",
    },
    {
      figure: "largest paint of a book page on a phone ÷ the same without scripts, milliseconds",
      value: withScripts,
      reference: without,
      target: 1.5,
      at: "most",
    },
  ];
}

/** Both by turns, so that a machine that slows down slows both; the first round warms up. */
async function compare(one: string, other: string, headers: string[], meanwhile?: () => () => void): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const end = meanwhile?.();
    const value = await load(one, CONNECTIONS, SECONDS, headers);
    end?.();
    const reference = await load(other, CONNECTIONS, SECONDS, headers);
    for (const { statuses } of [value, reference]) {
      if (Object.keys(statuses).join() !== "200") throw new Error(`answers: ${JSON.stringify(statuses)}`);
    }
    note(`round ${round}: ${Math.round(value.rate)}/s and ${Math.round(reference.rate)}/s`);
    if (round > 0) pairs.push({ value: value.rate, reference: reference.rate });
  }
  return pairs;
}

function typical(figure: string, pairs: readonly Pair[], target: number, at: Figure["at"] = "least"): Figure {
  const ratio = median(pairs.map(({ value, reference }) => value / reference));
  const { value, reference } = pairs.find((pair) => pair.value / pair.reference === ratio) ?? {
    value: 0,
    reference: 1,
  };
  return { figure, value, reference, target, at };
}

/** The same bytes in the same encoding from a server that does nothing else. */
async function againstBare(): Promise<{ name: string; pairs: Pair[] }> {
  const bytes = await rawBody(page, SQUEEZED);
  const bare = await serveBytes(bytes, SQUEEZED);
  try {
    if (!(await rawBody(bare.url, SQUEEZED)).equals(bytes)) throw new Error(`${bare.name} serves other bytes`);
    const pairs = await compare(page, bare.url, [`accept-encoding: ${SQUEEZED}`, "accept: text/html"]);
    return { name: bare.name, pairs };
  } finally {
    await bare.stop();
  }
}

/** The same build and the same database, without the listener in front. */
async function againstNext(): Promise<Pair[]> {
  const env = { ...demoEnvironment(shop.folder), DATABASE_URL: shop.databaseUrl };
  const alone = await serve([path.join(root, ".next/standalone/server.js")], env, { wrap: onCore(0) });
  try {
    const address = alone.url + new URL(page).pathname;
    await warm(address);
    return await compare(page, address, AS_BROWSERS);
  } finally {
    await alone.stop();
  }
}

async function withPurges(): Promise<Pair[]> {
  const client = new Client({ connectionString: shop.databaseUrl });
  await client.connect();
  let n = 0;
  const pairs = await compare(page, page, PLAIN, () => {
    const timer = setInterval(
      () => void client.query("select pg_notify('cache_tags', $1)", [`book:another-${n++}`]),
      100,
    );
    return () => clearInterval(timer);
  });
  await client.end();
  return pairs;
}

/** The check-out is made anew each time: eight who wait for it keep the process busy. */
async function besideCheckout(): Promise<Figure> {
  // people come when they come, not when the one before has been served: a hundred a second
  const visitors = () => load(page, 1, SECONDS, ["@100", ...PLAIN]);
  const waits: Pair[] = [];
  for (let round = 0; round < 3; round++) {
    const idle = await visitors();
    const saturated = load(`${shop.web.url}/checkout`, 8, SECONDS + 1, ["accept: text/html"]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const busy = await visitors();
    note(
      `99th of a hundred: ${idle.p99.toFixed(2)} ms idle, ${busy.p99.toFixed(2)} ms beside ${Math.round((await saturated).rate)} check-outs/s`,
    );
    waits.push({ value: busy.p99, reference: idle.p99 });
  }
  return typical(
    "99th of a hundred waits for a hit beside a saturated check-out ÷ idle, milliseconds",
    waits,
    10,
    "most",
  );
}

/** Tens of thousands of addresses of nothing, by name and by query. */
async function junk(): Promise<Figure> {
  const ask = async (address: string, until: number) => {
    for (let asked = 0; asked < until;) {
      const { statuses } = await load(`${shop.web.url}${address}${asked}-{n}`, CONNECTIONS, 10, PLAIN);
      asked += Object.values(statuses).reduce((sum, each) => sum + each, 0);
    }
  };
  await ask("/books/warm-up-", 10_000);
  const before = residentMemory(shop.web);
  await ask("/books/junk-", 50_000);
  await ask("/search?q=junk", 10_000);
  await ask(`${new URL(page).pathname}?utm_source=`, 50_000);
  return {
    figure: "resident megabytes after 50,000 junk names, 10,000 junk searches and 50,000 junk parameters ÷ before",
    value: residentMemory(shop.web),
    reference: before,
    target: 1.5,
    at: "most",
  };
}

/** Books, lists and searches with changes among them, at about half of what it can do. */
async function soak(): Promise<Figure> {
  const at = process.argv.indexOf("--soak");
  const seconds = at < 0 ? 60 : Number(process.argv[at + 1]) * 60;
  const client = new Client({ connectionString: shop.databaseUrl });
  await client.connect();
  const changes = setInterval(
    () =>
      void client.query(
        "update books set price_minor = price_minor + 1 where id = (select id from books order by random() limit 1)",
      ),
    200,
  );
  const kinds: [string, number][] = [
    [page, 2],
    ...["/genres/fiction", "/search?q=sea{n}", "/checkout"].map((each): [string, number] => [shop.web.url + each, 1]),
  ];
  const mixed = (length: number, paces: string[] = []) =>
    Promise.all(
      kinds.map(([url, connections], at) => load(url, connections, length, [...PLAIN, ...paces.slice(at, at + 1)])),
    );
  const half = (await mixed(10)).map(({ rate }, at) => `@${rate / 2 / (kinds[at]?.[1] ?? 1)}`);
  await mixed(Math.max(20, seconds / 6), half);
  const before = residentMemory(shop.web);
  const during = setInterval(() => note(`resident: ${Math.round(residentMemory(shop.web))} MB`), 60_000);
  const seen = await mixed(seconds, half);
  clearInterval(during);
  note(`a second: ${seen.map(({ rate }) => Math.round(rate)).join(", ")}`);
  clearInterval(changes);
  await client.end();
  return {
    figure: `resident megabytes after ${seconds} seconds of mixed traffic at half load ÷ after warm-up`,
    value: residentMemory(shop.web),
    reference: before,
    target: 1.2,
    at: "most",
  };
}

async function aBook(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ slug: string }>(
    "select slug from books where stock > 3 and isbn13 is not null order by length(description) desc, id limit 1",
  );
  await client.end();
  return `/books/${rows[0]?.slug}`;
}

async function warm(url: string): Promise<string> {
  let text = "";
  for (let i = 0; i < 200; i++)
    text = await (await fetch(url, { headers: { "accept-encoding": "identity", accept: "text/html" } })).text();
  return text;
}

/** A Next app with one static page that is as many bytes as the book page: its text stands in the markup and in the data for hydration. The server. */
async function buildMinimal(bytes: number): Promise<string> {
  const app = path.join(root, ".next/bench-minimal");
  fs.rmSync(app, { recursive: true, force: true });
  fs.mkdirSync(path.join(app, "app"), { recursive: true });
  const write = (file: string, text: string) => fs.writeFileSync(path.join(app, file), text);
  const page = (letters: number) =>
    `export default function Page() { return <main dangerouslySetInnerHTML={{ __html: ${JSON.stringify("<p>" + "book ".repeat(Math.ceil(letters / 5)) + "</p>")} }} />; }\n`;
  write("package.json", '{ "name": "minimal", "private": true, "type": "module" }');
  write(
    "next.config.mjs",
    'export default { output: "standalone", outputFileTracingRoot: import.meta.dirname + "/../..", turbopack: { root: import.meta.dirname + "/../.." } };\n',
  );
  write(
    "app/layout.jsx",
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n',
  );
  const build = (letters: number) => {
    write("app/page.jsx", page(letters));
    const built = spawnSync(process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: app,
      encoding: "utf8",
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
    if (built.status !== 0) throw new Error(`the minimal app does not build: ${built.stdout}${built.stderr}`);
    return fs.readFileSync(path.join(app, ".next/server/app/index.html"), "utf8").length;
  };
  const empty = build(100);
  const full = build(20_100);
  const perLetter = (full - empty) / 20_000;
  note("building the minimal page");
  build(Math.round(100 + (bytes - empty) / perLetter));
  const standalone = path.join(app, ".next/standalone");
  // with a tracing root above it, the server stands in the folders between
  const nested = path.join(standalone, path.relative(root, app), "server.js");
  return fs.existsSync(nested) ? nested : path.join(standalone, "server.js");
}

/** What a browser loads of scripts for the page, each gzipped. */
async function scriptBytes(html: string, origin: string): Promise<number> {
  const sources = new Set(
    [...html.matchAll(/<script[^>]+\bsrc="([^"]+)"[^>]*>/g)]
      .filter(([tag]) => !/\bnomodule\b/i.test(tag))
      .map(([, src]) => (src ?? "").replaceAll("&amp;", "&")),
  );
  let bytes = 0;
  for (const source of sources) {
    const script = Buffer.from(await (await fetch(new URL(source, origin))).arrayBuffer());
    bytes += gzipSync(script).length;
  }
  note(`${sources.size} scripts, ${bytes} bytes gzipped`);
  return bytes;
}
