import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Keep, type Keepable } from "./keep.ts";

interface Thing extends Keepable {
  made: number;
}

let made = 0;
const thing = (given: Partial<Thing> = {}): Thing => ({
  made: ++made,
  size: 10,
  shelf: "pages",
  tags: [],
  fresh: 1_000,
  stale: 0,
  ...given,
});
const make = (given?: Partial<Thing>) => async () => thing(given);
const isHit = (found: unknown) => !(found instanceof Promise);

describe("the keep", () => {
  it("DSC-1 makes a thing once, also for all who ask while it is made, and then has it at once", async () => {
    const keep = new Keep<Thing>({ pages: 100 });
    const making = vi.fn(make());
    const [one, two] = await Promise.all([keep.get("a", making), keep.get("a", making)]);
    expect(making).toHaveBeenCalledTimes(1);
    expect([two, keep.get("a", making)]).toEqual([one, one]);
  });

  it("DSC-1 what failed is not kept, and everyone who waited hears of it", async () => {
    const keep = new Keep<Thing>({ pages: 100 });
    const failing = async () => Promise.reject(new Error("no database"));
    const all = await Promise.allSettled([keep.get("a", failing), keep.get("a", failing)]);
    expect(all.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await keep.get("a", make())).toMatchObject({ size: 10 });
  });

  it("DSC-1 a purge by tag reaches what bears the tag, what bears unknown ones, and nothing else", async () => {
    const keep = new Keep<Thing>({ pages: 100 });
    await keep.get("a", make({ tags: ["book:a"] }));
    await keep.get("b", make({ tags: ["book:b"] }));
    await keep.get("shelf", make({ tags: ["book:a", "book:b"] }));
    await keep.get("?", make({ tags: null }));
    keep.purge("book:a");
    expect(isHit(keep.get("b", make({ tags: ["book:b"] })))).toBe(true);
    for (const key of ["a", "shelf", "?"]) expect(isHit(keep.get(key, make())), key).toBe(false);
  });

  it("DSC-1 after an unnamed change everything must be confirmed, and what still holds is told to whoever makes it", async () => {
    const keep = new Keep<Thing>({ pages: 100 });
    const before = await keep.get("a", make());
    keep.purge();
    const confirm = vi.fn(async (old: Thing | undefined) => old ?? thing());
    expect(await keep.get("a", confirm)).toBe(before);
    expect(confirm).toHaveBeenCalledWith(before);
    expect(isHit(keep.get("a", confirm))).toBe(true);
  });

  it("DSC-1 what was begun before a change is given to nobody who asks after it, and never outlives what was begun later", async () => {
    const keep = new Keep<Thing>({ pages: 100 });
    const [early, late] = [Promise.withResolvers<Thing>(), Promise.withResolvers<Thing>()];
    const first = keep.get("a", () => early.promise);
    keep.purge("book:a");
    const second = keep.get("a", () => late.promise);
    const [old, current] = [thing({ tags: ["book:a"] }), thing({ tags: ["book:a"] })];
    late.resolve(current);
    expect(await second).toBe(current);
    early.resolve(old);
    expect(await first).toBe(old);
    expect(keep.get("a", make())).toBe(current);
  });

  it("DSC-1 what was begun before a change and ended after it is outdated from the start", async () => {
    const keep = new Keep<Thing>({ pages: 100 });
    const slow = Promise.withResolvers<Thing>();
    const first = keep.get("a", () => slow.promise);
    keep.purge("book:a");
    slow.resolve(thing({ tags: ["book:a"] }));
    await first;
    expect(isHit(keep.get("a", make()))).toBe(false);
  });

  it("DSC-1 time ends what has one: stale for a while it is served and made anew behind, then no more", async () => {
    let now = 0;
    const keep = new Keep<Thing>({ pages: 100 }, () => now);
    const lasting = make({ fresh: 100, stale: 50 });
    const first = await keep.get("a", lasting);
    now = 99;
    expect(keep.get("a", lasting)).toBe(first);
    now = 100;
    const anew = vi.fn(lasting);
    expect([keep.get("a", anew), keep.get("a", anew)]).toEqual([first, first]);
    expect(anew).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(keep.get("a", anew)).not.toBe(first));
    now = 260;
    expect(isHit(keep.get("a", anew))).toBe(false);
  });

  it("DSC-1 a renewal that fails behind leaves what there is until its time is over", async () => {
    let now = 0;
    const keep = new Keep<Thing>({ pages: 100 }, () => now);
    const first = await keep.get("a", make({ fresh: 100, stale: 50 }));
    now = 120;
    const failing = async () => Promise.reject(new Error("no database"));
    expect(keep.get("a", failing)).toBe(first);
    await Promise.resolve();
    expect(keep.get("a", failing)).toBe(first);
    now = 150;
    await expect(keep.get("a", failing)).rejects.toThrow("no database");
  });

  it("DSC-1 what says that it must not be kept is given to those who wait and replaces what was", async () => {
    const keep = new Keep<Thing>({ pages: 100 });
    await keep.get("a", make({ tags: ["x"] }));
    keep.purge("x");
    expect(await keep.get("a", make({ fresh: 0 }))).toMatchObject({ fresh: 0 });
    expect(keep.figures()).toEqual({ pages: { entries: 0, bytes: 0 } });
  });

  it("SEC-1 one kind never drives out another, and the least recently used goes first", async () => {
    const keep = new Keep<Thing>({ pages: 30, missing: 20 });
    for (const key of ["a", "b", "c"]) await keep.get(key, make());
    for (let i = 0; i < 50; i++) await keep.get(`junk ${i}`, make({ shelf: "missing" }));
    expect(keep.figures()).toEqual({ pages: { entries: 3, bytes: 30 }, missing: { entries: 2, bytes: 20 } });
    void keep.get("a", make());
    await keep.get("d", make());
    expect(["a", "b", "c", "d"].map((key) => isHit(keep.get(key, make({ fresh: 0 }))))).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it("SEC-1 what is larger than its whole shelf drives out nothing", async () => {
    const keep = new Keep<Thing>({ pages: 30 });
    await keep.get("a", make());
    await keep.get("huge", make({ size: 31 }));
    expect(keep.figures()).toEqual({ pages: { entries: 1, bytes: 10 } });
  });

  it("SEC-1 CAT-6 more changes than it remembers outdate what they reach and what is being made, and nothing else", async () => {
    const keep = new Keep<Thing>({ pages: 100 });
    for (const key of ["a", "b", "last"]) await keep.get(key, make({ tags: [key] }));
    const slow = Promise.withResolvers<Thing>();
    const making = keep.get("slow", () => slow.promise);
    keep.purge("b");
    for (let i = 1; i < 10_000; i++) keep.purge(`book:${i}`);
    keep.purge("last");
    slow.resolve(thing({ tags: ["slow"] }));
    await making;
    expect(["a", "b", "last", "slow"].map((key) => isHit(keep.get(key, make())))).toEqual([true, false, false, false]);
  });

  it("DSC-1 CAT-6 what need only be seen within a time is served as it was for so long at most, while it is made anew once", async () => {
    let now = 0;
    const keep = new Keep<Thing>({ pages: 100 }, () => now);
    const listed = make({ tags: ["lists"], fresh: 1e6 });
    const [busy, quiet] = [await keep.get("busy", listed), await keep.get("quiet", listed)];
    await keep.get("?", make({ tags: null }));
    keep.purge("lists", 15_000);
    expect(isHit(keep.get("?", make())), "what nobody knows may be anything").toBe(false);
    const anew = vi.fn(listed);
    expect([keep.get("busy", anew), keep.get("busy", anew)]).toEqual([busy, busy]);
    await vi.waitFor(() => expect(keep.get("busy", anew)).not.toBe(busy));
    expect(anew).toHaveBeenCalledTimes(1);
    now = 14_999;
    keep.purge("lists", 15_000); // said again, it is not put off
    expect(keep.get("quiet", async () => Promise.reject(new Error("no database")))).toBe(quiet);
    now = 15_000;
    await expect(keep.get("quiet", async () => Promise.reject(new Error("no database")))).rejects.toThrow(
      "no database",
    );
    keep.purge("lists", 15_000);
    expect(isHit(keep.get("quiet", listed)), "nor by another change").toBe(false);
    expect(isHit(keep.get("busy", listed)), "which makes it anew, too").toBe(false);
  });

  it("DSC-1 CAT-6 a change that must be seen is seen, also while another need not be", async () => {
    const keep = new Keep<Thing>({ pages: 100 });
    const page = make({ tags: ["lists", "book:a"] });
    for (const [first, second] of [
      ["lists", "book:a"],
      ["lists", "lists"],
    ] as const) {
      await keep.get("a", page);
      keep.purge(first, 900);
      keep.purge(second);
      expect(isHit(keep.get("a", page))).toBe(false);
      await keep.get("a", page);
      keep.purge(first);
      keep.purge(second, 900);
      expect(isHit(keep.get("a", page))).toBe(false);
      await keep.get("a", page);
    }
  });

  it("DSC-1 whatever is asked, changed, begun and ended in whatever order: nothing older than the last change that must be seen is served, and the bounds hold", async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant("ask" as const), key: fc.integer({ min: 0, max: 4 }) }),
      fc.record({ do: fc.constant("end" as const), nth: fc.nat(9) }),
      fc.record({
        do: fc.constant("change" as const),
        tag: fc.integer({ min: 0, max: 2 }),
        within: fc.constantFrom(0, 50, 15_000),
      }),
      fc.record({ do: fc.constant("lose" as const) }),
      fc.record({ do: fc.constant("wait" as const), ms: fc.oneof(fc.nat(80), fc.nat(20_000)) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        let now = 0;
        let clock = 0;
        /** The world: when each tag last changed. A thing shows the world of the moment it was begun. */
        const changed = [0, 0, 0];
        const soon: { tag: number; moment: number; until: number }[] = [];
        let lost = 0;
        const keep = new Keep<Thing>({ pages: 35, missing: 20 }, () => now);
        const open: (() => void)[] = [];
        const tagsOf = (key: number) => [key % 3, (key + 1) % 3];
        const promised: Promise<void>[] = [];
        for (const each of steps) {
          const moment = ++clock;
          if (each.do === "ask") {
            const { key } = each;
            const found = keep.get(String(key), () => {
              const begun = ++clock;
              return new Promise<Thing>((resolve) =>
                open.push(() =>
                  resolve(
                    thing({
                      made: begun,
                      tags: tagsOf(key).map(String),
                      shelf: key === 4 ? "missing" : "pages",
                      fresh: 30_000,
                      stale: 20,
                    }),
                  ),
                ),
              );
            });
            const overdue = soon.filter(({ tag, until }) => tagsOf(key).includes(tag) && now >= until);
            const lastChange = Math.max(
              ...[lost, ...tagsOf(key).map((tag) => changed[tag] ?? 0), ...overdue.map((change) => change.moment)],
            );
            const check = (entry: Thing) => expect(entry.made).toBeGreaterThan(lastChange);
            if (found instanceof Promise) promised.push(found.then(check));
            else check(found);
          } else if (each.do === "end") {
            open.splice(each.nth % Math.max(1, open.length), 1)[0]?.();
            await new Promise((resolve) => setImmediate(resolve));
          } else if (each.do === "change") {
            if (each.within > 0) soon.push({ tag: each.tag, moment, until: now + each.within });
            else changed[each.tag] = moment;
            keep.purge(String(each.tag), each.within);
          } else if (each.do === "lose") {
            lost = moment;
            keep.purge();
          } else now += each.ms;
          for (const [name, most] of [
            ["pages", 35],
            ["missing", 20],
          ] as const) {
            expect(keep.figures()[name]?.bytes).toBeLessThanOrEqual(most);
          }
        }
        for (const end of open) end();
        await Promise.all(promised);
      }),
      { numRuns: 300 },
    );
  });
});
