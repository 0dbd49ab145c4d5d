import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";
import { Client, type QueryResultRow } from "pg";
import { fillDemo } from "../db/demo/fill.ts";
import { migrate } from "../db/migrate.ts";
import { demoEnvironment, serve, webProgram, type Server } from "../ops/serve.ts";
import { seenInTime } from "./in-time.ts";
import { readState } from "./state.ts";

export interface Book {
  id: string;
  workId: string;
  slug: string;
  title: string;
  author: string;
}

export const METRICS_TOKEN = "only-for-browser-tests";

/** Two web processes on a database of their own: what other tests change would be seen in what is kept here. */
export async function openTwoWebs(name: string) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `octavo-${name}-`));
  const url = new URL(readState().databaseUrl);
  const server = new Client({ connectionString: url.href });
  await server.connect();
  await server.query(`drop database if exists octavo_${name} with (force)`);
  await server.query(`create database octavo_${name}`);
  await server.end();
  url.pathname = `/octavo_${name}`;
  await migrate(url.href);
  await fillDemo(url.href, null);
  const database = new Client({ connectionString: url.href });
  await database.connect();
  const env = {
    ...demoEnvironment(folder),
    DATABASE_URL: url.href,
    APP_URL: "http://books.test",
    PAGE_CACHE: "64", // also where all other tests run without
    METRICS_TOKEN,
  };
  const webs: [Server, Server] = [await serve(webProgram, env), await serve(webProgram, env)];

  const sql = async <Row extends QueryResultRow>(text: string, values: unknown[] = []) =>
    (await database.query<Row>(text, values)).rows;
  const ask = (web: Server, address: string, headers: Record<string, string> = {}) =>
    fetch(web.url + address, { headers: { accept: "text/html", ...headers }, redirect: "manual" });
  const textOf = async (web: Server, address: string) => (await ask(web, address)).text();
  const isHit = async (web: Server, address: string) => {
    const answer = await ask(web, address);
    await answer.arrayBuffer();
    return answer.headers.get("cache-status") === "octavo; hit";
  };
  /** Asks for each address on both processes until it is kept, and stays so. */
  const warm = async (...addresses: string[]) => {
    for (const web of webs) {
      for (const address of addresses) await expect.poll(() => isHit(web, address), { timeout: 30_000 }).toBe(true);
    }
  };

  return {
    env,
    webs,
    sql,
    ask,
    textOf,
    isHit,
    warm,
    databaseUrl: url.href,

    /** Several statements that are committed together. */
    async together(...statements: readonly (readonly [text: string, values: unknown[]])[]) {
      await database.query("begin");
      for (const [text, values] of statements) await sql(text, values);
      await database.query("commit");
    },

    /** A book that is the only edition of its work, in stock and on the first page of its author's. */
    async aBook(nth: number): Promise<Book> {
      const [book] = await sql<Book>(
        `select b.id, b.work_id as "workId", b.slug, b.title, min(c.slug) as author
         from books b join book_contributors bc on bc.book_id = b.id join contributors c on c.id = bc.contributor_id
         where b.stock > 10 and bc.role = 'author' and (select count(*) from books o where o.work_id = b.work_id) = 1
         group by b.id order by b.id offset $1 limit 1`,
        [nth],
      );
      if (!book) throw new Error("the demo catalogue has no such book");
      return book;
    },

    /** Makes a change that nothing shows yet, and sees it in time on every page of both processes, which had all been kept. */
    async comes(change: () => Promise<unknown>, pages: Record<string, (text: string) => boolean>) {
      await warm(...Object.keys(pages));
      const places = webs.flatMap((web, nth) =>
        Object.entries(pages).map(
          ([address, shows]) => [`process ${nth}: ${address}`, async () => shows(await textOf(web, address))] as const,
        ),
      );
      for (const [place, shows] of places) expect(await shows(), `${place} shows it before`).toBe(false);
      await seenInTime(webs, change, Object.fromEntries(places));
    },

    /** What `/api/metrics` says of a process, by name and labels. */
    async metrics(web: Server): Promise<Record<string, number>> {
      const answer = await ask(web, "/api/metrics", { authorization: `Bearer ${METRICS_TOKEN}` });
      const lines = (await answer.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
      return Object.fromEntries(lines.map((line) => [line.replace(/ [^ ]+$/, ""), Number(line.split(" ").at(-1))]));
    },

    async close() {
      await Promise.all(webs.map((web) => web.stop()));
      await database.end();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type TwoWebs = Awaited<ReturnType<typeof openTwoWebs>>;
