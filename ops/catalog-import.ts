// `npm run catalog:import -- FILE [--format csv|onix|json] [--dry-run]`: brings a file into the catalogue, like the desk does.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { dataDir, openDatabase, ownDatabase } from "./database.mjs";
import { loadEnvFile, Refusal } from "./runtime.mjs";
import { keptSecrets } from "./secrets.mjs";

const help = `npm run catalog:import -- FILE [--format csv|onix|json] [--dry-run]

Brings a file into the catalogue: a sheet (CSV), ONIX for Books 3.0 (XML) or JSON. A sheet's columns are understood as the
last time a sheet had these headings, else as they are guessed. Rows that are refused are told on standard error.

  --format    What the file is, where its beginning does not say.
  --dry-run   Only says what would be done; it can be brought in at /admin/imports then.

The last line is: created=N updated=N unchanged=N failed=N`;

/** Refused rows that are told; the desk has them all. */
const MOST_TOLD = 50;

function given() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        format: { type: "string" },
        "dry-run": { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    return { ...values, dryRun: values["dry-run"], files: positionals };
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}

async function bringIn({ format, dryRun, files }: ReturnType<typeof given>): Promise<void> {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new Refusal("Which file? npm run catalog:import -- FILE");
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Refusal(`There is no file ${file}.`);
  loadEnvFile();
  const kept = ownDatabase() ? undefined : keptSecrets(dataDir());
  const database = await openDatabase();
  try {
    process.env.DATABASE_URL = database.url;
    if (kept) {
      process.env.SHOP_MODE ||= "demo";
      process.env.AUTH_SECRET ||= kept.secrets.AUTH_SECRET;
    }
    await work(file, format, dryRun);
  } finally {
    await database.close();
  }
}

async function work(file: string, given: string | undefined, dryRun: boolean): Promise<void> {
  const { config } = await import("../config/env.ts");
  const { defaultLocale: locale, translator } = await import("../messages/index.ts");
  const { createContext, openShop } = await import("../shop/context.ts");
  const { commitImport, getImport, listImportRows, runImport, startImport } = await import("../shop/import/index.ts");
  const { importFormats, isFileRefusalCode } = await import("../shop/import/model.ts");
  const format = importFormats.find((each) => each === given);
  if (given !== undefined && !format) throw new Refusal(`--format is one of ${importFormats.join(", ")}.`);

  const shop = openShop(config(), "worker", { delivery: (of) => of });
  const context = () =>
    createContext(shop, { actor: { kind: "system", job: "catalog:import" }, now: new Date(), locale });
  const failure = (code: string, facts: Record<string, string> = {}) => {
    const nothing = { expected: "", found: "", column: "", most: "", line: "", encoding: "" };
    return isFileRefusalCode(code)
      ? translator(locale, "web.importProblems.files")(code, { ...nothing, ...facts })
      : `The file was refused: ${code}.`;
  };
  try {
    const content = fs.createReadStream(file) as AsyncIterable<Buffer>;
    const begun = await startImport(context(), { fileName: path.basename(file), content, format, guess: true });
    if (!begun.ok)
      throw new Refusal(begun.code === "FILE_REFUSED" ? failure(begun.file.code, begun.file.facts) : begun.code);
    const { id } = begun.value;
    const finish = async () => {
      // a worker of the shop may have taken it up before
      for (let told = ""; ;) {
        const { state } = await runImport(context(), id);
        if (state === "done" || state === "stopped") return getImport(context(), id);
        const now = await getImport(context(), id);
        if (!["mapped", "planning", "committing"].includes(now.state)) return now;
        if (state === "busy" && told === "") console.error((told = "A worker of the shop has it; waiting."));
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    };
    let done = await finish();
    const stopped = () => {
      if (done.failure) throw new Refusal(failure(done.failure.code, done.failure.facts));
      if (done.state === "cancelled") throw new Refusal("Somebody stopped it at the desk.");
    };
    stopped();
    if (!dryRun) {
      const begun = await commitImport(context(), id);
      if (!begun.ok) throw new Refusal("Somebody at the desk was faster.");
      done = await finish();
      stopped();
    }
    const counts = done.committed ?? done.planned ?? { created: 0, updated: 0, unchanged: 0, failed: 0 };
    const { items } = await listImportRows(context(), id, { filter: "error", page: 1 });
    for (const { at, problems } of items.slice(0, MOST_TOLD)) {
      for (const { field, code, note } of problems) if (!note) console.error(`${at}: ${field ?? ""} ${code}`);
    }
    if (counts.failed > items.length) console.error(`… ${counts.failed - items.length} more`);
    if (dryRun) console.error(`Nothing was changed. To bring it in: ${config().APP_URL}/admin/imports/${id}`);
    const { created, updated, unchanged, failed } = counts;
    console.log(`created=${created} updated=${updated} unchanged=${unchanged} failed=${failed}`);
  } finally {
    await shop.jobs.close();
    await shop.database.close();
  }
}

try {
  const asked = given();
  if (asked.help) console.log(help);
  else await bringIn(asked);
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}
