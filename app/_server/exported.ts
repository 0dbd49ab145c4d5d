import { exportBooksCsv, exportBooksJson } from "@/shop/catalog";
import type { Ctx } from "@/shop/context";
import { streamed } from "./streamed";

/** The whole catalogue as a file, written while it is read. A spreadsheet reads CSV as UTF-8 by the mark at its beginning. */
export function exported(ctx: Ctx, format: "csv" | "json"): Response {
  const day = ctx.now.toISOString().slice(0, 10);
  return new Response(format === "csv" ? streamed(exportBooksCsv(ctx), "\ufeff") : streamed(exportBooksJson(ctx)), {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/json",
      "content-disposition": `attachment; filename="books-${day}.${format}"`,
      "cache-control": "private, no-store",
    },
  });
}
