import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { derivedToken } from "../_kernel/tokens.ts";
import { ok, refuse, type Result } from "../_kernel/result.ts";
import type { Ctx, Shop } from "../_runtime/context.ts";
import { limitRules, type Allowance, type LimitName, type LimitRule, type RateLimited, type Trier } from "./model.ts";
import { networkOf } from "./network.ts";

type By = "account" | "address";

const made = new WeakMap<Shop["database"], Map<string, RateLimiterPostgres>>();

/** One statement adds the try and answers how many there are: two processes never see the same count. */
function limiter({ database }: Shop, name: LimitName, by: By, { tries, seconds }: Allowance): RateLimiterPostgres {
  const ours = made.get(database) ?? new Map<string, RateLimiterPostgres>();
  made.set(database, ours);
  const keyPrefix = `${name}:${by}`;
  const found = ours.get(keyPrefix);
  if (found) return found;
  const fresh = new RateLimiterPostgres({
    storeClient: database.pool,
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false, // the worker does that
    keyPrefix,
    points: tries,
    duration: seconds,
    // whoever is over the limit is refused from memory until the time is over: a flood never reaches the database
    inMemoryBlockOnConsumed: tries + 1,
  });
  ours.set(keyPrefix, fresh);
  return fresh;
}

/** The counters that a try belongs to, the wider one first. Only a keyed hash of who tries is kept. */
function counters(ctx: Ctx, name: LimitName, { address, account }: Trier) {
  const rule: LimitRule = limitRules[name];
  const who: [By, string | null][] = [
    ["address", address === undefined ? null : networkOf(address)],
    ["account", account?.trim().toLowerCase() || null],
  ];
  return who.flatMap(([by, value]) => {
    const allowance = rule[by];
    if (!allowance || value === null) return [];
    return [
      {
        limiter: limiter(ctx.shop, name, by, allowance),
        key: derivedToken(ctx.shop.secret, "limit", `${name} ${by} ${value}`),
      },
    ];
  });
}

/**
 * Counts one try, by address and by account, in every process of the shop alike. Refuses `RATE_LIMITED` (with the seconds
 * until there are tries again) when either allowance is used up. IPv6 callers count by /64.
 * @caller the doors: actions and routes, before they do what is asked
 */
export async function allow(ctx: Ctx, name: LimitName, who: Trier): Promise<Result<null, RateLimited>> {
  for (const { limiter: counter, key } of counters(ctx, name, who)) {
    try {
      await counter.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return refuse("RATE_LIMITED", { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)) });
    }
  }
  return ok(null);
}

/**
 * Gives a try back that `allow` counted, where the rule counts failures only and this was none.
 * @caller the doors, after what was asked has been done
 */
export async function giveBack(ctx: Ctx, name: LimitName, who: Trier): Promise<void> {
  const rule: LimitRule = limitRules[name];
  if (!rule.failuresOnly) return;
  for (const { limiter: counter, key } of counters(ctx, name, who)) await counter.reward(key);
}
