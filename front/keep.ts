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

/** Times of purges are remembered for this many tags; beyond, all that is kept counts as changed. */
const MOST_TAGS = 10_000;

export class Keep<Entry extends Keepable> {
  readonly #shelves: Map<string, Shelf<Entry>>;
  readonly #now: () => number;
  readonly #making = new Map<string, Promise<Entry>>();
  /** Changes are counted, not timed: a clock could not tell two of the same moment apart. */
  #changes = 0;
  #everything = 0;
  readonly #purged = new Map<string, number>();

  constructor(bytes: Record<string, number>, now: () => number = () => performance.now()) {
    this.#shelves = new Map(Object.entries(bytes).map(([name, most]) => [name, new Shelf(most)]));
    this.#now = now;
  }

  /** Something changed; without a tag, it may have been anything. */
  purge(tag?: string): void {
    this.#changes++;
    if (tag === undefined || this.#purged.size >= MOST_TAGS) {
      this.#everything = this.#changes;
      this.#purged.clear();
    } else this.#purged.set(tag, this.#changes);
  }

  /**
   * What is kept, at once; else the promise of what `make` makes, shared by all who ask meanwhile. `make` is given what was
   * kept before, if anything, and may find that it still holds.
   */
  get(key: string, make: (before: Entry | undefined) => Promise<Entry>): Entry | Promise<Entry> {
    const slot = this.#find(key);
    if (slot && this.#holds(slot)) {
      const age = this.#now() - slot.until;
      if (age < 0) return slot.entry;
      if (age < slot.entry.stale) {
        this.#make(key, slot.entry, make).catch(() => {}); // whoever asks after its time hears of it
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

  #holds(slot: Slot<Entry>): boolean {
    if (slot.asOf === this.#changes) return true;
    const { tags } = slot.entry;
    if (slot.asOf < this.#everything || tags === null) return false;
    if (tags.some((tag) => (this.#purged.get(tag) ?? 0) > slot.asOf)) return false;
    slot.asOf = this.#changes;
    return true;
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
