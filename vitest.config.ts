import { defineConfig } from "vitest/config";

const tests = "**/*.test.{ts,tsx}";

/** What meets no database is spared its own. */
const pure = ["components", "config", "covers", "emails", "log", "messages", "papers", "shop/_kernel"].map(
  (dir) => `${dir}/${tests}`,
);
pure.push(
  "app/_server/{paths,places,public-place,headers,xml}.test.ts",
  "app/api/metrics/bearer.test.ts",
  "app/api/csp/reports.test.ts",
  "db/embedded.test.ts",
  "front/{answer,encoding,keep,kept-answer,listener,metrics,page-store,pages,refusals,render,request,too-often,vouch}.test.ts",
  "ops/start.test.ts",
  "proxy.test.ts",
  "shop/*/model.test.ts",
  "tests/laws.test.ts",
);

export default defineConfig({
  resolve: {
    alias: { "@": import.meta.dirname, "server-only": `${import.meta.dirname}/tests/server-only.ts` },
  },
  test: {
    exclude: ["node_modules", ".next", ".data", "e2e"],
    pool: "forks",
    // one more than CI has cores: many wait for a database, or for a program that they started
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    allowOnly: false,
    env: {
      SHOP_MODE: "demo",
      AUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
      LOG_LEVEL: "silent",
    },
    projects: [
      { extends: true, test: { name: "pure", include: pure } },
      {
        extends: true,
        test: {
          name: "shop",
          include: [tests],
          exclude: ["node_modules", ".next", ".data", "e2e", ...pure],
          globalSetup: "tests/global-setup.ts",
          setupFiles: "tests/setup.ts",
        },
      },
    ],
  },
});
