import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { anAccount, as, guest, job, openTestShop } from "../../tests/world.ts";
import { withClient } from "../../tests/database.ts";
import { newId } from "../_kernel/ids.ts";
import type { Ctx } from "../context.ts";
import { deactivateUser, removeAccount } from "../identity/index.ts";
import {
  countUnread,
  listNotifications,
  listPreferences,
  notify,
  readAllNotifications,
  readNotification,
  savePreferences,
  switchOff,
  wanting,
} from "./index.ts";
import { everyChoice, NOTIFICATIONS_A_PAGE, preferencesInput, type NotificationToWrite } from "./model.ts";

const shop = openTestShop();
const worker = as(shop, job);
const nobody = as(shop, guest);

const aReader = async () => {
  const account = await anAccount(shop);
  return { ...account, own: as(shop, account.actor) };
};
const backIn = (userId: string, dedupeKey: string | null = null): NotificationToWrite => ({
  userId,
  kind: "restock",
  data: { bookId: newId(new Date()), slug: "a-book", title: "A Book" },
  dedupeKey,
});
const write = (rows: NotificationToWrite[]) => worker.transact((tx) => notify(tx, worker, rows));
const first = async (own: Ctx) => {
  const [notification] = (await listNotifications(own, 1)).items;
  if (!notification) throw new Error("nothing there");
  return notification;
};

describe("MSG-5 writing", () => {
  it("MSG-5 many at once, each person one with the same key, however often it comes", async () => {
    const readers = await Promise.all(Array.from({ length: 30 }, aReader));
    const rows = readers.map(({ id }) => backIn(id, "restock:1"));
    expect(await write([])).toBe(0);
    const both = await Promise.all([write(rows), write(rows)]);
    expect(both[0] + both[1]).toBe(30);
    expect(await write(rows)).toBe(0);
    for (const { own } of readers) expect(await countUnread(own)).toBe(1);
  });

  it("MSG-5 one without a key comes each time", async () => {
    const reader = await aReader();
    expect(await write([backIn(reader.id), backIn(reader.id)])).toBe(2);
    expect(await countUnread(reader.own)).toBe(2);
  });

  it("MSG-5 a deactivated or deleted person gets nothing, and holds up no other", async () => {
    const [gone, off, there] = [await aReader(), await aReader(), await aReader()];
    const admin = await anAccount(shop, { role: "admin" });
    expect((await deactivateUser(as(shop, admin.actor), { id: off.id, reason: "asked for it" })).ok).toBe(true);
    await write([backIn(gone.id)]);
    await gone.own.transact((tx) => removeAccount(tx, gone.own));
    expect(await write([backIn(gone.id), backIn(off.id), backIn(there.id)])).toBe(1);
    expect(await countUnread(there.own)).toBe(1);
    const { rows } = await shop.database.db.execute(
      sql`select id from notifications where user_id in (${gone.id}, ${off.id})`,
    );
    expect(rows).toEqual([]);
  });

  it("MSG-5 somebody whose account is deleted meanwhile fails nobody's notification", async () => {
    const [leaving, staying] = [await aReader(), await aReader()];
    let written: Promise<number> | undefined;
    await leaving.own.transact(async (tx) => {
      await removeAccount(tx, leaving.own);
      written = write([backIn(leaving.id), backIn(staying.id)]);
      for (let waits = false; !waits;) {
        const { rows } = await shop.database.db.execute<{ n: number }>(
          sql`select count(*)::int as n from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock' and query like '%jsonb_to_recordset%'`,
        );
        waits = rows[0]?.n === 1;
      }
    });
    expect(await written).toBe(1);
    expect(await countUnread(staying.own)).toBe(1);
  });

  it("MSG-5 web processes hear whose have changed, and '*' where it is very many", async () => {
    const readers = await Promise.all(Array.from({ length: 101 }, aReader));
    const [one] = readers;
    if (!one) throw new Error("nobody");
    await withClient(process.env.DATABASE_URL ?? "", async (client) => {
      const heard: (string | undefined)[] = [];
      client.on("notification", ({ payload }) => heard.push(payload));
      await client.query("listen notifications");
      const told = async () => {
        await client.query("select 1");
        return heard.splice(0);
      };
      await write([backIn(one.id), backIn(one.id)]);
      expect(await told()).toEqual([one.id]);
      await readNotification(one.own, (await first(one.own)).id);
      expect(await told()).toEqual([one.id]);
      await readNotification(one.own, (await first(one.own)).id);
      expect(await told()).toEqual([]);
      await write(readers.map(({ id }) => backIn(id)));
      expect(await told()).toEqual(["*"]);
    });
  });
});

describe("MSG-5 reading", () => {
  it("MSG-5 shows one's own, newest first, by pages", async () => {
    const [reader, other] = [await aReader(), await aReader()];
    for (let i = 0; i <= NOTIFICATIONS_A_PAGE; i++) await write([backIn(reader.id, `n:${i}`)]);
    await write([backIn(other.id)]);
    const page = await listNotifications(reader.own, 1);
    expect(page).toMatchObject({ total: NOTIFICATIONS_A_PAGE + 1, pages: 2 });
    expect(page.items).toHaveLength(NOTIFICATIONS_A_PAGE);
    const times = page.items.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect((await listNotifications(reader.own, 2)).items).toHaveLength(1);
    expect((await listNotifications((await aReader()).own, 1)).items).toEqual([]);
    await expect(listNotifications(nobody, 1)).rejects.toThrow("UNAUTHENTICATED");
    expect(await countUnread(nobody)).toBe(0);
  });

  it("MSG-5 marks one as read, and keeps its time on a second click; others' are not found", async () => {
    const [reader, other] = [await aReader(), await aReader()];
    await write([backIn(reader.id), backIn(reader.id)]);
    const { id } = await first(reader.own);
    const read = await readNotification(reader.own, id);
    expect(read).toMatchObject({ ok: true, value: { id, kind: "restock", data: { slug: "a-book" } } });
    expect(await countUnread(reader.own)).toBe(1);
    expect(await readNotification(reader.own, id)).toEqual(read);
    for (const wrong of [newId(new Date()), "no id"]) {
      expect(await readNotification(reader.own, wrong)).toEqual({ ok: false, code: "NOT_FOUND" });
    }
    const rest = (await listNotifications(reader.own, 1)).items.find((each) => each.id !== id);
    expect(await readNotification(other.own, rest?.id ?? "")).toEqual({ ok: false, code: "NOT_FOUND" });
    expect(await countUnread(reader.own)).toBe(1);
    await expect(readNotification(nobody, id)).rejects.toThrow("UNAUTHENTICATED");
  });

  it("MSG-5 marks all as read; one's own alone; a second click finds none", async () => {
    const [reader, other] = [await aReader(), await aReader()];
    await write([backIn(reader.id), backIn(reader.id), backIn(other.id)]);
    expect(await readAllNotifications(reader.own)).toEqual({ ok: true, value: { read: 2 } });
    expect(await readAllNotifications(reader.own)).toEqual({ ok: true, value: { read: 0 } });
    expect(await countUnread(other.own)).toBe(1);
    await expect(readAllNotifications(nobody)).rejects.toThrow("UNAUTHENTICATED");
  });
});

describe("MSG-5 preferences", () => {
  it("MSG-5 everything is wanted until it is switched off, and again when it is switched on", async () => {
    const reader = await aReader();
    expect(await listPreferences(reader.own)).toEqual(everyChoice.map((choice) => ({ ...choice, wanted: true })));
    const off = [{ kind: "restock", channel: "in_app", wanted: false }] as const;
    for (let click = 1; click <= 2; click++) expect((await savePreferences(reader.own, off)).ok).toBe(true);
    expect((await listPreferences(reader.own)).filter(({ wanted }) => !wanted)).toEqual(off);
    expect(await write([backIn(reader.id)])).toBe(0);
    const paid = { orderId: newId(new Date()), number: "OCT-1", state: "paid" } as const;
    expect(await write([{ userId: reader.id, kind: "order_state", data: paid, dedupeKey: null }])).toBe(1);
    await savePreferences(reader.own, [{ kind: "restock", channel: "in_app", wanted: true }]);
    expect(await write([backIn(reader.id)])).toBe(1);
    await savePreferences(reader.own, []);
    await expect(listPreferences(nobody)).rejects.toThrow("UNAUTHENTICATED");
    await expect(savePreferences(nobody, off)).rejects.toThrow("UNAUTHENTICATED");
  });

  it("MSG-5 others ask who wants a mail: whoever is there and has not switched it off, by link or page", async () => {
    const [keen, tired, asleep] = [await aReader(), await aReader(), await aReader()];
    const admin = await anAccount(shop, { role: "admin" });
    await deactivateUser(as(shop, admin.actor), { id: asleep.id, reason: "asked for it" });
    const asked = [keen.id, tired.id, asleep.id, newId(new Date())];
    const who = () => worker.transact((tx) => wanting(tx, "restock", "mail", asked));
    expect(await who()).toEqual(new Set([keen.id, tired.id]));
    for (let click = 1; click <= 2; click++) {
      await worker.transact((tx) => switchOff(tx, tired.id, "restock", "mail"));
    }
    expect(await who()).toEqual(new Set([keen.id]));
    expect(await worker.transact((tx) => wanting(tx, "review_invitation", "mail", asked))).toEqual(
      new Set([keen.id, tired.id]),
    );
    expect(await worker.transact((tx) => wanting(tx, "restock", "mail", []))).toEqual(new Set());
    expect(await write([backIn(tired.id)])).toBe(1);
  });

  it("MSG-5 mails that belong to an order are no choice", () => {
    expect(preferencesInput.safeParse([{ kind: "order_state", channel: "mail", wanted: false }]).success).toBe(false);
    expect(preferencesInput.safeParse([{ kind: "nonsense", channel: "in_app", wanted: false }]).success).toBe(false);
    expect(preferencesInput.safeParse([{ kind: "restock", channel: "mail", wanted: false }]).success).toBe(true);
  });
});
