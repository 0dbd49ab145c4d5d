import { drizzle } from "drizzle-orm/node-postgres";
import type { PoolClient } from "pg";
import type { Database, Db, Tx } from "../../db/client.ts";
import { isRefusal } from "../_kernel/result.ts";
import type { EventKind, ShopEvents } from "./events.ts";
import type { MailTransport, PaymentGateway } from "./gateways.ts";

export type { Db, Tx } from "../../db/client.ts";

import type { Role } from "../_kernel/permissions.ts";
import type { FileStore } from "../storage/model.ts";

/** Who asks. `system` is the shop's own work, named by its job. */
export type Actor =
  | { readonly kind: "guest" }
  | {
      readonly kind: "user";
      readonly id: string;
      readonly name: string;
      readonly role: Role;
      /** The session that asks; null where a program does, with an access token. */
      readonly sessionId: string | null;
    }
  | { readonly kind: "system"; readonly job: string };

export interface JobOptions {
  /** In seconds. */
  startAfter?: number;
  singletonKey?: string;
  /** Higher goes first; 0 where nothing is said. */
  priority?: number;
}

/** Sends jobs to the worker, in the caller’s transaction. */
export interface JobSender {
  /**
   * Before a transaction begins: getting ready takes a connection of its own, which transactions that hold all of them while
   * they wait for it would never get.
   */
  ready(): Promise<void>;
  close(): Promise<void>;
  send(tx: Tx, queue: string, data: object, options?: JobOptions): Promise<void>;
}

/**
 * Runs inside the emitting transaction: what it writes commits or vanishes with the event. May answer how many things it
 * changed, for whoever tells a person.
 */
export type Subscriber<K extends EventKind> = (tx: Tx, ctx: Ctx, payload: ShopEvents[K]) => Promise<number | void>;
export type Subscribers = { readonly [K in EventKind]?: readonly Subscriber<K>[] };

/** What a process has once: connections, addresses, secrets, and who listens to what. */
export interface Shop {
  readonly database: Database;
  readonly appUrl: string;
  readonly secret: string;
  /** Secrets that were replaced: what they signed still counts, nothing new is signed with them. */
  readonly previousSecrets: readonly string[];
  readonly mailFrom: string;
  readonly payments: PaymentGateway;
  readonly mails: MailTransport;
  readonly jobs: JobSender;
  /** Uploaded files and what is made of them. Crosses the network for some shops: never inside a transaction. */
  readonly files: FileStore;
  readonly subscribers: Subscribers;
  readonly log: (level: "info" | "warn" | "error", message: string, facts?: Record<string, unknown>) => void;
}

/** Everything a command or query knows of its caller and its world. */
export interface Ctx {
  readonly shop: Shop;
  readonly actor: Actor;
  /** Single statements outside a transaction. */
  readonly db: Db;
  readonly now: Date;
  readonly locale: string;
  readonly requestId: string | null;
  /**
   * Runs `fn` in one transaction. A refusal that `fn` returns rolls back like an exception, and is returned. Serialization
   * failures and deadlocks (40001, 40P01) are tried again, four times in all; so `fn` must not do anything outside `tx`.
   */
  transact<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
}

const TRIES = 4;
const RETRYABLE = new Set(["40001", "40P01"]);

/** The SQLSTATE of a driver error, also where drizzle wrapped it. */
export function sqlState(error: unknown): string | null {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ("code" in e && typeof e.code === "string" && /^[0-9A-Z]{5}$/.test(e.code)) return e.code;
  }
  return null;
}

async function once<T>(database: Database, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const client: PoolClient = await database.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const value = await fn(drizzle(client));
    await client.query(isRefusal(value) ? "rollback" : "commit");
    return value;
  } catch (error) {
    // a connection that cannot even roll back is not used again
    await client.query("rollback").catch((e: Error) => (broken = e));
    throw error;
  } finally {
    client.release(broken);
  }
}

export function createContext(
  shop: Shop,
  caller: { actor: Actor; now: Date; locale: string; requestId?: string | null },
): Ctx {
  return {
    shop,
    actor: caller.actor,
    db: shop.database.db,
    now: caller.now,
    locale: caller.locale,
    requestId: caller.requestId ?? null,
    async transact(fn) {
      await shop.jobs.ready();
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(shop.database, fn);
        } catch (error) {
          if (attempt === TRIES || !RETRYABLE.has(sqlState(error) ?? "")) throw error;
        }
      }
    },
  };
}

/** How the actor is written into ledgers and histories. */
export const actorColumns = (
  actor: Actor,
): { actorKind: string; actorId: string | null; actorName: string | null } => ({
  actorKind: actor.kind,
  actorId: actor.kind === "user" ? actor.id : null,
  actorName: actor.kind === "user" ? actor.name : actor.kind === "system" ? actor.job : null,
});
