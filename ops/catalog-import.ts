// `npm run catalog:import -- FILE`: brings a file into the catalogue, like the desk does.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { defaultLocale, isLocale, locales } from "../messages/locales.ts";
import { dataDir, openDatabase, ownDatabase } from "./database.mjs";
import { loadEnvFile, Refusal } from "./runtime.mjs";
import { keptSecrets } from "./secrets.mjs";

const help = `npm run catalog:import -- FILE [--format csv|onix|json] [--stock] [--dry-run] [--language en|de] [--strict]

Brings a file into the catalogue: a sheet (CSV), ONIX for Books 3.0 (XML) or JSON, up to 1 GB. A sheet's columns are understood
as the last time a sheet had these headings, else as they are guessed.

  --format    What the file is, where its beginning does not say.
  --stock     The copies on hand in an ONIX file (OnHand) are the shop's own figures. Without it they are left out.
  --dry-run   Only says what would be done; it can be brought in at /admin/imports then.
  --language  Of what is told: ${locales.join(" or ")} (the first is the default).
  --strict    Ends with 2 where a row was refused.

Standard error tells how far it is, some of what changes, and the refused rows with their reasons; the desk has all of them.
Standard output is one line: created=N updated=N unchanged=N failed=N

Ends with 0 when the file was dealt with, whatever became of its rows, with 1 when it was not: the file is refused, there is
no such file, the database does not answer. What was cut off is gone on with by the shop's worker, or at /admin/imports.`;

function given() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        format: { type: "string" },
        language: { type: "string" },
        stock: { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
        strict: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const language = values.language ?? defaultLocale;
    if (!isLocale(language)) throw new Refusal(`--language is one of ${locales.join(", ")}.`);
    return { ...values, language, dryRun: values["dry-run"], files: positionals };
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(error instanceof Error ? error.message : String(error));
  }
}

async function bringIn(asked: ReturnType<typeof given>): Promise<void> {
  const [file, ...more] = asked.files;
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
    await work(file, asked);
  } finally {
    await database.close();
  }
}

async function work(file: string, asked: ReturnType<typeof given>): Promise<void> {
  const { config } = await import("../config/env.ts");
  const { createContext, openShop } = await import("../shop/context.ts");
  const { commitImport, getImport, runImport, startImport } = await import("../shop/import/index.ts");
  const { importFormats, isWorking, MOST_BYTES, noCounts } = await import("../shop/import/model.ts");
  const { ImportReport } = await import("./import-report.ts");
  const format = importFormats.find((each) => each === asked.format);
  if (asked.format !== undefined && !format) throw new Refusal(`--format is one of ${importFormats.join(", ")}.`);

  const shop = openShop(config(), "worker", { delivery: (of) => of });
  const context = () =>
    createContext(shop, { actor: { kind: "system", job: "catalog:import" }, now: new Date(), locale: asked.language });
  const report = new ImportReport(context, asked.language);
  try {
    const content = fs.createReadStream(file) as AsyncIterable<Buffer>;
    const begun = await startImport(context(), {
      fileName: path.basename(file),
      content,
      format,
      guess: true,
      stock: asked.stock ? "figure" : "ignore",
    });
    if (!begun.ok)
      throw new Refusal(
        begun.code === "FILE_REFUSED"
          ? report.failure(begun.file)
          : report.t("too_big", { most: MOST_BYTES / 1024 ** 3 }),
      );
    const { id } = begun.value;
    const url = `${config().APP_URL}/admin/imports/${id}`;
    const finish = async () => {
      const end = report.follow(id);
      try {
        // a worker of the shop may have taken it up before
        for (let told = false; ;) {
          const { state } = await runImport(context(), id);
          const now = await getImport(context(), id);
          if (state === "done" || state === "stopped" || !isWorking(now.state)) return now;
          if (state === "busy" && !told) console.error(report.t("waiting"));
          told ||= state === "busy";
          await new Promise((resolve) => setTimeout(resolve, 500));
        }
      } finally {
        end();
      }
    };
    let done = await finish();
    const stopped = () => {
      if (done.failure) throw new Refusal(report.failure(done.failure));
      if (done.state === "cancelled") throw new Refusal(report.t("stopped", { url }));
    };
    stopped();
    if (!asked.dryRun) {
      if (!(await commitImport(context(), id)).ok) throw new Refusal(report.t("faster", { url }));
      done = await finish();
      stopped();
    }
    await report.rows(done, url);
    if (asked.dryRun) console.error(report.t("dry", { url }));
    const { created, updated, unchanged, failed } = done.committed ?? done.planned ?? noCounts;
    console.log(`created=${created} updated=${updated} unchanged=${unchanged} failed=${failed}`);
    if (asked.strict && failed > 0) process.exitCode = 2;
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
