import type { Socket } from "node:net";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool, type PoolClient, type PoolConfig } from "pg";

/** Statement timeouts by role, in milliseconds; a query is given up on the client a little later. */
const timeouts = { web: 4_000, worker: 30_000 } as const;
export type Role = keyof typeof timeouts;

/** A statement that ran into its timeout says so within this time; a socket that is silent for longer is dead. */
const SILENCE = 1_000;

/** The socket under a connection, which pg's types do not show. */
const socketOf = (client: PoolClient): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

export type Db = NodePgDatabase;
/** A drizzle handle inside a transaction. */
export type Tx = Db & { readonly __tx?: true };

export interface Database {
  /** Single statements, each on any connection. */
  readonly db: Db;
  readonly pool: Pool;
  /** Runs `fn` on one connection; a connection whose use failed is thrown away. */
  onClient<T>(fn: (client: PoolClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * A pool that survives its server: errors of idle and of busy connections are events here, not crashes, connecting and every
 * statement have an end, and a broken connection is never used again.
 */
export function connect(url: string, role: Role = "web", more: PoolConfig = {}): Database {
  const timeout = timeouts[role];
  const pool = new Pool({
    connectionString: url,
    max: role === "web" ? 10 : 4,
    connectionTimeoutMillis: 3_000,
    query_timeout: timeout + 4_000,
    statement_timeout: timeout,
    idle_in_transaction_session_timeout: timeout + 6_000,
    keepAlive: true,
    application_name: `octavo-${role}`,
    ...more,
  });
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    socketOf(client).on("timeout", function (this: Socket) {
      this.destroy(new Error("database connection went silent"));
    });
  });
  // only a connection in use may go silent for too long; an idle one is silent by nature
  pool.on("acquire", (client) => socketOf(client).setTimeout(timeout + SILENCE));
  pool.on("release", (_, client) => socketOf(client).setTimeout(0));

  return {
    db: drizzle(pool),
    pool,
    async onClient(fn) {
      const client = await pool.connect();
      let failure: Error | undefined;
      try {
        return await fn(client);
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        throw error;
      } finally {
        client.release(failure);
      }
    },
    close: () => pool.end(),
  };
}
