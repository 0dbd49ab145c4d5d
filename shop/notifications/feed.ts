import { listen, type Listener } from "../../db/listen.ts";
import type { Shop } from "../_runtime/context.ts";
import { countUnreadOf } from "./list-notifications.ts";
import { STREAMS_A_PERSON, STREAMS_IN_ALL } from "./model.ts";

/** Who listens, and how to reach them. */
export interface Hearer {
  userId: string;
  /** How many are unread: at once, and whenever it may have changed. */
  hear(unread: number): void;
  /** Whether the log-in still counts; asked again and again. */
  stillThere(): Promise<boolean>;
  /** Nothing more will come. */
  end(): void;
}

export interface Feed {
  /** What ends it again; null where the person, or this process, has as many as there may be. */
  open(hearer: Hearer): (() => void) | null;
  figures(): { streams: number; told: number };
  close(): Promise<void>;
}

/** Announcements of one transaction come one by one: those of this time are looked up together. */
const TOGETHER = 30;

/**
 * Tells open pages of this process how many notifications their people have not read, as it changes in any process (MSG-5).
 * One connection listens for all of them, from when the first is opened; when it was lost, all are told anew.
 */
export function openFeed(
  shop: Pick<Shop, "database" | "log">,
  connectionString: string,
  { recheck = 30_000, pulse = 2_000 }: { recheck?: number; pulse?: number } = {},
): Feed {
  const people = new Map<string, Set<Hearer>>();
  const changed = new Set<string>();
  let [streams, told] = [0, 0];
  let listener: Listener | undefined;
  let telling: NodeJS.Timeout | undefined;
  let checking: NodeJS.Timeout | undefined;

  const each = function* () {
    for (const hearers of people.values()) yield* hearers;
  };

  async function tell() {
    telling = undefined;
    const ids = [...changed].filter((id) => people.has(id));
    changed.clear();
    try {
      const unread = await countUnreadOf(shop.database, ids);
      for (const id of ids) {
        for (const hearer of people.get(id) ?? []) {
          told++;
          hearer.hear(unread.get(id) ?? 0);
        }
      }
    } catch (error) {
      shop.log("warn", "notifications not counted", { reason: String(error) });
      // whoever is not told comes again, and is told then
      for (const id of ids) for (const hearer of people.get(id) ?? []) leave(hearer);
    }
  }
  const tellSoon = (ids: Iterable<string>) => {
    for (const id of ids) changed.add(id);
    if (changed.size > 0) telling ??= setTimeout(() => void tell(), TOGETHER);
  };

  const leave = (hearer: Hearer) => {
    const hearers = people.get(hearer.userId);
    if (!hearers?.delete(hearer)) return;
    streams--;
    if (hearers.size === 0) people.delete(hearer.userId);
    hearer.end();
  };

  const check = async () => {
    for (const hearer of [...each()]) {
      const there = await hearer.stillThere().catch(() => true);
      if (!there) leave(hearer);
    }
  };

  const begin = () => {
    listener ??= listen(
      connectionString,
      { channel: "notifications", name: "octavo-notifications", pulse },
      {
        heard: (payload) => tellSoon(payload === "*" ? people.keys() : people.has(payload) ? [payload] : []),
        stands: () => tellSoon(people.keys()),
        lost: () => {},
        refused: (error) => shop.log("warn", "notifications: the database does not answer", { reason: String(error) }),
      },
    );
    if (checking) return;
    let busy = false;
    checking = setInterval(() => {
      if (busy) return;
      busy = true;
      void check().finally(() => (busy = false));
    }, recheck);
    checking.unref();
  };

  return {
    open(hearer) {
      const hearers = people.get(hearer.userId) ?? new Set();
      if (hearers.size >= STREAMS_A_PERSON || streams >= STREAMS_IN_ALL) return null;
      people.set(hearer.userId, hearers.add(hearer));
      streams++;
      begin();
      tellSoon([hearer.userId]);
      return () => leave(hearer);
    },
    figures: () => ({ streams, told }),
    async close() {
      clearTimeout(telling);
      clearInterval(checking);
      for (const hearer of [...each()]) leave(hearer);
      await listener?.close();
      listener = undefined;
    },
  };
}
