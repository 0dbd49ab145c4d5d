import { config } from "../config/env.ts";
import { bulkBooks } from "../shop/catalog/index.ts";
import { bookModes } from "../shop/catalog/model.ts";
import { createContext, openShop } from "../shop/context.ts";

// Takes the rows of one call from standard input, as a web process takes them from a form: to be given little memory.

const mode = bookModes.find((each) => each === process.argv[2]) ?? "create";
const body = Buffer.concat(await Array.fromAsync(process.stdin as AsyncIterable<Buffer>));
const form = await new Response(body, { headers: { "content-type": process.argv[3] ?? "" } }).formData();
const file = form.get("file");
const rows = JSON.parse(file instanceof File ? await file.text() : "[]") as unknown[];
const shop = openShop(config(), "web", { delivery: () => "Delivery" });
const ctx = createContext(shop, { actor: { kind: "system", job: "bulk" }, now: new Date(), locale: "en" });
const done = await bulkBooks(ctx, { mode, rows });
await shop.jobs.close();
await shop.database.close();
console.log(
  JSON.stringify(
    done.ok
      ? { created: done.value.created.length, updated: done.value.updated.length, unchanged: done.value.unchanged }
      : { problems: done.problems.length },
  ),
);
