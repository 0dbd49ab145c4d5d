import { settle } from "@/app/_server/action";
import { requireDesk } from "@/app/_server/desk";
import { fieldName, problemWords } from "@/components/admin/import-words";
import { locale, localWords } from "@/app/_server/language";
import { csvLine } from "@/shop/_kernel/csv";
import { getImport, readImportErrors } from "@/shop/import";

const columns = ["at", "reference", "isbn", "title", "field", "problem"] as const;

/** Rows that cannot be brought in, each problem a line, as CSV; written while it is read. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/admin/imports/[id]/errors">,
): Promise<Response> {
  const ctx = await requireDesk("catalog.read");
  const { id } = await params;
  await settle(() => getImport(ctx, id));
  const t = localWords("web.imports.errorsFile");
  const batches = readImportErrors(ctx, id);
  const encoder = new TextEncoder();
  // a spreadsheet reads it as UTF-8 by the mark at its beginning
  let head: string | null = `\ufeff${csvLine(columns.map((column) => t(column)))}`;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (head !== null) {
        controller.enqueue(encoder.encode(head));
        head = null;
        return;
      }
      const { value, done } = await batches.next();
      if (done) return controller.close();
      const lines = value.flatMap((row) =>
        row.problems
          .filter((problem) => !problem.note)
          .map((problem) =>
            csvLine([
              row.at,
              row.reference,
              row.isbn,
              row.title,
              fieldName(problem.field, locale()),
              problemWords({ ...problem, field: "" }, locale()),
            ]),
          ),
      );
      controller.enqueue(encoder.encode(lines.join("")));
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="refused-rows.csv"`,
      "cache-control": "private, no-store",
    },
  });
}
