import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anIsbn, csv, importsOf, row } from "../../tests/imports.ts";
import { anOrder, as, guest, openTestShop, pay } from "../../tests/world.ts";
import { archiveBook } from "../catalog/index.ts";
import {
  cancelImport,
  commitImport,
  getImport,
  getImportProgress,
  listImportRows,
  resumeImport,
  runImport,
  undoCommit,
} from "./index.ts";

const shop = openTestShop();
const { db } = shop.database;
const { desk, worker, run, uploaded, planned, committed, bookOf } = importsOf(shop);

describe("undoing", () => {
  it("CAT-6 after a sale of one of its books is refused for that row, says why, and does the rest when asked to", async () => {
    const [sold, kept, changed] = [anIsbn(), anIsbn(), anIsbn()];
    const id = await committed(csv([row(sold, "Sold"), row(kept, "Kept"), row(changed, "Changed")]));
    const guestCtx = as(shop, guest);
    const order = await anOrder(guestCtx, [{ bookId: (await bookOf(sold))?.id ?? "" }]);
    await pay(guestCtx, order.id);
    await archiveBook(desk, (await bookOf(changed))?.id ?? "");
    await undoCommit(desk, id);
    await run(id);
    expect(await getImport(desk, id)).toMatchObject({ state: "committed", undone: { undone: 0, refused: 2 } });
    expect((await listImportRows(desk, id, { filter: "refused", page: 1 })).items).toMatchObject([
      { title: "Sold", undo: "moved" },
      { title: "Changed", undo: "changed" },
    ]);
    expect(await bookOf(kept)).toMatchObject({ archived: false, stock: 3 });
    await undoCommit(desk, id, { rest: true });
    await run(id, 1);
    expect(await getImport(desk, id)).toMatchObject({ state: "undone", undone: { undone: 1, refused: 2 } });
    expect(await bookOf(kept)).toMatchObject({ archived: true, stock: 0 });
    expect(await bookOf(sold)).toMatchObject({ archived: false, stock: 2 });
  });

  it("CAT-6 of an earlier file is refused for what a later one changed", async () => {
    const isbn = anIsbn();
    const first = await committed(csv([row(isbn, "Layered")]));
    await committed(csv([row(isbn, "Layered", "12.00")]));
    await undoCommit(desk, first);
    await run(first);
    expect((await getImport(desk, first)).state).toBe("committed");
    expect((await bookOf(isbn))?.price).toBe(1_200);
  });
});

describe("stopping", () => {
  it("CAT-6 between batches keeps what was done; it goes on behind it, or is taken back", async () => {
    const isbns = Array.from({ length: 6 }, anIsbn);
    const id = await planned(csv(isbns.map((isbn) => row(isbn, "Stopped"))));
    await commitImport(desk, id);
    // time for one batch, then the worker hands on
    expect(await runImport(worker, id, { size: 2, within: -1 })).toEqual({ state: "later", rows: 2 });
    expect(await getImportProgress(desk, id)).toMatchObject({ phase: "commit", rows: 2, counts: { created: 2 } });
    expect(await cancelImport(desk, id)).toMatchObject({ ok: true });
    expect(await run(id)).toEqual({ state: "busy", rows: 0 });
    expect(await cancelImport(desk, id)).toMatchObject({ code: "IMPORT_MOVED_ON" });
    expect(await bookOf(isbns[1] ?? "")).toBeDefined();
    expect(await bookOf(isbns[2] ?? "")).toBeUndefined();
    expect(await resumeImport(desk, id)).toMatchObject({ ok: true });
    await run(id, 2);
    expect(await getImport(desk, id)).toMatchObject({ state: "committed", committed: { created: 6 } });
  });

  it("CAT-6 what goes on far behind the beginning of a file goes on in whole batches", async () => {
    const long = "A long description. ".repeat(220);
    const rows = Array.from({ length: 1_400 }, () => [...row(anIsbn(), "Far"), long].join(","));
    const id = await uploaded([`${csv([])},Description`, ...rows].join("\r\n"));
    const first = await runImport(worker, id, { within: -1 });
    const second = await runImport(worker, id, { within: -1 });
    expect(first.rows + second.rows).toBe(1_400);
  });

  it("CAT-6 while a worker is at it: nothing of the next batch is written", async () => {
    const id = await planned(csv(Array.from({ length: 40 }, () => row(anIsbn(), "Raced"))));
    await commitImport(desk, id);
    const running = run(id, 1);
    while ((await getImportProgress(desk, id)).rows === 0);
    await cancelImport(desk, id);
    const then = (await getImportProgress(desk, id)).rows;
    expect(await running).toMatchObject({ state: "stopped" });
    expect((await getImportProgress(desk, id)).rows).toBe(then);
    expect(then).toBeLessThan(40);
  });
});

describe("workers", () => {
  it("CAT-6 two at once: one does it, once", async () => {
    const isbns = Array.from({ length: 30 }, anIsbn);
    const id = await planned(csv(isbns.map((isbn) => row(isbn, "Twofold"))));
    await commitImport(desk, id);
    const runs = await Promise.all([run(id, 5), run(id, 5), run(id, 5)]);
    expect(runs.map(({ state }) => state).sort()).toEqual(["busy", "busy", "done"]);
    expect((await getImport(desk, id)).committed).toEqual({ created: 30, updated: 0, unchanged: 0, failed: 0 });
  });

  it("CAT-6 one that was thought dead writes nothing any more", async () => {
    const id = await planned(csv(Array.from({ length: 20 }, () => row(anIsbn(), "Fenced"))));
    await commitImport(desk, id);
    const slow = run(id, 1);
    while ((await getImportProgress(desk, id)).rows === 0);
    await db.execute(sql`update imports set claimed_until = now() - interval '1 second' where id = ${id}`);
    const taken = await run(id, 4);
    const old = await slow;
    expect([taken.state, old.state].sort()).toEqual(expect.arrayContaining(["done"]));
    expect((await getImport(desk, id)).committed).toEqual({ created: 20, updated: 0, unchanged: 0, failed: 0 });
  });
});

describe("many books", () => {
  it("CAT-6 are known to whoever plans queries as soon as the file is done", async () => {
    const known = async () => {
      const { rows } = await db.execute<{ fewest: number }>(sql`
        select min(reltuples)::int as fewest from pg_class where relname in ('books', 'works', 'search_documents')`);
      return rows[0]?.fewest ?? 0;
    };
    await committed(csv([row(anIsbn(), "Alone")]));
    const before = await known();
    await committed(csv(Array.from({ length: 1_200 }, (_, i) => row(anIsbn(), `Many ${i}`))));
    expect((await known()) - before).toBeGreaterThanOrEqual(1_000);
  });
});
