import { expect } from "@playwright/test";
import type { Server } from "../ops/serve.ts";

/** From the commit until nobody who asks is shown what was before, in milliseconds. */
const WITHIN = 1_000;
/** It is not about this: how long one may wait until it is shown at all. */
const AT_ALL = 45_000;

const pause = () => new Promise((resolve) => setTimeout(resolve, 15));

/**
 * Makes a change, and expects every place to show it in time. What counts is when the last answer without it was asked for:
 * how long a page then takes to be made is the machine's business. So is what delays everything else in the same moment: a few
 * times what plain requests to the same processes take meanwhile is added.
 */
export async function seenInTime(
  webs: readonly Server[],
  change: () => Promise<unknown>,
  places: Readonly<Record<string, () => Promise<boolean>>>,
): Promise<void> {
  let [watching, slowest] = [true, 0];
  const plain = webs.map(async (web) => {
    while (watching) {
      const began = performance.now();
      await (await fetch(`${web.url}/api/health/ready`)).text();
      slowest = Math.max(slowest, performance.now() - began);
      await pause();
    }
  });
  let times: (readonly [string, number])[];
  try {
    await change();
    const committed = performance.now();
    times = await Promise.all(
      Object.entries(places).map(async ([place, shows]) => {
        for (let lastOld = committed; ;) {
          const asked = performance.now();
          if (await shows()) return [place, lastOld - committed] as const;
          lastOld = asked;
          if (asked - committed > AT_ALL) return [place, Infinity] as const;
          await pause();
        }
      }),
    );
  } finally {
    watching = false;
    await Promise.all(plain);
  }
  const late = times.filter(([, ms]) => ms > WITHIN + 3 * slowest);
  expect(late, `shown too late, where plain requests took up to ${Math.round(slowest)} ms`).toEqual([]);
}
