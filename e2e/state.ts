import fs from "node:fs";
import path from "node:path";
import { z } from "zod";

/** What the server of the browser tests tells the tests. */
const state = z.object({ databaseUrl: z.string() });

const file = () => path.resolve("test-results", `server-${process.env.E2E_PORT}.json`);

export function tellState(told: z.input<typeof state>): void {
  fs.mkdirSync(path.dirname(file()), { recursive: true });
  fs.writeFileSync(file(), JSON.stringify(told));
}

export const readState = () => state.parse(JSON.parse(fs.readFileSync(file(), "utf8")));

/** The admin of the shop that the browser tests meet. */
export const admin = { email: "admin@octavo.example", password: "only-for-browser-tests" } as const;

/** What signs the log-ins there: another process that has it takes them, too. */
export const authSecret = "only-for-browser-tests-only-for-browser-tests";
