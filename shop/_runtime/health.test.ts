import net from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { connect } from "../../db/client.ts";
import { queues } from "../outbox/queues.ts";
import { findWhatIsDown } from "./health.ts";

const database = connect(process.env.DATABASE_URL ?? "");
const names = Object.keys(queues);
afterAll(() => database.close());

describe("what is down", () => {
  it("PLT-6 nothing, when all is there; newer migrations than ours are fine", async () => {
    expect(await findWhatIsDown(database, names)).toEqual([]);
    await database.db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 99999999999999)`,
    );
    expect(await findWhatIsDown(database, names)).toEqual([]);
    await database.db.execute(sql`delete from drizzle.__drizzle_migrations where hash = 'newer'`);
  });

  it("PLT-6 names a queue that was not made, and migrations that were not run", async () => {
    expect(await findWhatIsDown(database, [...names, "no-such-queue"])).toEqual(["queue"]);
    await database.db.execute(
      sql`delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`,
    );
    expect(await findWhatIsDown(database, names)).toEqual(["migrations"]);
    await database.db.execute(sql`drop table drizzle.__drizzle_migrations`);
    await database.db.execute(sql`alter schema pgboss rename to elsewhere`);
    expect(await findWhatIsDown(database, names)).toEqual(["migrations", "queue"]);
  });

  it("PLT-6 names the database within three seconds, whether it refuses or says nothing", async () => {
    const silent = net.createServer();
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as net.AddressInfo;
    for (const url of ["postgres://127.0.0.1:1/none", `postgres://127.0.0.1:${port}/none`]) {
      const away = connect(url);
      const times: number[] = [];
      for (let n = 0; n < 3 && !times.some((ms) => ms < 3_000); n++) {
        const began = performance.now();
        expect(await findWhatIsDown(away, names)).toEqual(["database"]);
        times.push(performance.now() - began);
      }
      expect(Math.min(...times), "the best of three").toBeLessThan(3_000);
      await away.close();
    }
    silent.close();
  });
});
