import net from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { withClient } from "../tests/database.ts";
import { everything, expirer, followTags, Running, usedTags, withTags, type Listener } from "./tags.ts";

const url = process.env.DATABASE_URL ?? "";
const notify = (tag: string) => withClient(url, (client) => client.query("select pg_notify('cache_tags', $1)", [tag]));
const cut = () =>
  withClient(url, (client) =>
    client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'octavo-tags' and datname = current_database()",
    ),
  );

let listener: Listener | undefined;
afterEach(() => listener?.close());

function follow(to = url, options?: Parameters<typeof followTags>[2]) {
  const heard: string[] = [];
  listener = followTags(to, ({ tag, within }) => heard.push(within ? `${tag} within ${within}` : tag), options);
  return heard;
}

describe("tags", () => {
  it("DSC-1 every change that is announced expires its tag", async () => {
    const heard = follow();
    await expect.poll(() => heard).toEqual([everything]);
    await notify("book:the-sea");
    await expect.poll(() => heard).toEqual([everything, "book:the-sea"]);
    await notify("soon:15000:lists");
    await expect.poll(() => heard).toEqual([everything, "book:the-sea", "lists within 15000"]);
  });

  it("DSC-1 a lost connection is told at once, comes back by itself, and then everything expires", async () => {
    let lost = 0;
    const heard = follow(url, { lost: () => lost++ });
    await expect.poll(() => heard.length).toBe(1);
    await cut();
    await expect.poll(() => lost).toBe(1);
    await expect.poll(() => heard).toEqual([everything, everything]);
    await notify("lists");
    await expect.poll(() => heard.at(-1)).toBe("lists");
  });

  it("DSC-1 a network that falls silent is noticed, and left", async () => {
    const { hostname, port } = new URL(url);
    let [silent, connections] = [false, 0];
    const between = net.createServer((near) => {
      connections++;
      const far = net.connect(Number(port), hostname);
      far.on("data", (data) => silent || near.write(data));
      near.on("data", (data) => silent || far.write(data));
      near.on("close", () => far.destroy()).on("error", () => {});
      far.on("close", () => near.destroy()).on("error", () => {});
    });
    await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
    const through = new URL(url);
    through.port = String((between.address() as net.AddressInfo).port);
    const heard = follow(through.href, { pulse: 100 });
    await expect.poll(() => heard.length).toBe(1);
    silent = true;
    await expect.poll(() => connections, { timeout: 30_000 }).toBeGreaterThan(1);
    silent = false;
    await expect.poll(() => heard.length, { timeout: 30_000 }).toBe(2);
    await listener?.close();
    between.close();
  });

  it("DSC-1 a render under way is expired once more when it has ended", async () => {
    const manifest = new Map<string, { expired?: number }>();
    const running = new Running();
    const times: number[] = [];
    const expire = expirer(manifest, running, () => times.push(manifest.get("lists")?.expired ?? 0));
    const lists = { tag: "lists", within: 0 };
    expire(lists);
    expect(times).toHaveLength(1);

    let end = () => {};
    running.add(new Promise<void>((resolve) => (end = resolve)));
    expire(lists);
    expect(times).toHaveLength(2);
    const ended = performance.timeOrigin + performance.now();
    end();
    await expect.poll(() => times.length).toBe(3);
    expect(times[2]).toBeGreaterThan(ended);
    expect(running.ended()).toBeNull();
  });

  it("DSC-1 CAT-6 what may be served as it was has no longer because a render was under way", async () => {
    const running = new Running();
    const told: number[] = [];
    const expire = expirer(new Map(), running, ({ within }) => told.push(within));
    let end = () => {};
    running.add(new Promise<void>((resolve) => (end = resolve)));
    expire({ tag: "book:a", within: 900 });
    expire({ tag: "book:b", within: 1 });
    end();
    await expect.poll(() => told.length).toBe(4);
    expect(told.slice(0, 2)).toEqual([900, 1]);
    expect(told[2]).toBeLessThan(900);
    expect(told[2]).toBeGreaterThan(0);
    expect(told[3], "that time is over").toBe(0);
  });

  it("DSC-1 what a page is made of is seen while it is made, and not what others take meanwhile", async () => {
    const use = (globalThis as unknown as { [usedTags]: (tags: string[]) => void })[usedTags];
    const make = (tag: string) =>
      withTags(async () => {
        use([tag, "settings"]);
        await Promise.resolve();
        use(["_N_T_/layout", `${tag} again`]);
        return tag;
      });
    use(["by nobody"]);
    expect(await Promise.all([make("a"), make("b")])).toEqual([
      ["a", ["a", "settings", "a again"]],
      ["b", ["b", "settings", "b again"]],
    ]);
  });

  it("DSC-1 a request that never ends delays nothing for ever", async () => {
    const running = new Running();
    running.add(new Promise(() => {}));
    await running.ended(10);
  });
});
