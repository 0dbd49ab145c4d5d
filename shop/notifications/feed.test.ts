import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { withClient } from "../../tests/database.ts";
import { anAccount, as, guest, job, openTestShop, password } from "../../tests/world.ts";
import { newId } from "../_kernel/ids.ts";
import { endAllSessions, findSession, logIn } from "../identity/index.ts";
import { notify, openFeed, readAllNotifications, type Feed } from "./index.ts";
import { STREAMS_A_PERSON } from "./model.ts";

const shop = openTestShop();
const worker = as(shop, job);
const nobody = as(shop, guest);
const url = process.env.DATABASE_URL ?? "";

const feeds: Feed[] = [];
afterEach(async () => {
  await Promise.all(feeds.splice(0).map((feed) => feed.close()));
});

/** A feed as each web process has one: on connections of its own. */
function aFeed(options?: Parameters<typeof openFeed>[2]): Feed {
  const feed = openFeed(shop, url, options);
  feeds.push(feed);
  return feed;
}

function follow(feed: Feed, userId: string, stillThere: () => Promise<boolean> = async () => true) {
  const seen = { heard: [] as number[], ended: false };
  const leave = feed.open({
    userId,
    hear: (unread) => seen.heard.push(unread),
    stillThere,
    end: () => (seen.ended = true),
  });
  return { seen, leave };
}

const write = (...userIds: string[]) =>
  worker.transact((tx) =>
    notify(
      tx,
      worker,
      userIds.map((userId) => ({
        userId,
        kind: "restock",
        data: { bookId: newId(new Date()), slug: "a-book", title: "A Book" },
        dedupeKey: null,
      })),
    ),
  );

describe("MSG-5 the feed", { timeout: 30_000 }, () => {
  it("MSG-5 what one process commits is heard at every other, by whom it concerns alone", async () => {
    const [reader, other] = [await anAccount(shop), await anAccount(shop)];
    const [one, two] = [aFeed(), aFeed()];
    const [here, there, elsewhere] = [follow(one, reader.id), follow(two, reader.id), follow(two, other.id)];
    for (const { seen } of [here, there, elsewhere]) await expect.poll(() => seen.heard.at(-1)).toBe(0);
    const before = elsewhere.seen.heard.length;
    await write(reader.id);
    for (const { seen } of [here, there]) await expect.poll(() => seen.heard.at(-1)).toBe(1);
    await readAllNotifications(as(shop, reader.actor));
    for (const { seen } of [here, there]) await expect.poll(() => seen.heard.at(-1)).toBe(0);
    expect(elsewhere.seen.heard.slice(before).filter((unread) => unread > 0)).toEqual([]);
  });

  it("MSG-5 what is rolled back is not heard; very many at once reach everybody", async () => {
    const readers = await Promise.all(Array.from({ length: 101 }, () => anAccount(shop)));
    const [first] = readers;
    if (!first) throw new Error("nobody");
    const { seen } = follow(aFeed(), first.id);
    await expect.poll(() => seen.heard.at(-1)).toBe(0);
    await expect(
      worker.transact(async (tx) => {
        await tx.execute(sql`insert into notifications (id, user_id, kind, data)
          values (${newId(new Date())}, ${first.id}, 'restock', '{}')`);
        throw new Error("not after all");
      }),
    ).rejects.toThrow();
    await write(...readers.map(({ id }) => id));
    await expect.poll(() => seen.heard.at(-1)).toBe(1);
    expect(seen.heard.filter((unread) => unread > 1)).toEqual([]);
  });

  it("MSG-5 after a lost connection everybody is told what they missed", async () => {
    const reader = await anAccount(shop);
    const { seen } = follow(aFeed(), reader.id);
    await expect.poll(() => seen.heard.at(-1)).toBe(0);
    await withClient(url, async (client) => {
      await client.query("begin");
      await client.query("insert into notifications (id, user_id, kind, data) values ($1, $2, 'restock', '{}')", [
        newId(new Date()),
        reader.id,
      ]);
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'octavo-notifications' and datname = current_database()`,
      );
      await client.query("commit");
    });
    await expect.poll(() => seen.heard.at(-1), { timeout: 10_000 }).toBe(1);
  });

  it("MSG-5 IDN-4 a session that was ended ends its stream; others go on", async () => {
    const reader = await anAccount(shop);
    const entered = await Promise.all([1, 2].map(() => logIn(nobody, { email: reader.email, password })));
    const [kept = "", ended = ""] = entered.map((each) => (each.ok ? each.value.sessionId : ""));
    const feed = aFeed({ recheck: 20 });
    const of = (sessionId: string) =>
      follow(feed, reader.id, async () => (await findSession(nobody, sessionId)) !== null);
    const [staying, leaving] = [of(kept), of(ended)];
    await expect.poll(() => leaving.seen.heard.length).toBeGreaterThan(0);
    await endAllSessions(as(shop, reader.actor), { except: kept });
    await expect.poll(() => leaving.seen.ended).toBe(true);
    await write(reader.id);
    await expect.poll(() => staying.seen.heard.at(-1)).toBe(1);
    expect(staying.seen.ended).toBe(false);
    expect(leaving.seen.heard.at(-1)).toBe(0);
    expect(feed.figures()).toMatchObject({ streams: 1 });
  });

  it("MSG-5 of fifty streams of one person some are open, and one that leaves makes room", async () => {
    const [reader, other] = [await anAccount(shop), await anAccount(shop)];
    const feed = aFeed();
    const opened = Array.from({ length: 50 }, () => follow(feed, reader.id)).filter(({ leave }) => leave !== null);
    expect(opened).toHaveLength(STREAMS_A_PERSON);
    expect(feed.figures().streams).toBe(STREAMS_A_PERSON);
    expect(follow(feed, other.id).leave).not.toBeNull();
    const [first] = opened;
    for (let click = 1; click <= 2; click++) first?.leave?.();
    expect(follow(feed, reader.id).leave).not.toBeNull();
    expect(follow(feed, reader.id).leave).toBeNull();
    expect(feed.figures().streams).toBe(STREAMS_A_PERSON + 1);
    await feed.close();
    expect(feed.figures().streams).toBe(0);
    expect(opened.every(({ seen }) => seen.ended)).toBe(true);
    const { rows } = await shop.database.db.execute<{ n: number }>(
      sql`select count(*)::int as n from pg_stat_activity
          where application_name = 'octavo-notifications' and datname = current_database() and state = 'active'`,
    );
    expect(rows[0]?.n).toBe(0);
  });
});
