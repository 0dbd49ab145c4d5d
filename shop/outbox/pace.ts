/** The longest gap between two mails, in milliseconds: slower than that, the provider takes none. */
const LONGEST_GAP = 2_000;

/**
 * When the mails of a crowd may go: at most so many a second, ever fewer while the provider says that it is too much, and slowly
 * more again while it takes them.
 */
export function paceOf(mostASecond: number) {
  const shortest = 1_000 / mostASecond;
  let gap = shortest;
  let next = performance.now();
  let heldUntil = next;
  return {
    /** Waits for the next moment at which a mail may go; each caller has one of its own. */
    async turn(): Promise<void> {
      next = Math.max(next + gap, performance.now());
      const wait = next - performance.now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    },
    /** Nothing goes for so many seconds. Mails that were on their way side by side are told the same, once. */
    hold(seconds: number): void {
      const now = performance.now();
      if (now >= heldUntil) gap = Math.min(gap * 2, LONGEST_GAP);
      heldUntil = Math.max(heldUntil, now + seconds * 1_000);
      next = Math.max(next, heldUntil);
    },
    taken(): void {
      gap = Math.max(gap * 0.98, shortest);
    },
    get gap() {
      return gap;
    },
  };
}
