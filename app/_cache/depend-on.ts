/**
 * Says on what an answer depends that takes nothing from the cache: it is made anew once one of the tags is named. The
 * listener hears of it (`front/tags.ts`); where none listens, nothing is kept either.
 */
export function dependOn(...tags: string[]): void {
  const heard = globalThis as { [usedTags]?: (tags: readonly string[]) => void };
  heard[usedTags]?.(tags);
}

const usedTags = Symbol.for("octavo.used-tags");
