import { z } from "zod";

/** Which page of a list is asked for. */
export const page = z.coerce.number().int().min(1).max(10_000).default(1);

/** What every list says besides its rows. */
export const pageFacts = {
  page: z.number().int(),
  pageSize: z.number().int(),
  pages: z.number().int(),
  total: z.number().int(),
};

export const pageOf = <Row extends z.ZodType>(row: Row) => z.object({ items: z.array(row), ...pageFacts });
