import { Client } from "pg";

export type Listener = { close(): Promise<void> };

/**
 * Follows a channel of the database on a connection of its own, which no pooler may stand before. Never gives up: whenever the
 * connection was lost, announcements may have been missed: `lost` is told at once, and `stands` when it is there (again).
 */
export function listen(
  connectionString: string,
  { channel, name, pulse }: { channel: string; name: string; pulse: number },
  tell: { heard(payload: string): void; stands(): void; lost(): void; refused(error: unknown): void },
): Listener {
  let closed = false;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let delay = 100;

  const drop = (broken: Client) => {
    if (broken !== client) return;
    client = undefined;
    clearTimeout(timer);
    tell.lost();
    // not part of pg's public types: a silent connection never ends by being asked to
    (broken as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    if (closed) return;
    timer = setTimeout(connect, delay);
    delay = Math.min(delay * 2, 1_000);
  };

  const beat = (alive: Client) => {
    timer = setTimeout(
      () =>
        alive.query("select 1").then(
          () => beat(alive),
          () => drop(alive),
        ),
      pulse,
    );
    timer.unref();
  };

  function connect() {
    const fresh = new Client({
      connectionString,
      application_name: name,
      connectionTimeoutMillis: 3_000,
      query_timeout: pulse,
      keepAlive: true,
    });
    client = fresh;
    fresh.on("error", () => drop(fresh));
    fresh.on("end", () => drop(fresh));
    fresh.on("notification", ({ payload }) => payload && tell.heard(payload));
    fresh
      .connect()
      .then(() => fresh.query(`listen ${channel}`))
      .then(
        () => {
          if (closed) return void fresh.end();
          delay = 100;
          tell.stands();
          beat(fresh);
        },
        (error: unknown) => {
          tell.refused(error);
          drop(fresh);
        },
      );
  }

  connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
