import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { readState } from "./state.ts";

/** Every run ends with the invariants, on what the browsers left behind; a violation fails it. */
export default function teardown(): void {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["ops/check-invariants.ts"], {
    env: { ...process.env, DATABASE_URL: readState().databaseUrl },
    encoding: "utf8",
  });
  fs.writeFileSync("test-results/invariants.txt", stdout + stderr);
  console.log(stdout.trim().split("\n").at(-1) || stderr);
  if (status !== 0) throw new Error(`The invariants do not hold:\n${stdout}${stderr}`);
}
