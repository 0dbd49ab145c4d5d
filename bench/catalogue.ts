import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { connect } from "../db/client.ts";
import { startPostgres } from "../db/embedded.mjs";
import { newId } from "../shop/_kernel/ids.ts";
import { listBestsellers } from "../shop/analytics/index.ts";
import {
  countBooks,
  countLowStock,
  countSlugs,
  findBook,
  findContributor,
  listAllSlugs,
  listArrivals,
  listContributorBooks,
  listDeskBooks,
  listDeskGenres,
  listGenreBooks,
  listGenres,
  listLowStock,
  listMoreByAuthors,
  listNew,
  listSimilar,
  listStaffPicks,
  readOffers,
  suggestWorks,
} from "../shop/catalog/index.ts";
import { createContext, type Actor } from "../shop/context.ts";
import { searchBooks, suggest } from "../shop/search/index.ts";
import { fillCatalogue } from "./catalogue-fill.ts";
import { median, note, report, type Figure } from "./figures.ts";
import { benchShop } from "./shop.ts";

if (process.argv.includes("--help")) {
  console.log(
    "npm run bench:catalogue [-- --books N]: every read of a catalogue of 200,000 books (or N) against the same of 2,000",
  );
  process.exit(0);
}

const given = process.argv.indexOf("--books");
const [FEW, MANY] = [2_000, given < 0 ? 200_000 : Number(process.argv[given + 1])];
const ROUNDS = 7;
/** The web's time for a statement, in milliseconds (`db/client.ts`). */
const TIMEOUT = 4_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-bench-"));
fs.chmodSync(folder, 0o755); // PostgreSQL may run as another user
const postgres = await startPostgres(path.join(folder, "pg"));
const open: Awaited<ReturnType<typeof openCatalogue>>[] = [];

try {
  for (const books of [FEW, MANY]) {
    note(`${books} books`);
    open.push(await openCatalogue(books));
  }
  const [few, many] = open;
  if (!few || !many) throw new Error("no catalogue");
  const figures: Figure[] = [];
  const slowest = { name: "", ms: 0 };
  const lookup = median(await timesOf(() => many.reads["one book"]?.() ?? Promise.resolve()));
  for (const [name, read] of Object.entries(many.reads)) {
    const same = few.reads[name];
    if (!same) continue;
    const [large, small] = [median(await timesOf(read)), median(await timesOf(same))];
    if (large > slowest.ms) Object.assign(slowest, { name, ms: large });
    note(`${name}: ${small.toFixed(1)} ms of ${FEW}, ${large.toFixed(1)} ms of ${MANY} books`);
    if (many.first.has(name)) {
      figures.push({
        figure: `${name}, ms: of ${MANY} books ÷ (of ${FEW} + four look-ups of a book)`,
        value: large,
        reference: small + 4 * lookup,
        target: 2,
        at: "most",
      });
    }
  }
  figures.push({
    figure: `the slowest read of ${MANY} books (${slowest.name}), ms ÷ the time that a statement has`,
    value: slowest.ms,
    reference: TIMEOUT,
    target: 0.25,
    at: "most",
  });
  figures.push(await memoryOfFeed(many));
  report("catalogue", figures);
} finally {
  for (const each of open) await each.close();
  await postgres.stop("immediate");
  fs.rmSync(folder, { recursive: true, force: true });
}

async function timesOf(read: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const began = performance.now();
    await read();
    if (round >= 0) times.push(performance.now() - began);
  }
  return times;
}

/** Of a feed that is written while it is read: at its highest ÷ after its first part. */
async function memoryOfFeed({ shopper }: Awaited<ReturnType<typeof openCatalogue>>): Promise<Figure> {
  let [early, peak, parts] = [0, 0, 0];
  for await (const _ of readOffers(shopper)) {
    if (++parts % 10 !== 0) continue;
    const { rss } = process.memoryUsage();
    early ||= rss;
    peak = Math.max(peak, rss);
  }
  return {
    figure: "resident memory while all offers are read: at most ÷ early",
    value: peak / 1_048_576,
    reference: (early || peak) / 1_048_576,
    target: 1.3,
    at: "most",
  };
}

async function openCatalogue(books: number) {
  const admin = connect(postgres.url());
  await admin.db.execute(sql.raw(`create database books_${books}`));
  await admin.close();
  const url = postgres.url(`books_${books}`);
  await fillCatalogue(url, books);
  // whatever takes longer than a web process would wait is told as it is
  const database = connect(url, "web", { statement_timeout: 60_000, query_timeout: 60_000 });
  const shop = benchShop(database, path.join(folder, "files"));
  const as = (actor: Actor) => createContext(shop, { actor, now: new Date(), locale: "en" });
  const shopper = as({ kind: "guest" });
  const desk = as({ kind: "user", id: newId(new Date()), name: "Desk", role: "staff", sessionId: null });

  const one = async (query: ReturnType<typeof sql>) =>
    (await database.db.execute<{ found: string }>(query)).rows[0]?.found ?? "";
  const genre = (order: "asc" | "desc") =>
    one(sql`select g.slug as found from genres g join genre_works gw on gw.genre_id = g.id
      group by g.slug order by count(*) ${sql.raw(order)}, g.slug limit 1`);
  const [largest, smallest] = [await genre("desc"), await genre("asc")];
  const prolific = "bench-person-1";
  const hers = await one(sql`
    select b.slug as found from books b join book_contributors bc on bc.book_id = b.id
    join contributors c on c.id = bc.contributor_id where c.slug = ${prolific} and b.archived_at is null order by b.id limit 1`);
  const id = await one(sql`select id as found from books where slug = ${hers}`);
  const list = { sort: "title", direction: "asc", page: 1 } as const;
  const page = { page: 1, pageSize: 24 };
  const deep = Math.ceil(books / 100);

  /** What shows a page of something: it may not cost more for what it does not show. */
  const firstPages: Record<string, () => Promise<unknown>> = {
    "one book": () => findBook(shopper, hers),
    "works that came last": () => listArrivals(shopper, 30),
    "staff picks": () => listStaffPicks(shopper, 24),
    bestsellers: () => listBestsellers(shopper, 20),
    "largest genre": () => listGenreBooks(shopper, largest, page),
    "similar books": () => listSimilar(shopper, hers, 6),
    "more by a prolific author": () => listMoreByAuthors(shopper, hers, 6),
    "suggestions for two letters": () => suggest(shopper, "wo"),
    "suggestions for a title": () => suggest(shopper, "monte cr"),
    "search for an ISBN": () => searchBooks(shopper, { q: "9780140449266", ...page }),
    "desk: books by title": () => listDeskBooks(desk, list),
    "desk: an ISBN": () => listDeskBooks(desk, { ...list, text: "9780140449266" }),
  };
  /** What counts, sorts or looks through much: it grows, and never comes near the time that a statement has. */
  const whole: Record<string, () => Promise<unknown>> = {
    "new books, counted": () => listNew(shopper, { page: 1, pageSize: 12 }),
    "all genres, counted": () => listGenres(shopper),
    "smallest genre": () => listGenreBooks(shopper, smallest, page),
    "largest genre, far behind": () => listGenreBooks(shopper, largest, { page: deep, pageSize: 24 }),
    "a prolific author": () => findContributor(shopper, prolific),
    "books of a prolific author": () => listContributorBooks(shopper, prolific, page),
    "search for a word that most books hold": () => searchBooks(shopper, { q: "the night", ...page }),
    "search for the beginning of a word": () => searchBooks(shopper, { q: "wor", ...page }),
    "search for two rare words": () => searchBooks(shopper, { q: "orchard lamp", ...page }),
    "search for nothing": () => searchBooks(shopper, { q: "xyzzy", ...page }),
    "sitemap: how many": () => countSlugs(shopper),
    "sitemap: the last part": async () => {
      const { genres, books: sold, contributors } = await countSlugs(shopper);
      return listAllSlugs(shopper, { from: Math.max(genres + sold + contributors - 5_000, 0), most: 5_000 });
    },
    "desk: books by change": () => listDeskBooks(desk, { ...list, sort: "changed", direction: "desc" }),
    "desk: books by price": () => listDeskBooks(desk, { ...list, sort: "price" }),
    "desk: the last page of books": () => listDeskBooks(desk, { ...list, page: Math.ceil(books / 50) }),
    "desk: a word": () => listDeskBooks(desk, { ...list, text: "night" }),
    "desk: a word that hardly any book has": () => listDeskBooks(desk, { ...list, text: "monte cristo" }),
    "desk: books without a genre": () => listDeskBooks(desk, { ...list, lacks: "genre" }),
    "desk: books of a genre": () => listDeskBooks(desk, { ...list, genre: largest }),
    "desk: books out of stock": () => listDeskBooks(desk, { ...list, stock: "out" }),
    "desk: how many books": () => countBooks(desk),
    "desk: how many are low on stock": () => countLowStock(desk),
    "desk: low on stock": () => listLowStock(desk, { page: 1 }),
    "desk: genres, counted": () => listDeskGenres(desk),
    "desk: works that may be the same": () => suggestWorks(desk, id),
  };
  return {
    shopper,
    reads: { ...firstPages, ...whole },
    first: new Set(Object.keys(firstPages)),
    async close() {
      await shop.jobs.close();
      await database.close();
    },
  };
}
