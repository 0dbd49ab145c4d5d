import type { Refusal } from "../_kernel/result.ts";

/** So many tries in so many seconds. The time runs from the first try; afterwards all are there again. */
export interface Allowance {
  readonly tries: number;
  readonly seconds: number;
}

/** What is limited by who it is about (an account, a mail address, a program), and by where it comes from. */
export interface LimitRule {
  readonly account?: Allowance;
  readonly address?: Allowance;
  /** Only what failed counts: a success is given back (`giveBack`). */
  readonly failuresOnly?: true;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * SEC-1 as data. An address may stand for a whole school or a mobile network, so its allowance is wide; the account's is what
 * guessing a password, or filling somebody's mailbox, runs into.
 */
export const limitRules = {
  logIn: {
    account: { tries: 20, seconds: 15 * MINUTE },
    address: { tries: 100, seconds: 15 * MINUTE },
    failuresOnly: true,
  },
  /** Strict: its refusal tells that an address is known (IDN-1). */
  register: { account: { tries: 5, seconds: HOUR }, address: { tries: 20, seconds: HOUR } },
  reset: { account: { tries: 5, seconds: HOUR }, address: { tries: 30, seconds: HOUR } },
  verifyAgain: { account: { tries: 5, seconds: HOUR }, address: { tries: 30, seconds: HOUR } },
  /** Password asked for anew: to change it or the address, or to delete the account. */
  confirm: {
    account: { tries: 20, seconds: 15 * MINUTE },
    address: { tries: 100, seconds: 15 * MINUTE },
    failuresOnly: true,
  },
  /** A new address is written to before anybody has proven it: counted by who asks, and by who is written to. */
  newAddress: { account: { tries: 10, seconds: HOUR }, address: { tries: 60, seconds: HOUR } },
  /** Links that were mailed; they cannot be guessed, and nobody shall try. */
  link: { address: { tries: 60, seconds: 15 * MINUTE } },
  tokens: {
    account: { tries: 20, seconds: 15 * MINUTE },
    address: { tries: 100, seconds: 15 * MINUTE },
    failuresOnly: true,
  },
  refresh: { address: { tries: 300, seconds: 15 * MINUTE } },
  checkout: { account: { tries: 20, seconds: 10 * MINUTE }, address: { tries: 60, seconds: 10 * MINUTE } },
  tracking: { account: { tries: 5, seconds: HOUR }, address: { tries: 30, seconds: HOUR } },
  /** Writing and changing reviews; links of guests are counted by address alone. */
  review: { account: { tries: 40, seconds: HOUR }, address: { tries: 120, seconds: HOUR } },
  search: { address: { tries: 240, seconds: MINUTE } },
  /** All products of a large shop, read anew each time. */
  wholeFeed: { address: { tries: 12, seconds: HOUR } },
  api: { account: { tries: 600, seconds: MINUTE }, address: { tries: 600, seconds: MINUTE } },
  /** Reports of browsers; as an account they share one, so that nobody fills the log. */
  reports: { account: { tries: 60, seconds: MINUTE }, address: { tries: 20, seconds: MINUTE } },
} as const satisfies Record<string, LimitRule>;
export type LimitName = keyof typeof limitRules;

/** Who tries. Neither stands in the table as it is. */
export interface Trier {
  /** The caller's address, as the listener saw it; null for an unknown one, absent where it was counted before. */
  address?: string | null;
  /** An account's id, a mail address, a program: whatever the try is about. */
  account?: string | null;
}

/** Too many tries; `retryAfterSeconds` is at least 1. */
export type RateLimited = Refusal<"RATE_LIMITED"> & { retryAfterSeconds: number };
