import { describe, expect, it } from "vitest";
import type { Feed, Hearer } from "@/shop/notifications";
import { streamOf } from "./stream.ts";

/** A feed with room for one. */
function aFeed(room = 1) {
  const hearers = new Set<Hearer>();
  const feed: Feed = {
    open(hearer) {
      if (hearers.size >= room) return null;
      hearers.add(hearer);
      return () => {
        if (hearers.delete(hearer)) hearer.end();
      };
    },
    figures: () => ({ streams: hearers.size, told: 0 }),
    close: async () => {},
  };
  return { feed, hearers };
}

const person = { userId: "1", stillThere: async () => true };
const text = new TextDecoder();

describe("MSG-5 a stream", () => {
  it("MSG-5 says each number as an event, and something now and then where nothing happens", async () => {
    const { feed, hearers } = aFeed();
    const reader = streamOf(feed, person, new AbortController().signal, 5)?.getReader();
    if (!reader) throw new Error("no stream");
    const next = async () => text.decode((await reader.read()).value);
    expect(await next()).toBe(":\n\n");
    for (const { hear } of hearers) hear(3);
    const said: string[] = [];
    while (!said.includes("event: unread\ndata: 3\n\n")) said.push(await next());
    while (said.at(-1) !== ":\n\n") said.push(await next());
    await reader.cancel();
    expect(hearers.size).toBe(0);
  });

  it("MSG-5 ends when the log-in does, and leaves when the reader does", async () => {
    const { feed, hearers } = aFeed();
    const ended = streamOf(feed, person, new AbortController().signal);
    for (const hearer of [...hearers]) {
      hearers.delete(hearer);
      hearer.end();
      hearer.hear(1); // too late
    }
    expect(await new Response(ended).text()).toBe(":\n\n");
    const gone = new AbortController();
    const left = streamOf(feed, person, gone.signal);
    expect(hearers.size).toBe(1);
    gone.abort();
    expect(hearers.size).toBe(0);
    expect(await new Response(left).text()).toBe(":\n\n");
  });

  it("MSG-5 whoever left before it began takes no room; where there is none, there is no stream", () => {
    const { feed, hearers } = aFeed();
    streamOf(feed, person, AbortSignal.abort());
    expect(hearers.size).toBe(0);
    expect(streamOf(feed, person, new AbortController().signal)).not.toBeNull();
    expect(streamOf(feed, person, new AbortController().signal)).toBeNull();
  });
});
