import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../db/embedded.mjs";
import { migrate } from "../db/migrate.ts";
import { template } from "./database.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: string;
  }
}

/** One PostgreSQL for the run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "octavo-test-"));
  fs.chmodSync(dir, 0o755); // PostgreSQL may run as another user
  const postgres = await startPostgres(path.join(dir, "pg"), {
    settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: 300 },
  });
  const admin = new Client({ connectionString: postgres.url() });
  await admin.connect();
  await admin.query(`create database ${template}`);
  await migrate(postgres.url(template));
  await admin.query(`alter database ${template} is_template true allow_connections false`);
  await admin.end();
  project.provide("postgres", postgres.url());
  return async () => {
    await postgres.stop("immediate");
    fs.rmSync(dir, { recursive: true, force: true });
  };
}
