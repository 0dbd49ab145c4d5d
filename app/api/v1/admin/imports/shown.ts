import type { ImportRecord } from "@/shop/import/model";

/** An import as the API shows it. */
export const shownImport = (found: ImportRecord) => ({
  ...found,
  createdAt: found.createdAt.toISOString(),
  changedAt: found.changedAt.toISOString(),
});
