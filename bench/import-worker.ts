import { config } from "../config/env.ts";
import { createContext, openShop } from "../shop/context.ts";
import { runImport } from "../shop/import/index.ts";

// A worker that does one import and nothing else: a process that can be measured, killed, or given little memory.

const [importId = "", size = "1000"] = process.argv.slice(2);
const shop = openShop(config(), "worker", { delivery: () => "Delivery" });
const ctx = createContext(shop, { actor: { kind: "system", job: "run-import" }, now: new Date(), locale: "en" });
const began = performance.now();
const done = await runImport(ctx, importId, { size: Number(size) });
const ms = performance.now() - began;
await shop.jobs.close();
await shop.database.close();
// kilobytes, at the highest
console.log(JSON.stringify({ ...done, ms, peak: process.resourceUsage().maxRSS }));
