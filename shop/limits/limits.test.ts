import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { as, guest, openTestShop } from "../../tests/world.ts";
import { allow, giveBack, networkOf, removeOldLimits } from "./index.ts";
import { limitRules, type LimitName, type LimitRule, type Trier } from "./model.ts";

// Two pools are two processes: neither knows of the other's tries but through the table.
const [shop, other] = [openTestShop(), openTestShop()];
const [here, there] = [as(shop, guest), as(other, guest)];
const { db } = shop.database;

let made = 0;
/** Somebody whom no other test knows. */
const somebody = (): Required<Trier> => ({
  address: `2001:db8:${(++made).toString(16)}::1`,
  account: `reader-${made}@example.org`,
});
const passed = async (tries: Promise<{ ok: boolean }>[]) => (await Promise.all(tries)).filter(({ ok }) => ok).length;
const tries = (name: LimitName, by: "account" | "address") => (limitRules[name] as LimitRule)[by]?.tries ?? 0;

describe("rate limits", () => {
  it("SEC-1 of 50 tries at once through two processes no more pass than the account's limit", async () => {
    for (let round = 0; round < 5; round++) {
      const { account } = somebody();
      const all = Array.from({ length: 50 }, (_, i) =>
        allow(i % 2 ? here : there, "logIn", { account, address: somebody().address }),
      );
      expect(await passed(all)).toBe(tries("logIn", "account"));
    }
  });

  it("SEC-1 nor more than the address's, whatever account they are about", async () => {
    const { address } = somebody();
    const all = Array.from({ length: 50 }, (_, i) =>
      allow(i % 2 ? here : there, "register", { address, account: somebody().account }),
    );
    expect(await passed(all)).toBe(tries("register", "address"));
  });

  it("SEC-1 refusing says when there are tries again, in every process, and other rules and people go on", async () => {
    const who = somebody();
    for (let i = 0; i < tries("reset", "account"); i++) expect((await allow(here, "reset", who)).ok).toBe(true);
    for (const ctx of [here, there, here]) {
      const refused = await allow(ctx, "reset", who);
      expect(refused).toMatchObject({ ok: false, code: "RATE_LIMITED", retryAfterSeconds: expect.any(Number) });
      if (refused.ok) throw new Error("not refused");
      expect(refused.retryAfterSeconds).toBeGreaterThanOrEqual(1);
      expect(refused.retryAfterSeconds).toBeLessThanOrEqual(limitRules.reset.account.seconds);
    }
    expect((await allow(here, "logIn", who)).ok).toBe(true);
    expect((await allow(here, "reset", somebody())).ok).toBe(true);
  });

  it("SEC-1 when its time is over, all tries are there again", async () => {
    const who = somebody();
    const all = () => passed(Array.from({ length: 10 }, () => allow(there, "tracking", who)));
    expect(await all()).toBe(tries("tracking", "account"));
    await db.execute(sql`update rate_limits set expire = 1 where key like 'tracking:%'`);
    // another process, which has not refused them yet: the one that has remembers until when
    expect(await passed(Array.from({ length: 10 }, () => allow(here, "tracking", who)))).toBe(
      tries("tracking", "account"),
    );
  });

  it("SEC-1 an account is the same in any spelling, and a /64 is one caller", async () => {
    const { account } = somebody();
    const spelled = [account, account?.toUpperCase(), ` ${account} `];
    const all = Array.from({ length: 30 }, (_, i) =>
      allow(here, "reset", { account: spelled[i % 3], address: somebody().address }),
    );
    expect(await passed(all)).toBe(tries("reset", "account"));
    const moving = Array.from({ length: 50 }, (_, i) =>
      allow(here, "register", { address: `2001:db8:ffff:1:${i}::${i}`, account: somebody().account }),
    );
    expect(await passed(moving)).toBe(tries("register", "address"));
  });

  it("SEC-1 where only failures count, a success is given back; elsewhere it is not", async () => {
    const who = somebody();
    for (let i = 0; i < 2 * tries("logIn", "account"); i++) {
      expect((await allow(here, "logIn", who)).ok).toBe(true);
      await giveBack(here, "logIn", who);
    }
    for (let i = 0; i < tries("tracking", "account"); i++) {
      expect((await allow(here, "tracking", who)).ok).toBe(true);
      await giveBack(here, "tracking", who);
    }
    expect((await allow(here, "tracking", who)).ok).toBe(false);
  });

  it("SEC-1 IDN-1 no address of a person or a connection stands in the table", async () => {
    const who = { address: "203.0.113.77", account: "nobody.knows@example.org" };
    await allow(here, "logIn", who);
    const { rows } = await db.execute<{ key: string }>(sql`select key from rate_limits`);
    expect(rows.length).toBeGreaterThan(1);
    for (const { key } of rows) expect(key).toMatch(/^[a-zA-Z]+:(?:account|address):[\w-]{43}$/);
  });

  it("SEC-1 a database that does not answer is a fault, and not a way past the limit", async () => {
    const closed = openTestShop();
    await closed.database.close();
    await expect(allow(as(closed, guest), "logIn", somebody())).rejects.toThrow();
  });

  it("SEC-1 counters that count nothing any more are removed, the others stay", async () => {
    await db.execute(sql`delete from rate_limits`);
    await db.execute(sql`insert into rate_limits (key, points, expire) values ('old', 3, 1000)`);
    await allow(here, "logIn", somebody());
    expect(await removeOldLimits(here)).toBe(1);
    expect(await removeOldLimits(here)).toBe(0);
    const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from rate_limits`);
    expect(rows[0]?.n).toBe(2);
  });
});

describe("what counts as one caller", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["203.0.113.7:51234", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
    ["[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["1:2:3:4:5:6:7::", "1:2:3:4::/64"],
    ["", "unknown"],
    ["<script>", "unknown"],
    ["999.1.1.1", "unknown"],
    [null, "unknown"],
  ])("SEC-1 %j counts as %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
