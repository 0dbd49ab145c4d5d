import { z } from "zod";
import { declare } from "../_rest/endpoint.ts";

const outcome = z.object({
  created: z.array(z.object({ row: z.number().int(), id: z.uuid(), slug: z.string() })),
  updated: z.array(z.object({ row: z.number().int(), id: z.uuid() })),
  /** Rows whose book was as they say already. */
  unchanged: z.number().int(),
});
/** Each row is a book's record; the catalogue says what is wrong with each, by row and field, all at once. */
const rows = z.array(z.unknown());
const mostBytes = 12_000_000;

export const createBooks = declare({
  name: "createBooks",
  method: "POST",
  path: "/api/v1/admin/books/bulk",
  caller: { permission: "catalog.manage" },
  body: rows,
  mostBytes,
  answer: { status: 201, schema: outcome },
  refusals: ["INVALID_INPUT"],
});

export const updateBooks = declare({
  name: "updateBooks",
  method: "PATCH",
  path: "/api/v1/admin/books/bulk",
  caller: { permission: "catalog.manage" },
  body: rows,
  mostBytes,
  answer: { status: 200, schema: outcome },
  refusals: ["INVALID_INPUT"],
});
