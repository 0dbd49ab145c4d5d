/**
 * Keeps what was made, whole, until something it is made of changes. It knows no HTTP, no database and no Next: what is kept
 * says itself how large it is, what it is made of and how long it lasts.
 */

export interface Keepable {
  /** Bytes in memory. */
  size: number;
  /** Which bound it counts against, so that a flood of one kind never drives out another. */
  shelf: string;
  /** What it is made of; null when nobody knows, and every change may concern it. */
  tags: readonly string[] | null;
  /** Milliseconds for which it is served as it is; none means that it is not kept. */
  fresh: number;
  /** Milliseconds after that in which it is still served while it is made anew. */
  stale: number;
}

interface Slot<Entry> {
  entry: Entry;
  /** The change up to which it is known to hold. */
  asOf: number;
  until: number;
}

/** The most recently used, up to a number of bytes. */
class Shelf<Entry extends Keepable> {
  readonly slots = new Map<string, Slot<Entry>>();
  readonly #most: number;
  bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  use(key: string): Slot<Entry> | undefined {
    const slot = this.slots.get(key);
    if (slot) {
      this.slots.delete(key);
      this.slots.set(key, slot);
    }
    return slot;
  }

  drop(key: string): void {
    this.bytes -= this.slots.get(key)?.entry.size ?? 0;
    this.slots.delete(key);
  }

  put(key: string, slot: Slot<Entry>): void {
    if (slot.entry.size > this.#most) return;
    this.slots.set(key, slot);
    this.bytes += slot.entry.size;
    for (const oldest of this.slots.keys()) {
      if (this.bytes <= this.#most) break;
      this.drop(oldest);
    }
  }
}

/** Changes are remembered for this many tags; then each entry is told whether it still holds, and they are forgotten. */
const MOST_TAGS = 10_000;

export class Keep<Entry extends Keepable> {
  readonly #shelves: Map<string, Shelf<Entry>>;
  readonly #now: () => number;
  readonly #making = new Map<string, Promise<Entry>>();
  /** Changes are counted, not timed: a clock could not tell two of the same moment apart. */
  #changes = 0;
  #everything = 0;
  readonly #purged = new Map<string, number>();
  /** Changes that need not be seen at once: the last one, and until when what is older may be served. */
  readonly #soon = new Map<string, { change: number; until: number }>();
  readonly #renewing = new Set<string>();

  constructor(bytes: Record<string, number>, now: () => number = () => performance.now()) {
    this.#shelves = new Map(Object.entries(bytes).map(([name, most]) => [name, new Shelf(most)]));
    this.#now = now;
  }

  /**
   * Something changed; without a tag, it may have been anything. Where it need only be seen `within` some milliseconds, what was
   * kept is served as it was for so long while it is made anew; who asks after that waits as after any other change.
   */
  purge(tag?: string, within = 0): void {
    if (tag !== undefined && this.#purged.size + this.#soon.size >= MOST_TAGS) this.#settle();
    const change = ++this.#changes;
    if (tag === undefined) this.#forget();
    else if (within > 0) this.#purgeSoon(tag, change, within);
    else this.#purged.set(tag, change);
  }

  /**
   * What is kept, at once; else the promise of what `make` makes, shared by all who ask meanwhile. `make` is given what was
   * kept before, if anything, and may find that it still holds.
   */
  get(key: string, make: (before: Entry | undefined) => Promise<Entry>): Entry | Promise<Entry> {
    const slot = this.#find(key);
    const holds = slot ? this.#holds(slot) : false;
    if (slot && holds) {
      const age = this.#now() - slot.until;
      if (age < 0 && holds !== "a while") return slot.entry;
      if (age < slot.entry.stale) {
        this.#renew(key, slot.entry, make);
        return slot.entry;
      }
    }
    return this.#make(key, slot?.entry, make);
  }

  figures(): Record<string, { entries: number; bytes: number }> {
    return Object.fromEntries(
      [...this.#shelves].map(([name, { slots, bytes }]) => [name, { entries: slots.size, bytes }]),
    );
  }

  #find(key: string): Slot<Entry> | undefined {
    for (const shelf of this.#shelves.values()) {
      const slot = shelf.use(key);
      if (slot) return slot;
    }
  }

  #purgeSoon(tag: string, change: number, within: number): void {
    const until = this.#now() + within;
    const before = this.#soon.get(tag);
    const goesOn = before && this.#now() < before.until;
    // what was to be seen by now is a change as any other
    if (before && !goesOn) this.#purged.set(tag, Math.max(before.change, this.#purged.get(tag) ?? 0));
    this.#soon.set(tag, { change, until: goesOn ? Math.min(before.until, until) : until });
  }

  /** Each entry learns whether it holds, so that the changes up to now can be forgotten. */
  #settle(): void {
    for (const { slots } of this.#shelves.values()) for (const slot of slots.values()) this.#holds(slot);
    this.#forget();
  }

  /** Only what is known to hold as of now will: nothing that is being made. */
  #forget(): void {
    this.#everything = this.#changes;
    this.#purged.clear();
    this.#soon.clear();
  }

  #holds(slot: Slot<Entry>): boolean | "a while" {
    if (slot.asOf === this.#changes) return true;
    const { tags } = slot.entry;
    if (slot.asOf < this.#everything || tags === null) return false;
    if (tags.some((tag) => (this.#purged.get(tag) ?? 0) > slot.asOf)) return false;
    const soon = tags.map((tag) => this.#soon.get(tag)).filter((each) => each && each.change > slot.asOf);
    if (soon.length > 0) return soon.every((each) => each && this.#now() < each.until) && "a while";
    slot.asOf = this.#changes;
    return true;
  }

  /** Behind those who are served; whoever asks when that is no longer allowed hears what goes wrong. */
  #renew(key: string, before: Entry, make: (before: Entry | undefined) => Promise<Entry>): void {
    if (this.#renewing.has(key)) return;
    this.#renewing.add(key);
    void this.#make(key, before, make)
      .catch(() => {})
      .finally(() => this.#renewing.delete(key));
  }

  #make(key: string, before: Entry | undefined, make: (before: Entry | undefined) => Promise<Entry>): Promise<Entry> {
    const asOf = this.#changes;
    const id = `${asOf} ${key}`; // nobody who asks after a change is given what was begun before it
    const already = this.#making.get(id);
    if (already) return already;
    const making = make(before)
      .then((entry) => {
        this.#store(key, entry, asOf);
        return entry;
      })
      .finally(() => this.#making.delete(id));
    this.#making.set(id, making);
    return making;
  }

  /** Kept as of the moment its making began: a change meanwhile leaves it outdated by construction. */
  #store(key: string, entry: Entry, asOf: number): void {
    if ((this.#find(key)?.asOf ?? 0) > asOf) return; // one begun later was ready earlier
    for (const shelf of this.#shelves.values()) shelf.drop(key);
    if (entry.fresh > 0) this.#shelves.get(entry.shelf)?.put(key, { entry, asOf, until: this.#now() + entry.fresh });
  }
}
