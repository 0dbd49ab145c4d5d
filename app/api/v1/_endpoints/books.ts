import { z } from "zod";
import { coverTypes, MOST_COVER_BYTES } from "@/shop/_kernel/covers";
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

const bookParams = z.object({ id: z.uuid() });

/** The body is the picture; what it is, its content says. */
export const setBookCover = declare({
  name: "setBookCover",
  method: "PUT",
  path: "/api/v1/admin/books/{id}/cover",
  caller: { permission: "catalog.manage" },
  params: bookParams,
  body: z.instanceof(Uint8Array),
  takes: [...coverTypes, "application/octet-stream"],
  mostBytes: MOST_COVER_BYTES,
  answer: { status: 200, schema: z.object({ coverKey: z.string(), changed: z.boolean() }) },
  refusals: ["NOT_FOUND", "COVER_NOT_AN_IMAGE", "COVER_TOO_LARGE"],
});

export const removeBookCover = declare({
  name: "removeBookCover",
  method: "DELETE",
  path: "/api/v1/admin/books/{id}/cover",
  caller: { permission: "catalog.manage" },
  params: bookParams,
  answer: { status: 204 },
  refusals: ["NOT_FOUND"],
});

/** The whole catalogue; the JSON is what `updateBooks` takes, as far as it has no more rows than that. */
export const exportBooks = declare({
  name: "exportBooks",
  method: "GET",
  path: "/api/v1/admin/books/export",
  caller: { permission: "catalog.read" },
  query: z.object({ format: z.enum(["json", "csv"]).default("json") }),
  answer: { status: 200, types: ["application/json", "text/csv"] },
  refusals: [],
});
