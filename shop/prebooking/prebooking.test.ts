import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aBook, aCrowd, anAccount, as, guest, job, openTestShop, password, person } from "../../tests/world.ts";
import { AccessDenied, NotFound } from "../_kernel/errors.ts";
import { newId } from "../_kernel/ids.ts";
import { archiveBook, correctStock, receiveStock, restoreBook } from "../catalog/index.ts";
import { listNotifications, savePreferences, unsubscribe, unsubscribeToken } from "../notifications/index.ts";
import { deactivateUser } from "../identity/index.ts";
import { deleteAccount, exportPersonalData } from "../privacy/index.ts";
import {
  announceRestocks,
  cancelPrebooking,
  countDemand,
  getDemand,
  listDemand,
  listMyPrebookings,
  prebook,
} from "./index.ts";
import { demandFilter } from "./model.ts";

const shop = openTestShop({ max: 20 });
const { db } = shop.database;
const desk = as(shop, person("staff"));
const worker = as(shop, job);

const aReader = async () => {
  const account = await anAccount(shop);
  return { ...account, own: as(shop, account.actor) };
};
const waitFor = async (own: ReturnType<typeof as>, bookId: string) => {
  const made = await prebook(own, { bookId });
  if (!made.ok) throw new Error(made.code);
  return made.value.id;
};
const receive = (bookId: string, quantity = 1) =>
  receiveStock(desk, { lines: [{ isbn: bookId, quantity }], note: null });
const statesOf = async (bookId: string) => {
  const { rows } = await db.execute<{ state: string; n: number }>(
    sql`select case when p.cancelled_at is not null then 'cancelled' when r.restocked_at is null then 'waiting' else 'notified' end as state,
      count(*)::int as n from prebookings p join prebooking_rounds r on r.id = p.round_id where r.book_id = ${bookId} group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};
const restockOf = async (bookId: string) => {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from prebooking_rounds where book_id = ${bookId} and restocked_at is not null`);
  return rows[0]?.id ?? "";
};
const mailsTo = async (email: string) => {
  const { rows } = await db.execute<{ state: string }>(
    sql`select state from mails where kind = 'restock_alert' and recipient = ${email} order by created_at`,
  );
  return rows.map(({ state }) => state);
};
const bell = async (own: ReturnType<typeof as>) => (await listNotifications(own, 1)).items.map(({ kind }) => kind);

describe("PRE-1 waiting for a book", () => {
  it("PRE-1 is noted for a book that is out of stock; a second click and a book in stock are refused", async () => {
    const { own } = await aReader();
    const book = await aBook(shop, { stock: 0 });
    expect(await prebook(own, { bookId: book.id })).toMatchObject({ ok: true });
    expect(await prebook(own, { bookId: book.id })).toEqual({ ok: false, code: "ALREADY_PREBOOKED" });
    const there = await aBook(shop, { stock: 1 });
    expect(await prebook(own, { bookId: there.id })).toEqual({ ok: false, code: "BOOK_IN_STOCK" });
    expect(await statesOf(book.id)).toEqual({ waiting: 1 });
    expect(await statesOf(there.id)).toEqual({});
  });

  it("PRE-1 a book that is not sold, or none at all, is unavailable; a guest has to say who they are", async () => {
    const { own } = await aReader();
    const archived = await aBook(shop, { stock: 0, archived: true });
    for (const bookId of [archived.id, newId(new Date()), "no id"]) {
      expect(await prebook(own, { bookId })).toEqual({ ok: false, code: "BOOK_UNAVAILABLE" });
    }
    await expect(prebook(as(shop, guest), { bookId: archived.id })).rejects.toEqual(
      new AccessDenied("UNAUTHENTICATED"),
    );
  });

  it("PRE-1 of ten clicks at once one counts", async () => {
    const { own } = await aReader();
    const book = await aBook(shop, { stock: 0 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => prebook(own, { bookId: book.id })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.flatMap((answer) => (answer.ok ? [] : answer.code))).toEqual(Array(9).fill("ALREADY_PREBOOKED"));
  });
});

describe("PRE-2 PRE-5 one's own", () => {
  it("PRE-2 PRE-5 shows states and times; cancelling keeps the record, and one may ask again after it and after a restock", async () => {
    const { own } = await aReader();
    const book = await aBook(shop, { stock: 0, title: "Middlemarch" });
    const first = await waitFor(own, book.id);
    expect(await cancelPrebooking(own, first)).toEqual({ ok: true, value: { bookId: book.id } });
    expect(await cancelPrebooking(own, first), "a second click").toMatchObject({ ok: true });
    const second = await waitFor(own, book.id);
    await receive(book.id);
    expect(await cancelPrebooking(own, second)).toEqual({ ok: false, code: "ALREADY_DONE" });
    expect(await prebook(own, { bookId: book.id })).toMatchObject({ code: "BOOK_IN_STOCK" });
    await correctStock(desk, { bookId: book.id, stock: 0, seen: 1, note: "lost" });
    const third = await waitFor(own, book.id);
    const { items, total } = await listMyPrebookings(own, { page: 1 });
    expect(total).toBe(3);
    expect(items).toMatchObject([
      { id: third, state: "waiting", notifiedAt: null, cancelledAt: null, book: { title: "Middlemarch", sold: true } },
      { id: second, state: "notified", notifiedAt: expect.any(Date), cancelledAt: null },
      { id: first, state: "cancelled", notifiedAt: null, cancelledAt: expect.any(Date) },
    ]);
  });

  it("PRE-2 others' are not found, neither in the list nor to be cancelled", async () => {
    const [one, other] = [await aReader(), await aReader()];
    const id = await waitFor(one.own, (await aBook(shop, { stock: 0 })).id);
    for (const wrong of [id, newId(new Date()), "no id"]) {
      expect(await cancelPrebooking(other.own, wrong)).toEqual({ ok: false, code: "NOT_FOUND" });
    }
    expect(await listMyPrebookings(other.own, { page: 1 })).toMatchObject({ items: [], total: 0 });
    await expect(listMyPrebookings(as(shop, guest), { page: 1 })).rejects.toThrow("UNAUTHENTICATED");
    await expect(cancelPrebooking(as(shop, guest), id)).rejects.toThrow("UNAUTHENTICATED");
  });

  it("PRE-2 IDN-8 they are in the copy of one's data, and gone with the account", async () => {
    const { own, id } = await aReader();
    await waitFor(own, (await aBook(shop, { stock: 0, title: "Persuasion" })).id);
    expect((await exportPersonalData(own)).prebookings).toMatchObject([{ title: "Persuasion", state: "waiting" }]);
    await deleteAccount(own, { password, confirmation: null });
    const { rows } = await db.execute(sql`select 1 from prebookings where user_id = ${id}`);
    expect(rows).toEqual([]);
  });
});

describe("PRE-3 telling", () => {
  it("PRE-3 everybody who waits is notified with the time, atomically with the stock, and told once by each way", async () => {
    const readers = await Promise.all(Array.from({ length: 5 }, aReader));
    const book = await aBook(shop, { stock: 0 });
    for (const { own } of readers) await waitFor(own, book.id);
    await receive(book.id, 2);
    expect(await statesOf(book.id)).toEqual({ notified: 5 });
    for (const { own, email } of readers) {
      expect(await bell(own), "not before the worker comes").toEqual([]);
      expect(await mailsTo(email)).toEqual([]);
    }
    expect(await announceRestocks(worker, await restockOf(book.id))).toBe(5);
    expect(await announceRestocks(worker, await restockOf(book.id)), "a second run").toBe(0);
    await receive(book.id, 2);
    await announceRestocks(worker, null);
    for (const { own, email } of readers) {
      expect(await bell(own)).toEqual(["restock"]);
      expect(await mailsTo(email)).toEqual(["queued"]);
    }
  });

  it("PRE-3 what is rolled back notifies nobody", async () => {
    const { own } = await aReader();
    const book = await aBook(shop, { stock: 0 });
    await waitFor(own, book.id);
    const lost = receiveStock(
      { ...desk, transact: (fn) => desk.transact(async (tx) => (await fn(tx), Promise.reject(new Error("broke")))) },
      { lines: [{ isbn: book.id, quantity: 1 }], note: null },
    );
    await expect(lost).rejects.toThrow("broke");
    expect(await statesOf(book.id)).toEqual({ waiting: 1 });
  });

  it("PRE-3 each chooses the ways; who is deactivated, gone or has cancelled gets nothing", async () => {
    const [all, noMail, noBell, off, gone, cancelled, unsubscribed] = [
      await aReader(),
      await aReader(),
      await aReader(),
      await aReader(),
      await aReader(),
      await aReader(),
      await aReader(),
    ];
    const book = await aBook(shop, { stock: 0 });
    for (const { own } of [all, noMail, noBell, off, gone, unsubscribed]) await waitFor(own, book.id);
    await cancelPrebooking(cancelled.own, await waitFor(cancelled.own, book.id));
    await savePreferences(noMail.own, [{ kind: "restock", channel: "mail", wanted: false }]);
    await savePreferences(noBell.own, [{ kind: "restock", channel: "in_app", wanted: false }]);
    await unsubscribe(as(shop, guest), unsubscribeToken(worker, unsubscribed.id, "restock"));
    await receive(book.id);
    await deactivateUser(as(shop, person("admin")), { id: off.id, reason: "asked for it" });
    await deleteAccount(gone.own, { password, confirmation: null });
    await announceRestocks(worker, null);
    const got = async ({ own, email }: Awaited<ReturnType<typeof aReader>>) => [
      (await bell(own)).length,
      (await mailsTo(email)).length,
    ];
    expect(await got(all)).toEqual([1, 1]);
    expect(await got(noMail)).toEqual([1, 0]);
    expect(await got(noBell)).toEqual([0, 1]);
    expect(await got(unsubscribed)).toEqual([1, 0]);
    for (const nobody of [off, gone, cancelled]) expect(await got(nobody)).toEqual([0, 0]);
  });

  it("PRE-3 a book that is taken out of the shop is announced when it is on sale again and there", async () => {
    const { own } = await aReader();
    const book = await aBook(shop, { stock: 0 });
    await waitFor(own, book.id);
    await archiveBook(desk, book.id);
    await receive(book.id);
    expect(await statesOf(book.id)).toEqual({ waiting: 1 });
    await restoreBook(desk, book.id);
    expect(await statesOf(book.id)).toEqual({ notified: 1 });
  });

  it("PRE-3 a save writes no row for anybody who waits: it takes as long for twenty thousand as for one", async () => {
    const book = await aBook(shop, { stock: 0 });
    const people = 20_000;
    await aCrowd(shop, book.id, { people, active: false });
    await receive(book.id);
    expect(await statesOf(book.id)).toEqual({ notified: people });
    const { rows } = await db.execute(sql`
      select p.id from prebookings p join prebooking_rounds r on r.id = p.round_id where r.book_id = ${book.id} and p.xmin = r.xmin`);
    expect(rows, "rows of people that the save's transaction wrote").toEqual([]);
    // the worker of the other tests need not walk past all of them
    await db.execute(
      sql`delete from prebookings using prebooking_rounds r where r.id = round_id and r.book_id = ${book.id}`,
    );
  });

  it("PRE-3 only the shop's own jobs tell", async () => {
    await expect(announceRestocks(desk, null)).rejects.toEqual(new AccessDenied("FORBIDDEN"));
  });
});

describe("PRE-4 the desk", () => {
  it("PRE-4 sees who waits for what, since when, how many; sorted, narrowed and by pages", async () => {
    const [a, b, c] = [await aReader(), await aReader(), await aReader()];
    const much = await aBook(shop, { stock: 0, title: "Zebra much wanted" });
    const little = await aBook(shop, { stock: 0, title: "Aardvark little wanted" });
    await waitFor(a.own, little.id);
    for (const { own } of [a, b, c]) await waitFor(own, much.id);
    const wanted = async (given: object) =>
      (await listDemand(desk, demandFilter.parse({ text: "wanted", ...given }))).items.map(({ title }) => title);
    expect(await wanted({})).toEqual(["Zebra much wanted", "Aardvark little wanted"]);
    expect(await wanted({ sort: "title", direction: "asc" })).toEqual(["Aardvark little wanted", "Zebra much wanted"]);
    expect(await wanted({ sort: "since", direction: "asc" })).toEqual(["Aardvark little wanted", "Zebra much wanted"]);
    expect(await wanted({ least: 2 })).toEqual(["Zebra much wanted"]);
    expect(await wanted({ text: "aardvark" })).toEqual(["Aardvark little wanted"]);
    expect(await wanted({ state: "archived" })).toEqual([]);
    expect(await wanted({ page: 2 })).toEqual([]);
    const [row] = (await listDemand(desk, demandFilter.parse({ text: "zebra" }))).items;
    expect(row).toMatchObject({ bookId: much.id, waiting: 3, stock: 0, archived: false, since: expect.any(Date) });
    const { book, people } = await getDemand(desk, much.id, { page: 1 });
    expect(book.title).toBe("Zebra much wanted");
    expect(people.items.map(({ email }) => email)).toEqual([a.email, b.email, c.email]);
    expect((await countDemand(desk)).people).toBeGreaterThanOrEqual(4);
    await cancelPrebooking(a.own, (await listMyPrebookings(a.own, { page: 1 })).items[0]?.id ?? "");
    expect((await getDemand(desk, much.id, { page: 1 })).people.total).toBe(2);
  });

  it("PRE-4 IDN-6 nobody else does", async () => {
    for (const [actor, code] of [
      [guest, "UNAUTHENTICATED"],
      [person("customer"), "FORBIDDEN"],
    ] as const) {
      const other = as(shop, actor);
      const denied = new AccessDenied(code);
      await expect(listDemand(other, demandFilter.parse({}))).rejects.toEqual(denied);
      await expect(countDemand(other)).rejects.toEqual(denied);
      await expect(getDemand(other, newId(new Date()), { page: 1 })).rejects.toEqual(denied);
    }
    for (const wrong of [newId(new Date()), "no id"]) {
      await expect(getDemand(desk, wrong, { page: 1 })).rejects.toEqual(new NotFound("book"));
    }
  });
});

describe("PRE-1 PRE-3 at once", () => {
  it("PRE-1 PRE-3 whoever asks while stock arrives is refused or told, never left waiting", async () => {
    const readers = await Promise.all(Array.from({ length: 12 }, aReader));
    for (let round = 0; round < 8; round++) {
      const book = await aBook(shop, { stock: 0 });
      const [, ...answers] = await Promise.all([
        receive(book.id),
        ...readers.map(({ own }) => prebook(own, { bookId: book.id })),
      ]);
      const noted = answers.filter(({ ok }) => ok).length;
      for (const answer of answers) if (!answer.ok) expect(answer.code).toBe("BOOK_IN_STOCK");
      expect(await statesOf(book.id)).toEqual(noted > 0 ? { notified: noted } : {});
    }
  });

  it("PRE-1 PRE-3 who comes second waits for the first: both ways round", async () => {
    const [first, second] = [await aReader(), await aReader()];
    const book = await aBook(shop, { stock: 0 });
    let arriving: Promise<unknown> | undefined;
    const waits = async () => {
      for (let blocked = false; !blocked;) {
        const { rows } = await db.execute<{ n: number }>(
          sql`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        blocked = rows[0]?.n === 1;
      }
    };
    // pre-booking first: the delivery waits, and finds it
    await prebook(
      {
        ...first.own,
        transact: (fn) =>
          first.own.transact(async (tx) => {
            const value = await fn(tx);
            arriving = receive(book.id);
            await waits();
            return value;
          }),
      },
      { bookId: book.id },
    );
    await arriving;
    expect(await statesOf(book.id)).toEqual({ notified: 1 });

    // delivery first: the pre-booking waits, and is told that it is there
    const other = await aBook(shop, { stock: 0 });
    let asking: ReturnType<typeof prebook> | undefined;
    await receiveStock(
      {
        ...desk,
        transact: (fn) =>
          desk.transact(async (tx) => {
            const value = await fn(tx);
            asking = prebook(second.own, { bookId: other.id });
            await waits();
            return value;
          }),
      },
      { lines: [{ isbn: other.id, quantity: 1 }], note: null },
    );
    expect(await asking).toEqual({ ok: false, code: "BOOK_IN_STOCK" });
    expect(await statesOf(other.id)).toEqual({});
  });

  it("PRE-3 two deliveries at once restock once", async () => {
    const { own, email } = await aReader();
    for (let round = 1; round <= 5; round++) {
      const book = await aBook(shop, { stock: 0 });
      await waitFor(own, book.id);
      await Promise.all([receive(book.id), receive(book.id), receive(book.id)]);
      const { rows } = await db.execute(sql`select 1 from prebooking_rounds where book_id = ${book.id}`);
      expect(rows).toHaveLength(1);
      await Promise.all([announceRestocks(worker, null), announceRestocks(worker, null)]);
      await announceRestocks(worker, null);
      expect(await mailsTo(email)).toHaveLength(round);
    }
  });

  it("PRE-3 cancelled while stock arrives: told or not, never both", async () => {
    const readers = await Promise.all(Array.from({ length: 6 }, aReader));
    for (let round = 0; round < 5; round++) {
      const book = await aBook(shop, { stock: 0 });
      const ids = await Promise.all(readers.map(({ own }) => waitFor(own, book.id)));
      const [, ...answers] = await Promise.all([
        receive(book.id),
        ...readers.map(({ own }, n) => cancelPrebooking(own, ids[n] ?? "")),
      ]);
      const cancelled = answers.filter(({ ok }) => ok).length;
      const states = await statesOf(book.id);
      expect([states.cancelled ?? 0, states.notified ?? 0, states.waiting ?? 0]).toEqual([cancelled, 6 - cancelled, 0]);
      await announceRestocks(worker, null);
      const { rows } = await db.execute<{ n: number }>(
        sql`select count(*)::int as n from mails where kind = 'restock_alert' and data ->> 'bookId' = ${book.id}`,
      );
      expect(rows[0]?.n).toBe(6 - cancelled);
    }
  });
});
