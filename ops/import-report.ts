import { failureWords, fieldName, problemWords, progressWords, valueWords } from "../components/admin/import-words.ts";
import { translator, type Locale } from "../messages/index.ts";
import type { Ctx } from "../shop/context.ts";
import { getImportProgress, listImportRows } from "../shop/import/index.ts";
import type { ImportFailure, ImportRecord, ImportRow } from "../shop/import/model.ts";
import { getSettings } from "../shop/settings/index.ts";

/** Rows that are told of each kind; the desk has them all. */
const MOST_TOLD = { update: 10, error: 50 } as const;

/** What `npm run catalog:import` tells of a file, on standard error. */
export class ImportReport {
  readonly #ctx: () => Ctx;
  readonly #locale: Locale;
  readonly #say: (line: string) => void;
  readonly t;

  constructor(ctx: () => Ctx, locale: Locale, say: (line: string) => void = (line) => console.error(line)) {
    this.#ctx = ctx;
    this.#locale = locale;
    this.#say = say;
    this.t = translator(locale, "web.imports.command");
  }

  failure = (failure: Pick<ImportFailure, "code" | "facts">): string => failureWords(failure, this.#locale);

  /** Tells every two seconds how far it is, until it is asked to end; on a terminal in one line. */
  follow(importId: string, stream: NodeJS.WriteStream = process.stderr): () => void {
    let shown = "";
    const tell = async () => {
      const progress = await getImportProgress(this.#ctx(), importId).catch(() => null);
      if (!progress || progress.rows === 0) return;
      const phase = translator(this.#locale, "web.imports.progress")(progress.phase);
      const words = `${phase}: ${progressWords(progress, this.#locale)}`;
      if (words === shown) return;
      shown = words;
      stream.write(stream.isTTY ? `\r\u001b[2K${words}` : `${words}\n`);
    };
    const timer = setInterval(() => void tell(), 2_000);
    return () => {
      clearInterval(timer);
      if (stream.isTTY && shown) stream.write("\r\u001b[2K");
    };
  }

  /** Some of what changes, before and after; then what is refused, row by row; `url` is where all of it stands. */
  async rows({ id, planned, committed }: ImportRecord, url: string): Promise<void> {
    const counts = committed ?? planned;
    if (!counts) return;
    this.#say(this.t("done", { ...counts }));
    await this.#some(id, "update", { url, count: counts.updated, dry: committed === null });
    await this.#some(id, "error", { url, count: counts.failed, dry: committed === null });
  }

  async #some(
    id: string,
    filter: keyof typeof MOST_TOLD,
    { url, count, dry }: { url: string; count: number; dry: boolean },
  ): Promise<void> {
    if (count === 0) return;
    const { items } = await listImportRows(this.#ctx(), id, { filter, page: 1 });
    const told = items.slice(0, MOST_TOLD[filter]);
    this.#say(filter === "error" ? this.t("errors", { count }) : this.t("changes", { dry: dry ? "yes" : "no" }));
    const { shop } = await getSettings(this.#ctx());
    for (const row of told) for (const words of this.#wordsOf(row, shop.currency)) this.#say(`  ${words}`);
    if (count > told.length) this.#say(`  ${this.t("more", { count: count - told.length, url })}`);
  }

  #wordsOf(row: ImportRow, currency: string): string[] {
    const change = translator(this.#locale, "web.imports.rows");
    const name = row.title ?? row.isbn;
    const where =
      row.reference !== null
        ? change("record", { reference: row.reference })
        : name !== null
          ? this.t("named", { at: row.at, name })
          : this.t("line", { at: row.at });
    const words =
      row.outcome === "error"
        ? row.problems.filter(({ note }) => !note).map((problem) => problemWords(problem, this.#locale))
        : row.changes.map((each) =>
            change("change", {
              field: fieldName(each.field, this.#locale),
              before: valueWords(each, each.before, currency, this.#locale),
              after: valueWords(each, each.after, currency, this.#locale),
            }),
          );
    return words.map((each) => this.t("told", { where, words: each }));
  }
}
