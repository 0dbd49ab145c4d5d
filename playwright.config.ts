import { defineConfig } from "@playwright/test";
import { findBrowser } from "./ops/browser.mjs";
import { freePort } from "./db/embedded.mjs";

// The workers read this file too: they must come to the same port.
process.env.E2E_PORT ??= String(await freePort());
/** Several runs, one after the other, leave their results side by side. */
const run = process.env.E2E_RUN ?? "e2e";
// Where people log in elsewhere: the shop has to know it before it starts.
for (const name of ["E2E_GOOGLE_PORT", "E2E_GITHUB_PORT"]) {
  const taken = [process.env.E2E_PORT, process.env.E2E_GOOGLE_PORT];
  while (!process.env[name] || (name === "E2E_GITHUB_PORT" && taken.includes(process.env[name]))) {
    process.env[name] = String(await freePort());
  }
}
const baseURL = `http://localhost:${process.env.E2E_PORT}`;

const launchOptions = {
  executablePath: await findBrowser(),
  args: [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--headless=new",
    "--disable-gpu", // where there is none, drawing without it costs less than imitating one
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-domain-reliability",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
  ],
};

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: `test-results/${run}`,
  reporter: [["list"], ["json", { outputFile: `test-results/${run}.json` }]],
  globalTeardown: "./e2e/teardown.ts",
  forbidOnly: true,
  fullyParallel: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // recording costs a third of the run: E2E_TRACE=1 when something is to be found out
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions,
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } } },
    // what has no screen, brings its own widths, or is about rules that no width changes, runs once
    {
      name: "phone",
      testIgnore: [
        "roles",
        "storefront-answers",
        "storefront-kept",
        "page-cache",
        "page-cache-changes",
        "looks",
        "desk-doors",
        "api",
        "books-desk",
        "orders-settings",
        "orders-checkout",
        "orders-desk",
        "orders-money",
        "imports",
        "covers",
        "oauth",
        "accounts-desk",
        "account-orders",
        "limits",
        "stripe",
        "cart-route",
        "keyboard",
        "storefront-facts",
        "search-answers",
        "languages",
        "languages-pages",
      ].map((name) => `**/${name}.spec.ts`),
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
  webServer: {
    command: "node e2e/server.ts",
    url: `${baseURL}/api/health/ready`,
    timeout: 90_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    stdout: "ignore",
    stderr: "pipe",
  },
});
